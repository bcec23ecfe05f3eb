package mnist.jobs.options;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mnist.InvalidInputException;
import mnist.robustness.PrintedFont;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** What an evaluation looks at beside the test images as they are. */
public final class EvaluationOptions {

  private static final Logger LOG = LoggerFactory.getLogger(EvaluationOptions.class);

  private static final String SYSTEM_FONTS = "/usr/share/fonts";

  @Option(
      names = "--robustness",
      description =
          "Also try the model on test images that are changed, and on printed digits (default:"
              + " not).")
  public boolean robustness;

  @Option(
      names = "--views",
      paramLabel = "N",
      description =
          "Also take the mean over N views of each image, itself and others that are distorted as in"
              + " the model's training (test-time augmentation); reported apart (default: no).")
  public Integer views;

  @Option(
      names = "--fonts",
      paramLabel = "DIR",
      description =
          "Fonts of this machine whose digits are tried, with --robustness (default: "
              + SYSTEM_FONTS
              + ").")
  private String fonts;

  /**
   * The fonts that the user names, or those of the system; none, with a note, where it has none.
   *
   * @throws InvalidInputException if those that the user names can't be read
   */
  public List<PrintedFont> fonts() {
    if (fonts == null && !Files.isDirectory(Path.of(SYSTEM_FONTS))) {
      LOG.warn("No printed digits: there is no {}; name fonts by --fonts", SYSTEM_FONTS);
      return List.of();
    }
    String directory = fonts == null ? SYSTEM_FONTS : fonts;
    List<PrintedFont> found = PrintedFont.in(Path.of(directory));
    if (found.isEmpty()) {
      LOG.warn("No printed digits: there are no fonts in {}", directory);
    }
    return found;
  }

  /** Refuses what can't be meant. */
  public void check() {
    if (fonts != null && !robustness) {
      throw new InvalidInputException(
          "Cannot use --fonts without --robustness; give both or neither");
    }
    if (views != null && views < 2) {
      throw new InvalidInputException("--views must be 2 or more, but was " + views);
    }
  }
}
