package mnist.jobs.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import mnist.InvalidInputException;
import mnist.jobs.runner.JobOutcome;
import mnist.store.Decision;
import mnist.store.DecisionHistory;
import mnist.store.DecisionKind;
import mnist.store.ModelStore;
import mnist.store.NewDecision;
import mnist.store.Pruned;
import mnist.store.RetentionSettings;

/**
 * Changes of a store that somebody decides on. One that was stopped can be asked for again.
 *
 * @param store takes each as a decision
 */
public record StoreChange(ModelStore store) {

  /**
   * Makes a version the champion. If it is, nothing is decided.
   *
   * @throws InvalidInputException if there is no such version, a file of it is missing or altered,
   *     or the champion changes meanwhile
   */
  public JobOutcome promote(String version, String reason) {
    return replace(DecisionKind.PROMOTED_BY_HAND, store.latestDecision(), version, reason);
  }

  /**
   * Makes an earlier champion the champion again. If the given one is, nothing is decided.
   *
   * @param to which one; empty for the nearest that wasn't rolled back, which is another one each
   *     time
   * @throws InvalidInputException if there is none, a file of it is missing or altered, or the
   *     champion changes meanwhile
   */
  public JobOutcome rollback(Optional<String> to, String reason) {
    DecisionHistory history = new DecisionHistory(store.decisions());
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
    return replace(DecisionKind.ROLLED_BACK, history.latest(), target, reason);
  }

  private JobOutcome replace(
      DecisionKind kind, Optional<Decision> latest, String version, String reason) {
    store.requireAsWritten(version);
    Optional<String> champion = latest.map(Decision::champion);
    if (champion.equals(Optional.of(version))) {
      return told(latest.orElseThrow(), "%s is the champion, nothing to do".formatted(version));
    }
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

  /** Deletes old versions, also what a pruning that was stopped has left. */
  public JobOutcome prune(int keep, RetentionSettings settings, String reason) {
    Pruned pruned = store.prune(keep, settings, reason);
    SortedSet<String> deleted = new TreeSet<>(pruned.finished());
    List<String> lines = new ArrayList<>();
    Map<String, Object> figures = new HashMap<>();
    if (!pruned.finished().isEmpty()) {
      lines.add(
          "deleted %s, which an earlier prune had left".formatted(String.join(", ", deleted)));
    }
    pruned
        .decision()
        .ifPresent(
            decision -> {
              List<String> names =
                  ((Map<?, ?>) decision.figures().get("versions"))
                      .keySet().stream().map(String::valueOf).sorted().toList();
              deleted.addAll(names);
              JobOutcome told = told(decision, "pruned " + String.join(", ", names));
              figures.putAll(told.figures());
              lines.addAll(told.summary());
            });
    if (lines.isEmpty()) {
      lines.add("nothing to prune: every version is kept");
    }
    figures.put("pruned", List.copyOf(deleted));
    return new JobOutcome(figures, lines);
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
