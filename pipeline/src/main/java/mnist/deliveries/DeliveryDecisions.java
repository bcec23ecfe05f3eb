package mnist.deliveries;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mnist.input.Split;
import mnist.store.Decision;
import mnist.store.DecisionKind;
import mnist.store.ModelStore;
import mnist.store.NewDecision;

/**
 * What was decided about a store's deliveries: decisions of the store, which leave its champion.
 *
 * @param store whose they are
 */
record DeliveryDecisions(ModelStore store) {

  private static final String TAKE_AGAIN = "take_again";

  /** Names of those whose being taken is recorded. */
  Set<String> taken() {
    return store.decisions().stream()
        .filter(decision -> decision.kind() == DecisionKind.DELIVERED)
        .map(Decision::subject)
        .collect(Collectors.toSet());
  }

  /** The highest number that was ever decided about, whatever is left of it; 0 for none. */
  int lastNumber() {
    return store.decisions().stream()
        .filter(
            decision ->
                decision.kind() == DecisionKind.DELIVERED
                    || decision.kind() == DecisionKind.FORGOTTEN)
        .mapToInt(decision -> DeliveryName.number(decision.subject()))
        .max()
        .orElse(0);
  }

  /** Names of those that were forgotten, and whether their files may come again. */
  SortedMap<String, Boolean> forgotten() {
    SortedMap<String, Boolean> forgotten = new TreeMap<>();
    for (Decision decision : store.decisions()) {
      if (decision.kind() == DecisionKind.FORGOTTEN) {
        forgotten.put(decision.subject(), (Boolean) decision.figures().get(TAKE_AGAIN));
      }
    }
    return forgotten;
  }

  void take(Delivery delivery) {
    Map<String, Object> figures = new HashMap<>();
    for (Split split : Split.values()) {
      figures.put(split.value(), delivery.count(split));
    }
    figures.put("known", delivery.known());
    figures.put("relabelled", delivery.relabelled());
    figures.put("repeated", delivery.repeated());
    figures.put("fingerprint", delivery.id());
    figures.putAll(delivery.told());
    decide(new NewDecision(DecisionKind.DELIVERED, delivery.name(), delivery.described(), figures));
  }

  Decision forget(Delivery delivery, String reason, boolean takeAgain) {
    return decide(
        new NewDecision(
            DecisionKind.FORGOTTEN,
            delivery.name(),
            reason,
            Map.of(TAKE_AGAIN, takeAgain, "images", delivery.count())));
  }

  /** Whoever the champion is: it stays. */
  private Decision decide(NewDecision next) {
    Optional<Decision> decided;
    do {
      decided = store.decide(store.champion(), next);
    } while (decided.isEmpty());
    return decided.get();
  }
}
