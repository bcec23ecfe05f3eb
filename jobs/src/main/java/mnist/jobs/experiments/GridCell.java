package mnist.jobs.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mnist.train.Averaging;

/**
 * A way to average that the grid measures.
 *
 * @param workers 1 or more; 1 for the single process that others are compared with
 * @param frequency minibatches between two averagings, {@link #EPOCH} for once per epoch
 */
public record GridCell(Averaging averaging, int workers, int frequency) {

  /** More minibatches than an epoch has. */
  public static final int EPOCH = Integer.MAX_VALUE;

  /** What all others are compared with. Nothing is averaged, so its frequency says nothing. */
  public static final GridCell SINGLE = new GridCell(Averaging.DETERMINISTIC, 1, EPOCH);

  public Map<String, Object> settings(long seed) {
    return Map.of(
        "seed", seed,
        "train.averaging", averaging.label(),
        "train.workers", workers,
        "train.averaging-frequency", frequency);
  }

  /** Options of train that average in this way. */
  public List<String> options() {
    List<String> options = new ArrayList<>(List.of("--workers", String.valueOf(workers)));
    if (!equals(SINGLE)) {
      options.addAll(
          List.of(
              "--averaging",
              averaging.label(),
              "--averaging-frequency",
              String.valueOf(frequency)));
    }
    return options;
  }

  /** The frequency as options have it. */
  public String every() {
    return frequency == EPOCH ? "epoch" : String.valueOf(frequency);
  }

  @Override
  public String toString() {
    return equals(SINGLE)
        ? "a single process"
        : "%d workers, averaging %s, %s"
            .formatted(
                workers,
                frequency == EPOCH ? "once per epoch" : "every " + frequency + " minibatches",
                averaging.label());
  }
}
