package mnist.jobs.evaluation;

import java.io.PrintStream;
import java.nio.file.Files;
import java.util.Optional;
import mnist.InvalidInputException;
import mnist.calibration.Calibration;
import mnist.jobs.data.NamedRecords;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.StageSettings;
import mnist.model.DigitModel;
import mnist.report.RobustnessReport;
import mnist.robustness.AcceptanceThresholds;
import mnist.robustness.Corruption;
import mnist.robustness.PrintedFonts;
import mnist.robustness.Robustness;
import mnist.robustness.RobustnessEvaluator;
import mnist.score.Scorer;
import mnist.store.NetworkSummary;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a stored model on changed images and on others, and writes what came of it. */
public final class ModelRobustness {
  private static final Logger LOG = LoggerFactory.getLogger(ModelRobustness.class);

  /** Where fonts are looked for by default. */
  public static final String SYSTEM_FONTS = "/usr/share/fonts";

  private ModelRobustness() {}

  /**
   * @throws InvalidInputException if the changes aren't defined for the model's images
   */
  static void require(StoredVersion version) {
    NetworkSummary network = version.manifest().network();
    if (network.height() != Corruption.SIDE || network.width() != Corruption.SIDE) {
      throw new InvalidInputException(
          "Cannot test the robustness of %s: expected a model of images of %d x %d pixels, which changes are defined for, but it takes %d x %d"
              .formatted(
                  version.path(),
                  Corruption.SIDE,
                  Corruption.SIDE,
                  network.height(),
                  network.width()),
          "leave out --robustness");
    }
  }

  /**
   * The fonts in the directory that the user names, or those of the system. None, with a warning,
   * where there are none.
   *
   * @throws InvalidInputException if those that the user names can't be read
   */
  static PrintedFonts fonts(Optional<java.nio.file.Path> given) {
    if (given.isEmpty() && !Files.isDirectory(java.nio.file.Path.of(SYSTEM_FONTS))) {
      LOG.warn("No printed digits: there is no {}; name fonts by --fonts", SYSTEM_FONTS);
      return PrintedFonts.NONE;
    }
    java.nio.file.Path directory = given.orElse(java.nio.file.Path.of(SYSTEM_FONTS));
    PrintedFonts found = PrintedFonts.in(directory);
    if (found.fonts().isEmpty()) {
      LOG.warn("No printed digits: there are no fonts with digits in {}", directory);
    }
    if (!found.skipped().isEmpty()) {
      LOG.info(
          "Printed digits leave out {} of {} font files, such as {}: {}; robustness.json has them all",
          found.skipped().size(),
          found.skipped().size() + found.fonts().size(),
          found.skipped().get(0).file(),
          found.skipped().get(0).reason());
    }
    return found;
  }

  /**
   * @param scope whose split's images are changed
   * @param output that is being made
   * @param directory takes the report; it is published as the output
   */
  static Robustness run(
      JobContext context,
      NamedRecords data,
      StoredVersion version,
      EvaluationScope scope,
      PrintedFonts fonts,
      Path output,
      Path directory)
      throws Exception {
    DigitModel model = version.load(context.hadoop());
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    try (OtherImages others = new OtherImages(context, version, model, output);
        Scorer scorer = new Scorer(spark, model, StageSettings.score(context.settings()))) {
      others.open(scope.elsewhere(), scope.nonDigits());
      RobustnessEvaluator evaluator =
          new RobustnessEvaluator(
              scorer,
              AcceptanceThresholds.of(Calibration.of(version, context.hadoop())),
              data.of(scope.split()));
      Robustness changed =
          context.step(
              "test the robustness of " + version.name(),
              () ->
                  evaluator.evaluate(
                      model.classes(),
                      version.manifest().training().settings(),
                      context.settings().longInteger("seed"),
                      fonts));
      Robustness robustness = changed.with(others.rows(evaluator), others.nonDigits(evaluator));
      print(robustness, System.err);
      RobustnessReport.write(context.spark(), robustness, directory);
      return robustness;
    }
  }

  private static void print(Robustness robustness, PrintStream out) {
    out.println();
    out.println(RobustnessReport.table(robustness).render());
    if (!robustness.nonDigits().isEmpty()) {
      out.println(RobustnessReport.nonDigitTable(robustness).render());
    }
    if (!robustness.fonts().isEmpty()) {
      out.println(RobustnessReport.fontTable(robustness).render());
    }
  }
}
