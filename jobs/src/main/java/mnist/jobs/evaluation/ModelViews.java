package mnist.jobs.evaluation;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import mnist.InvalidInputException;
import mnist.config.Settings;
import mnist.evaluate.Evaluation;
import mnist.evaluate.Evaluator;
import mnist.input.Split;
import mnist.jobs.data.NamedRecords;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.StageSettings;
import mnist.model.DigitModel;
import mnist.report.EvaluatedModel;
import mnist.score.Scorer;
import mnist.score.TestTimeAugmentation;
import mnist.store.Manifest;
import mnist.store.StoredVersion;
import mnist.transform.Augmentation;
import org.apache.spark.api.java.JavaSparkContext;

/** Evaluates a stored model by several views of each image. */
final class ModelViews {

  private ModelViews() {}

  /**
   * @param split whose images are looked at
   * @param views of an image, 2 or more
   */
  static EvaluatedModel.Views run(
      JobContext context, NamedRecords data, StoredVersion version, Split split, int views)
      throws Exception {
    DigitModel model = version.load(context.hadoop());
    TestTimeAugmentation augmentation =
        new TestTimeAugmentation(
            augmentation(version.manifest()),
            views,
            model.height(),
            model.width(),
            context.settings().longInteger("seed"));
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    try (Scorer scorer = new Scorer(spark, model, StageSettings.score(context.settings()))) {
      Evaluation evaluation =
          context.step(
              "evaluate %s by %d views of each image".formatted(version.name(), views),
              () ->
                  Evaluator.evaluate(
                      augmentation.predictions(scorer, data.of(split)), model.classes()));
      System.err.printf(
          Locale.ROOT,
          "by %d views of each of %d %s images: accuracy %.4f, loss %.4f%n",
          views,
          evaluation.examples(),
          split.value(),
          evaluation.accuracy(),
          evaluation.loss());
      return new EvaluatedModel.Views(views, evaluation);
    }
  }

  /**
   * What the model was trained with.
   *
   * @throws InvalidInputException if that leaves images as they are
   */
  static Augmentation augmentation(Manifest manifest) {
    Map<String, String> settings = new HashMap<>(manifest.training().settings());
    settings.keySet().removeIf(key -> !key.startsWith("augment."));
    // Parts that it doesn't name came later, and are off by default.
    Augmentation augmentation =
        settings.isEmpty() ? Augmentation.NONE : StageSettings.augmentation(Settings.of(settings));
    if (augmentation.isOff()) {
      throw new InvalidInputException(
          "Cannot take views of images: model %s was trained without augmentation"
              .formatted(manifest.version()),
          "leave out --views");
    }
    return augmentation;
  }
}
