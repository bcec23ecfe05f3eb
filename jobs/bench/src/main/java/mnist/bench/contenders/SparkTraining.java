package mnist.bench.contenders;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.bench.machine.Memory;
import mnist.bench.plan.Measured;
import mnist.bench.plan.Plan;
import mnist.bench.plan.Prepared;
import mnist.bench.plan.WorkFiles;
import mnist.config.Settings;
import mnist.input.RecordSchema;
import mnist.input.Split;
import mnist.jobs.app.Recipe;
import mnist.jobs.runner.StageSettings;
import mnist.model.ImageFormat;
import mnist.records.IngestedData;
import mnist.train.Averaging;
import mnist.train.Computation;
import mnist.train.EpochMetrics;
import mnist.train.Trainer;
import mnist.train.TrainingResult;
import mnist.train.TrainingSettings;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** The job {@code train}'s training; a repetition is an epoch. */
public final class SparkTraining {

  private SparkTraining() {}

  /** As by default, with the plain augmentation. */
  public static Measured measure(Plan plan, Prepared prepared, Averaging averaging)
      throws IOException {
    return measure(plan, prepared, settings(plan, averaging));
  }

  /**
   * As by default, but that images are changed, and some replaced by non-digits, as {@code
   * conf/robust.conf} says.
   */
  public static Measured robustly(Plan plan, Prepared prepared) throws IOException {
    Map<String, String> images = new HashMap<>(Recipe.ROBUST.settings());
    images
        .keySet()
        .removeIf(key -> !key.startsWith("augment.") && !key.equals("train.non-digit-fraction"));
    return measure(plan, prepared, settings(plan, Averaging.DETERMINISTIC).with(images));
  }

  private static Measured measure(Plan plan, Prepared prepared, Settings given) throws IOException {
    try (SparkSession spark = BenchedJobs.session()) {
      IngestedData data = IngestedData.open(spark, new Path(WorkFiles.of(plan).ingested().toUri()));
      Path training =
          new Path(Files.createTempDirectory(java.nio.file.Path.of(plan.work()), "train").toUri());
      data.records(Split.TRAIN)
          .orderBy(col(RecordSchema.ID))
          .limit(plan.trainImages())
          .repartition(2, col(RecordSchema.ID))
          .write()
          .mode(SaveMode.Append)
          .parquet(training.toString());
      TrainingSettings settings = StageSettings.training(given);
      ImageFormat format = new ImageFormat(prepared.height(), prepared.width(), prepared.classes());
      Trainer trainer =
          new Trainer(
              JavaSparkContext.fromSparkContext(spark.sparkContext()),
              settings,
              Computation.of(settings, format),
              format,
              prepared.normalisation(),
              Optional.empty(),
              Optional.empty(),
              metrics -> {});
      TrainingResult result = trainer.fit(training, data.records(Split.VALIDATION));
      List<EpochMetrics> epochs = result.epochs();
      return new Measured(
          epochs.stream().skip(plan.warmups()).map(EpochMetrics::examplesPerSecond).toList(),
          epochs.get(epochs.size() - 1).validationAccuracy(),
          Memory.peakResidentMib());
    }
  }

  private static Settings settings(Plan plan, Averaging averaging) {
    Map<String, Object> options = new HashMap<>();
    options.put("seed", plan.seed());
    options.put("model.architecture", plan.architecture());
    options.put("train.epochs", plan.allRepetitions());
    options.put("train.patience", plan.allRepetitions());
    options.put("train.workers", plan.threads());
    options.put("train.batch-size", plan.batch());
    options.put("train.averaging", averaging.label());
    options.put("train.learning-rate", plan.learningRate());
    return Settings.of(options);
  }
}
