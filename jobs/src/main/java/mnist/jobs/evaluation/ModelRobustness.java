package mnist.jobs.evaluation;

import java.io.PrintStream;
import java.util.List;
import mnist.InvalidInputException;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.StageSettings;
import mnist.model.DigitModel;
import mnist.records.IngestedData;
import mnist.records.Split;
import mnist.report.RobustnessReport;
import mnist.robustness.Change;
import mnist.robustness.PrintedFont;
import mnist.robustness.Robustness;
import mnist.robustness.RobustnessEvaluator;
import mnist.score.Scorer;
import mnist.store.NetworkSummary;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/** Tries a stored model on changed images of the test split and writes what came of it. */
final class ModelRobustness {

  private ModelRobustness() {}

  /**
   * @throws InvalidInputException if the changes aren't defined for the model's images
   */
  static void require(StoredVersion version) {
    NetworkSummary network = version.manifest().network();
    if (network.height() != Change.SIDE || network.width() != Change.SIDE) {
      throw new InvalidInputException(
          "Cannot test the robustness of %s: expected a model of images of %d x %d pixels, which changes are defined for, but it takes %d x %d; leave out --robustness"
              .formatted(
                  version.path(), Change.SIDE, Change.SIDE, network.height(), network.width()));
    }
  }

  /**
   * @param directory takes the report
   */
  static Robustness run(
      JobContext context,
      IngestedData data,
      StoredVersion version,
      List<PrintedFont> fonts,
      Path directory)
      throws Exception {
    DigitModel model = version.load(context.hadoop());
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    try (Scorer scorer = new Scorer(spark, model, StageSettings.score(context.settings()))) {
      Robustness robustness =
          context.step(
              "test the robustness of " + version.name(),
              () ->
                  RobustnessEvaluator.evaluate(
                      scorer,
                      model.classes(),
                      data.records(Split.TEST),
                      version.manifest().training().settings(),
                      context.settings().longInteger("seed"),
                      fonts));
      print(robustness, System.err);
      RobustnessReport.write(context.spark(), robustness, directory);
      return robustness;
    }
  }

  private static void print(Robustness robustness, PrintStream out) {
    out.println();
    out.println(RobustnessReport.table(robustness).render());
    if (!robustness.fonts().isEmpty()) {
      out.println(RobustnessReport.fontTable(robustness).render());
    }
  }
}
