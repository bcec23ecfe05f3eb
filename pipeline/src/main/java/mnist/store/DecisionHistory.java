package mnist.store;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the decisions of a store come to.
 *
 * @param decisions all of them, the first one first
 */
public record DecisionHistory(List<Decision> decisions) {

  /** Key of the figures of a pruning: the versions, each with its hashes. */
  static final String VERSIONS = "versions";

  public DecisionHistory {
    decisions = List.copyOf(decisions);
  }

  /** The latest one; empty if there are none. */
  public Optional<Decision> latest() {
    return decisions.isEmpty()
        ? Optional.empty()
        : Optional.of(decisions.get(decisions.size() - 1));
  }

  /** All versions that were champion. */
  public Set<String> champions() {
    Set<String> champions = new LinkedHashSet<>();
    decisions.stream().map(Decision::champion).filter(v -> v != null).forEach(champions::add);
    return champions;
  }

  /** All versions that were deleted. */
  public Set<String> pruned() {
    Set<String> pruned = new TreeSet<>();
    decisions.stream()
        .filter(decision -> decision.kind() == DecisionKind.PRUNED)
        .map(decision -> decision.figures().get(VERSIONS))
        .forEach(
            versions -> {
              if (versions instanceof Map<?, ?> map) {
                map.keySet().forEach(version -> pruned.add(String.valueOf(version)));
              }
            });
    return pruned;
  }

  /**
   * The champions that a rollback may go to, the nearest first: those that the current one came
   * after. What was rolled back isn't among them, so that the next rollback goes further back.
   */
  public List<String> rollbackTargets() {
    Deque<String> line = new ArrayDeque<>();
    for (Decision decision : decisions) {
      if (!decision.kind().makesChampion()) {
        continue;
      }
      if (decision.kind() == DecisionKind.ROLLED_BACK && line.contains(decision.champion())) {
        while (!line.peek().equals(decision.champion())) {
          line.pop();
        }
      } else {
        line.push(decision.champion());
      }
    }
    Set<String> targets = new LinkedHashSet<>(line);
    targets.remove(line.peek());
    targets.removeAll(pruned());
    return List.copyOf(targets);
  }

  /** The versions that the latest judging names, such as the best champion so far. */
  Set<String> judged() {
    Optional<Decision> latest =
        decisions.stream()
            .filter(d -> d.kind() == DecisionKind.PROMOTED || d.kind() == DecisionKind.KEPT)
            .reduce((earlier, later) -> later);
    Set<String> named = new TreeSet<>();
    latest.ifPresent(decision -> addVersions(decision.figures(), named));
    return named;
  }

  private static void addVersions(Object value, Set<String> named) {
    if (value instanceof Map<?, ?> map) {
      map.values().forEach(inner -> addVersions(inner, named));
    } else if (value instanceof Collection<?> list) {
      list.forEach(inner -> addVersions(inner, named));
    } else if (value instanceof String text && VersionName.PATTERN.matcher(text).matches()) {
      named.add(text);
    }
  }
}
