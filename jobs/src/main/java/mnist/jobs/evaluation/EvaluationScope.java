package mnist.jobs.evaluation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import mnist.Bounds;
import mnist.InvalidInputException;
import mnist.input.Split;

/**
 * What an evaluation looks at: the images of a split as they are, and what else.
 *
 * @param split whose images it is about; {@link Split#TEST} once a model has been chosen
 * @param robustness whether to score changed images and printed digits too
 * @param fonts the directory of the fonts that digits are printed in; empty for the system's. Needs
 *     {@code robustness}
 * @param elsewhere sets of labelled images of other kinds to try as well, by path. Need {@code
 *     robustness}
 * @param nonDigits sets of images that show no digit to try as well, by path, whatever their
 *     labels. Need {@code robustness}
 * @param views how many views of each image to average over, 2 or more; empty for none
 */
public record EvaluationScope(
    Split split,
    boolean robustness,
    Optional<Path> fonts,
    List<String> elsewhere,
    List<String> nonDigits,
    OptionalInt views) {

  /** The test images as they are, and nothing else. */
  public static final EvaluationScope TEST_IMAGES =
      new EvaluationScope(
          Split.TEST, false, Optional.empty(), List.of(), List.of(), OptionalInt.empty());

  public EvaluationScope {
    elsewhere = List.copyOf(elsewhere);
    nonDigits = List.copyOf(nonDigits);
    require(robustness || fonts.isEmpty(), "--fonts");
    require(robustness || elsewhere.isEmpty(), "--elsewhere");
    require(robustness || nonDigits.isEmpty(), "--non-digits");
    views.ifPresent(given -> Bounds.atLeast("--views", given, 2));
  }

  private static void require(boolean isUsed, String option) {
    if (!isUsed) {
      throw new InvalidInputException(
          "Cannot use %s without --robustness".formatted(option), "give both or neither");
    }
  }
}
