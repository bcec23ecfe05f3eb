package mnist.jobs.models;

import java.util.List;
import java.util.Map;
import mnist.store.Decision;
import mnist.store.ModelStore;

/**
 * How jobs tell of a decision's hash, which somebody may keep elsewhere.
 *
 * @param hash of its file, as {@link ModelStore#hash} gives it
 */
public record RecordedDecision(int number, String hash) {

  public static RecordedDecision of(ModelStore store, Decision decision) {
    return new RecordedDecision(decision.number(), store.hash(decision));
  }

  /** The line for people. */
  public String line() {
    return "hash of decision %d: %s".formatted(number, hash);
  }

  /** Adds it to a job's result. */
  public void addTo(Map<String, Object> figures, List<String> lines) {
    figures.put("decision_hash", hash);
    lines.add(line());
  }
}
