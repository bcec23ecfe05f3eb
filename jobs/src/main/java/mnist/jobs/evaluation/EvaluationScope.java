package mnist.jobs.evaluation;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import mnist.Bounds;
import mnist.InvalidInputException;

/**
 * What an evaluation looks at beside the test images as they are.
 *
 * @param robustness whether to score changed test images and printed digits too
 * @param fonts the directory of the fonts that digits are printed in; empty for the system's. Needs
 *     {@code robustness}
 * @param views how many views of each image to average over, 2 or more; empty for none
 */
public record EvaluationScope(boolean robustness, Optional<Path> fonts, OptionalInt views) {

  /** The test images as they are, and nothing else. */
  public static final EvaluationScope TEST_IMAGES =
      new EvaluationScope(false, Optional.empty(), OptionalInt.empty());

  public EvaluationScope {
    if (fonts.isPresent() && !robustness) {
      throw new InvalidInputException(
          "Cannot use --fonts without --robustness", "give both or neither");
    }
    views.ifPresent(given -> Bounds.atLeast("--views", given, 2));
  }
}
