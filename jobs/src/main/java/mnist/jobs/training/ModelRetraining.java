package mnist.jobs.training;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mnist.jobs.data.NamedRecords;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.Outcome;
import mnist.jobs.runner.Shell;
import mnist.jobs.runner.StageSettings;
import mnist.retrain.NewData;
import mnist.retrain.RetrainSettings;
import mnist.retrain.Retrainer;
import mnist.retrain.Verdict;
import mnist.store.ModelStore;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains a challenger and lets it compete with the store's champion. */
public final class ModelRetraining {
  private static final Logger LOG = LoggerFactory.getLogger(ModelRetraining.class);

  private ModelRetraining() {}

  /** Trains, compares and decides. */
  public static Outcome run(
      JobContext context, NamedRecords records, ModelStore models, RetrainSettings settings) {
    Retrainer retrainer =
        new Retrainer(
            JavaSparkContext.fromSparkContext(context.spark().sparkContext()),
            models,
            StageSettings.score(context.settings()),
            settings);
    Verdict verdict =
        retrainer.run(
            NewData.of(records.ingested()),
            () -> ModelTraining.challenger(context, records, models, settings));
    Map<String, Object> figures = figures(verdict.outcome(), verdict.reason(), models);
    figures.put("version", verdict.version());
    figures.put("model", models.path(verdict.version()));
    figures.put("champion", verdict.champion());
    figures.put("compared_images", verdict.images());
    return new Outcome(
        figures,
        List.of(
            figures.get("outcome") + ": " + verdict.reason(),
            "champion: " + Shell.path(models.path(verdict.champion()))));
  }

  /**
   * As a night without new data comes to.
   *
   * @param data what the user calls them
   */
  public static Outcome nothingIn(String data, ModelStore models) {
    String reason = "there are no images in " + data;
    Map<String, Object> figures = figures(mnist.retrain.Outcome.NOTHING_TO_DO, reason, models);
    models.champion().ifPresent(champion -> figures.put("champion", champion.version()));
    return new Outcome(figures, List.of(figures.get("outcome") + ": " + reason));
  }

  private static Map<String, Object> figures(
      mnist.retrain.Outcome outcome, String reason, ModelStore models) {
    String name = outcome.name().toLowerCase(Locale.ROOT);
    LOG.info("retrain: {}: {}", name, reason);
    Map<String, Object> figures = new HashMap<>();
    figures.put("store", models.path());
    figures.put("outcome", name);
    figures.put("reason", reason);
    return figures;
  }
}
