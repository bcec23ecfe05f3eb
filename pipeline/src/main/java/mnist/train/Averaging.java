package mnist.train;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import mnist.InvalidInputException;

/** Who averages the workers' parameters. */
public enum Averaging {
  /** {@link mnist.averaging}: equal settings give equal bits. */
  REPLAYABLE,

  /** dl4j-spark's own, to compare with. */
  DL4J;

  /** The name in settings and manifests. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The one of this name.
   *
   * @throws InvalidInputException if there is none; the message lists those there are
   */
  public static Averaging named(String name) {
    return Arrays.stream(values())
        .filter(averaging -> averaging.label().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "train.averaging must be one of %s, but was %s"
                        .formatted(
                            Arrays.stream(values())
                                .map(Averaging::label)
                                .collect(Collectors.joining(", ")),
                            name)));
  }
}
