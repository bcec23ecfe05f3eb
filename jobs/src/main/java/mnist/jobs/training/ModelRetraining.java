package mnist.jobs.training;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mnist.jobs.data.NamedRecords;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.StageSettings;
import mnist.records.Split;
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

  /**
   * @return figures for the job's result
   */
  public static Map<String, Object> run(
      JobContext context, NamedRecords records, ModelStore models) {
    Retrainer retrainer =
        new Retrainer(
            JavaSparkContext.fromSparkContext(context.spark().sparkContext()),
            models,
            StageSettings.score(context.settings()));
    Verdict verdict =
        retrainer.run(
            records.fingerprint().id(),
            records.format(),
            () ->
                ModelTraining.run(context, records, models, Optional.empty(), Retrainer.JOB)
                    .version(),
            records.of(Split.VALIDATION));
    String outcome = verdict.outcome().name().toLowerCase(Locale.ROOT);
    LOG.info("retrain: {}: {}", outcome, verdict.reason());
    Map<String, Object> figures = new HashMap<>();
    figures.put("store", models.path());
    figures.put("outcome", outcome);
    figures.put("reason", verdict.reason());
    figures.put("version", verdict.version());
    figures.put("model", models.path(verdict.version()));
    figures.put("champion", verdict.champion());
    return figures;
  }
}
