package mnist.jobs.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.InvalidInputException;
import mnist.jobs.runner.JobOutcome;
import mnist.store.Decision;
import mnist.store.DecisionHistory;
import mnist.store.DecisionKind;
import mnist.store.ModelStore;
import mnist.store.NewDecision;
import mnist.store.RetentionSettings;

/**
 * Changes of a store that somebody decides on.
 *
 * @param store takes each as a decision
 */
public record StoreChange(ModelStore store) {

  /**
   * Makes a version the champion.
   *
   * @throws InvalidInputException if there is no such version, a file of it is missing or altered,
   *     it is the champion, or the champion changes meanwhile
   */
  public JobOutcome promote(String version, String reason) {
    return replace(DecisionKind.PROMOTED_BY_HAND, store.champion(), version, reason);
  }

  /**
   * Makes an earlier champion the champion again.
   *
   * @param to which one; empty for the nearest that wasn't rolled back
   * @throws InvalidInputException if there is none, a file of it is missing or altered, or the
   *     champion changes meanwhile
   */
  public JobOutcome rollback(Optional<String> to, String reason) {
    DecisionHistory history = new DecisionHistory(store.decisions());
    Optional<String> champion = history.latest().map(Decision::champion);
    String target =
        to.or(() -> history.rollbackTargets().stream().findFirst())
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "Cannot roll back %s: no earlier champion is left".formatted(store.path()),
                        "choose one by models promote"));
    if (!history.champions().contains(target)) {
      throw new InvalidInputException(
          "Cannot roll back to %s: it was never champion of %s".formatted(target, store.path()),
          "models history lists champions; models promote takes any version");
    }
    return replace(DecisionKind.ROLLED_BACK, champion, target, reason);
  }

  private JobOutcome replace(
      DecisionKind kind, Optional<String> champion, String version, String reason) {
    if (champion.equals(Optional.of(version))) {
      throw new InvalidInputException(
          "Cannot make %s the champion of %s: it is".formatted(version, store.path()),
          "choose another version");
    }
    store.requireAsWritten(version);
    Map<String, Object> figures = new HashMap<>();
    champion.ifPresent(before -> figures.put("instead_of", before));
    return store
        .decide(champion, new NewDecision(kind, version, reason, figures))
        .map(
            decision ->
                told(
                    decision,
                    "champion is %s%s"
                        .formatted(version, champion.map(v -> ", it was " + v).orElse(""))))
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "Cannot make %s the champion of %s: somebody made %s the champion meanwhile"
                        .formatted(version, store.path(), store.requireChampion()),
                    "look at models history, and give the command again if it is still wanted"));
  }

  /** Deletes old versions. */
  public JobOutcome prune(int keep, RetentionSettings settings, String reason) {
    Optional<Decision> pruned = store.prune(keep, settings, reason);
    if (pruned.isEmpty()) {
      return new JobOutcome(
          Map.of("pruned", List.of()), List.of("nothing to prune: every version is kept"));
    }
    List<String> names =
        ((Map<?, ?>) pruned.get().figures().get("versions"))
            .keySet().stream().map(String::valueOf).sorted().toList();
    JobOutcome told = told(pruned.get(), "pruned " + String.join(", ", names));
    Map<String, Object> figures = new HashMap<>(told.figures());
    figures.put("pruned", names);
    return new JobOutcome(figures, told.summary());
  }

  private JobOutcome told(Decision decision, String what) {
    Map<String, Object> figures = new HashMap<>();
    figures.put("decision", decision);
    if (decision.champion() != null) {
      figures.put("champion", decision.champion());
    }
    List<String> lines = new ArrayList<>();
    lines.add("decision %d: %s".formatted(decision.number(), what));
    RecordedDecision.of(store, decision).addTo(figures, lines);
    return new JobOutcome(figures, lines);
  }
}
