package mnist.jobs;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mnist.InvalidInputException;
import mnist.evaluate.Evaluation;
import mnist.evaluate.Evaluator;
import mnist.files.StagedDirectory;
import mnist.model.DigitModel;
import mnist.records.IngestedData;
import mnist.records.Split;
import mnist.report.EvaluationReport;
import mnist.report.LossCurves;
import mnist.report.TextTable;
import mnist.robustness.PrintedFont;
import mnist.score.Scorer;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;

/** Evaluates a stored model on the test split and writes the report. */
final class ModelEvaluation {

  private ModelEvaluation() {}

  /**
   * @param given what the user called the data, for messages
   * @param output a new directory, published complete
   * @param robustness whether changed images are tried as well
   * @return figures for the job's result
   */
  static Map<String, Object> run(
      JobContext context,
      IngestedData data,
      String given,
      StoredVersion version,
      Path output,
      RobustnessOptions robustness)
      throws Exception {
    List<PrintedFont> fonts = List.of();
    if (robustness.wanted) {
      ModelRobustness.require(version);
      fonts = robustness.fonts();
    }
    try (StagedDirectory staged = StagedDirectory.beside(output, context.hadoop())) {
      Evaluation evaluation = evaluate(context, data, given, version);
      print(evaluation, System.err);
      EvaluationReport.write(
          context.spark(),
          evaluation,
          curves(context, version),
          version.manifest().training().bestEpoch(),
          staged.path());
      Map<String, Object> figures = new HashMap<>();
      if (robustness.wanted) {
        figures.put(
            "robustness", ModelRobustness.run(context, data, version, fonts, staged.path()).mean());
      }
      figures.put("output", staged.publish());
      figures.put("model", version.path());
      figures.put("version", version.name());
      figures.put("model_hash", version.manifest().modelHash());
      figures.put("accuracy", evaluation.accuracy());
      figures.put("loss", evaluation.loss());
      figures.put("examples", evaluation.examples());
      return figures;
    }
  }

  private static Evaluation evaluate(
      JobContext context, IngestedData data, String given, StoredVersion version) throws Exception {
    DigitModel model = version.load(context.hadoop());
    ModelFit.require(model, version, data, given);
    requireTestImages(data, given);
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    try (Scorer scorer = new Scorer(spark, model, StageSettings.score(context.settings()))) {
      return context.step(
          "evaluate " + version.name() + " on the test split",
          () -> Evaluator.evaluate(scorer.predictions(data.records(Split.TEST)), model.classes()));
    }
  }

  private static void requireTestImages(IngestedData data, String given) {
    if (data.fingerprint().counts(Split.TEST).records() == 0) {
      throw new InvalidInputException(
          "Cannot evaluate on "
              + InputData.describe(given)
              + ": expected images of the test split, but it has none; ingest a file with 't10k' or"
              + " 'test' in its name");
    }
  }

  private static List<LossCurves.Point> curves(JobContext context, StoredVersion version)
      throws Exception {
    Path metrics = ModelTraining.metrics(version);
    return metrics.getFileSystem(context.hadoop()).exists(metrics)
        ? LossCurves.read(metrics, context.hadoop())
        : List.of();
  }

  private static void print(Evaluation evaluation, PrintStream out) {
    out.println();
    out.println(TextTable.confusionMatrix(evaluation.confusionMatrix()).render());
    out.println(TextTable.perClass(evaluation).render());
  }
}
