package mnist.train;

import java.util.Locale;
import mnist.Bounds;
import mnist.InvalidInputException;

/** The implementation that averages the workers' parameters. */
public enum Averaging {
  /** {@link mnist.averaging}: equal settings give bit-identical models. */
  DETERMINISTIC,

  /** dl4j-spark's own, for comparison. */
  DL4J;

  /** What {@link #DETERMINISTIC} was called in the settings of earlier manifests. */
  private static final String FORMER_LABEL = "replayable";

  /** The name in settings and manifests. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a training that was stopped goes on from a checkpoint; otherwise it starts anew. */
  public boolean keepsCheckpoints() {
    return this == DETERMINISTIC;
  }

  /**
   * The value with this label.
   *
   * @throws InvalidInputException if there is none; the message lists the labels
   */
  public static Averaging named(String name) {
    return name.equals(FORMER_LABEL)
        ? DETERMINISTIC
        : Bounds.oneOf("train.averaging", name, values(), Averaging::label);
  }
}
