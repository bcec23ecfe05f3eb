package mnist.store;

import java.util.Map;
import mnist.Bounds;

/**
 * How a model came to be: enough to make it again.
 *
 * @param job that trained it
 * @param run an identity that equal settings, data and kernels share; null if not known
 * @param kernels what computed, since results are equal within one set of kernels; null if not
 *     known
 * @param seed of the training, from which all others are derived
 * @param settings the effective ones by key, but for those of the data
 * @param data what it was trained on
 * @param metrics of the kept parameters on the validation data, and what the training took, by
 *     name; numbers or text
 * @param bestEpoch the epoch whose parameters were kept, from 1
 * @param epochs how many were run
 */
public record TrainingRun(
    String job,
    String run,
    String kernels,
    long seed,
    Map<String, String> settings,
    TrainingData data,
    Map<String, Object> metrics,
    int bestEpoch,
    int epochs) {

  public TrainingRun {
    Bounds.present("job", job);
    Bounds.present("data", data);
    Bounds.atLeast("best_epoch", bestEpoch, 1);
    Bounds.atLeast("epochs", epochs, bestEpoch);
    settings = settings == null ? Map.of() : Map.copyOf(settings);
    metrics = metrics == null ? Map.of() : Map.copyOf(metrics);
  }
}
