package mnist.jobs;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import mnist.config.Settings;
import mnist.files.JsonFiles;
import mnist.model.ImageFormat;
import mnist.records.DataFingerprint;
import mnist.records.IngestedData;
import mnist.records.Split;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import mnist.store.TrainingData;
import mnist.store.TrainingRun;
import mnist.train.Trainer;
import mnist.train.TrainingResult;
import mnist.train.TrainingSettings;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;

/** Trains on ingested data and publishes the best model as a store's next version. */
final class ModelTraining {
  /** A line of JSON for each epoch, beside the network. */
  static final String METRICS = "metrics.jsonl";

  private ModelTraining() {}

  /**
   * What was trained.
   *
   * @param version where it is now
   */
  record Trained(StoredVersion version, TrainingResult result) {

    /** For the job's result. */
    Map<String, Object> figures() {
      Map<String, Object> figures = new HashMap<>();
      figures.put("model", version.path());
      figures.put("version", version.name());
      figures.put("model_hash", version.manifest().modelHash());
      figures.put("epochs", result.epochs().size());
      figures.put("best_epoch", result.best().epoch());
      figures.put("stopped_early", result.stoppedEarly());
      figures.put("validation_accuracy", result.best().validationAccuracy());
      figures.put("validation_loss", result.best().validationLoss());
      return figures;
    }
  }

  /**
   * @param given what the user called the data, for the manifest
   * @param job that publishes the version
   */
  static Trained run(
      JobContext context, IngestedData data, String given, ModelStore store, String job) {
    store.requireWritable();
    TrainingSettings settings = StageSettings.training(context.settings());
    DataFingerprint fingerprint = data.fingerprint();
    TrainingProgress listener =
        new TrainingProgress(
            context.progress(), settings.epochs(), fingerprint.counts(Split.TRAIN).records());
    Trainer trainer =
        new Trainer(
            JavaSparkContext.fromSparkContext(context.spark().sparkContext()),
            settings,
            new ImageFormat(fingerprint.height(), fingerprint.width(), fingerprint.classes()),
            StageSettings.normalisation(context.settings(), data.trainPixels()),
            listener);

    SparkContext spark = context.spark().sparkContext();
    spark.addSparkListener(listener);
    TrainingResult result;
    try {
      result = trainer.fit(data.records(Split.TRAIN), data.records(Split.VALIDATION));
    } finally {
      spark.removeSparkListener(listener);
    }
    return new Trained(publish(context, data, given, store, job, result), result);
  }

  private static StoredVersion publish(
      JobContext context,
      IngestedData data,
      String given,
      ModelStore store,
      String job,
      TrainingResult result) {
    DataFingerprint fingerprint = data.fingerprint();
    Map<String, Long> counts = new HashMap<>();
    for (Split split : Split.values()) {
      counts.put(split.value(), fingerprint.counts(split).records());
    }
    TrainingRun run =
        new TrainingRun(
            job,
            context.settings().longInteger("seed"),
            ofTraining(context.settings()),
            new TrainingData(
                fingerprint.id(),
                InputData.describe(given),
                fingerprint.seed(),
                fingerprint.validationFraction(),
                counts),
            Map.of(
                "validation_accuracy",
                result.best().validationAccuracy(),
                "validation_loss",
                result.best().validationLoss()),
            result.best().epoch(),
            result.epochs().size());
    String metrics =
        result.epochs().stream()
            .map(epoch -> JsonFiles.toLine(epoch) + "\n")
            .collect(Collectors.joining());
    return store.publish(result.model(), run, Map.of(METRICS, metrics));
  }

  /** Without those of the ingest, which may have been another run with others. */
  private static Map<String, String> ofTraining(Settings settings) {
    Map<String, String> effective = new HashMap<>(settings.effective());
    effective.keySet().removeIf(key -> key.startsWith("data."));
    return effective;
  }

  /** Where {@link #run} left the epochs' metrics. */
  static Path metrics(StoredVersion version) {
    return new Path(version.path(), METRICS);
  }
}
