package mnist.deliveries;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
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
  private static final String ADOPTED = "adopted";
  static final String KNOWN = "known";
  private static final String HASH = "delivery_hash";

  /** The decisions that took deliveries, by the deliveries' names. */
  SortedMap<String, Decision> taken() {
    SortedMap<String, Decision> taken = new TreeMap<>();
    for (Decision decision : store.decisions()) {
      if (decision.kind() == DecisionKind.DELIVERED) {
        taken.put(decision.subject(), decision);
      }
    }
    return taken;
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
    return forgotten(store.decisions());
  }

  static SortedMap<String, Boolean> forgotten(List<Decision> decisions) {
    SortedMap<String, Boolean> forgotten = new TreeMap<>();
    for (Decision decision : decisions) {
      if (decision.kind() == DecisionKind.FORGOTTEN) {
        forgotten.put(decision.subject(), (Boolean) decision.figures().get(TAKE_AGAIN));
      }
    }
    return forgotten;
  }

  /**
   * Records that a delivery was taken.
   *
   * @param hash SHA-256 of its {@link DeliveryStorage#FILE}, which has every other file's hash
   */
  void take(Delivery delivery, String hash) {
    Map<String, Object> figures = new HashMap<>();
    for (Split split : Split.values()) {
      figures.put(split.value(), delivery.count(split));
    }
    figures.put(KNOWN, delivery.known());
    figures.put("relabelled", delivery.relabelled());
    figures.put("repeated", delivery.repeated());
    figures.put("quarantined", delivery.quarantined());
    figures.put("fingerprint", delivery.id());
    figures.put(HASH, hash);
    if (delivery.adopted() != null) {
      figures.put(ADOPTED, delivery.adopted());
    }
    figures.putAll(delivery.told());
    decide(new NewDecision(DecisionKind.DELIVERED, delivery.name(), delivery.described(), figures));
  }

  /** How many images a delivery brought, as far as a decision says. */
  static long images(Decision taken) {
    return Stream.of(Split.values())
        .map(split -> taken.figures().get(split.value()))
        .filter(Number.class::isInstance)
        .mapToLong(count -> ((Number) count).longValue())
        .sum();
  }

  /** As of {@link Delivery#adopted}, as far as a decision says; null for none. */
  static String adopted(Decision taken) {
    return (String) taken.figures().get(ADOPTED);
  }

  /**
   * As given to {@link #take}; empty of a delivery that an earlier release took, or that isn't
   * recorded yet.
   */
  static Optional<String> hash(Decision taken) {
    return Optional.ofNullable(taken).map(decision -> (String) decision.figures().get(HASH));
  }

  Decision forget(String name, long images, String reason, boolean takeAgain) {
    return decide(
        new NewDecision(
            DecisionKind.FORGOTTEN, name, reason, Map.of(TAKE_AGAIN, takeAgain, "images", images)));
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
