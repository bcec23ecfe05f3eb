package mnist.jobs.options;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import mnist.input.Split;
import mnist.jobs.evaluation.EvaluationScope;
import mnist.jobs.evaluation.ModelRobustness;
import picocli.CommandLine.Option;

/** The options that say how much an evaluation looks at. */
public final class EvaluationOptions {

  @Option(
      names = "--robustness",
      description =
          "Also try the model on images that are changed, on printed digits, and on images without a"
              + " digit (default: not).")
  private boolean robustness;

  @Option(
      names = "--views",
      paramLabel = "N",
      description =
          "Also take the mean over N views of each image, itself and others that are distorted as in"
              + " the model's training (test-time augmentation); reported apart (default: no).")
  private Integer views;

  @Option(
      names = "--fonts",
      paramLabel = "DIR",
      description =
          "Fonts of this machine whose digits and letters are tried, with --robustness (default: "
              + ModelRobustness.SYSTEM_FONTS
              + ").")
  private String fonts;

  @Option(
      names = "--elsewhere",
      paramLabel = "PATH",
      description =
          "Images of another kind with their classes, of any form, whose test split (all, where nothing"
              + " tells) is tried as well, with --robustness; may be given several times (default: none).")
  private List<String> elsewhere = List.of();

  @Option(
      names = "--non-digits",
      paramLabel = "PATH",
      description =
          "Images that show no digit, of any form, whose refusals in the test split (all, where nothing"
              + " tells) are counted as well, with --robustness; may be given several times (default: none).")
  private List<String> nonDigits = List.of();

  /**
   * @param split whose images are evaluated
   * @throws mnist.InvalidInputException if the options contradict each other or are out of bounds
   */
  public EvaluationScope scope(Split split) {
    return new EvaluationScope(
        split,
        robustness,
        Optional.ofNullable(fonts).map(Path::of),
        elsewhere,
        nonDigits,
        views == null ? OptionalInt.empty() : OptionalInt.of(views));
  }
}
