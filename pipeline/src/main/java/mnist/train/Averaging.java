package mnist.train;

import java.util.Locale;
import mnist.Bounds;
import mnist.InvalidInputException;

/** Who averages the workers' parameters. */
public enum Averaging {
  /** {@link mnist.averaging}: equal settings give equal bits. */
  DETERMINISTIC,

  /** dl4j-spark's own, to compare with. */
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
   * The one of this name.
   *
   * @throws InvalidInputException if there is none; the message lists those there are
   */
  public static Averaging named(String name) {
    return name.equals(FORMER_LABEL)
        ? DETERMINISTIC
        : Bounds.oneOf("train.averaging", name, values(), Averaging::label);
  }
}
