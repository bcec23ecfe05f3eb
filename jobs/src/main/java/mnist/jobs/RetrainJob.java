package mnist.jobs;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import mnist.jobs.data.InputData;
import mnist.jobs.options.CommonOptions;
import mnist.jobs.options.DataOption;
import mnist.jobs.options.TrainingOptions;
import mnist.jobs.runner.Job;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobResult;
import mnist.jobs.runner.StageSettings;
import mnist.jobs.training.ModelTraining;
import mnist.jobs.training.Preflight;
import mnist.model.ImageFormat;
import mnist.records.DataFingerprint;
import mnist.records.IngestedData;
import mnist.records.Split;
import mnist.retrain.Retrainer;
import mnist.retrain.Verdict;
import mnist.store.ModelStore;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a challenger and lets it compete with the store's champion. */
@Command(description = "Trains a challenger; it becomes champion if it isn't worse than that one.")
final class RetrainJob implements Job {
  private static final Logger LOG = LoggerFactory.getLogger(RetrainJob.class);

  @Option(
      names = "--store",
      paramLabel = "DIR",
      required = true,
      description = "Model store (no default).")
  String store;

  @Mixin final DataOption data = new DataOption();
  @Mixin final TrainingOptions training = new TrainingOptions();
  @Mixin final CommonOptions common = new CommonOptions();

  @Override
  public String name() {
    return Retrainer.JOB;
  }

  @Override
  public CommonOptions common() {
    return common;
  }

  @Override
  public Map<String, Object> overrides() {
    return training.overrides();
  }

  @Override
  public boolean examinesExecutors() {
    return true;
  }

  @Override
  public JobResult run(JobContext context) throws Exception {
    StageSettings.training(context.settings());
    ModelStore models = ModelStore.at(context.path(store), context.hadoop());
    models.requireWritable();
    Preflight.require(context, models.path(), data.path);
    try (InputData input = InputData.inside(models.path(), context)) {
      IngestedData records = input.records(data.path);
      return JobResult.done(models.path(), run(context, records, data.path, models));
    }
  }

  /** Retrains; gives figures for the job's result. */
  static Map<String, Object> run(
      JobContext context, IngestedData records, String given, ModelStore models) {
    Retrainer retrainer =
        new Retrainer(
            JavaSparkContext.fromSparkContext(context.spark().sparkContext()),
            models,
            StageSettings.score(context.settings()));
    DataFingerprint fingerprint = records.fingerprint();
    Verdict verdict =
        retrainer.run(
            fingerprint.id(),
            new ImageFormat(fingerprint.height(), fingerprint.width(), fingerprint.classes()),
            () -> ModelTraining.run(context, records, given, models, null, Retrainer.JOB).version(),
            records.records(Split.VALIDATION));
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
