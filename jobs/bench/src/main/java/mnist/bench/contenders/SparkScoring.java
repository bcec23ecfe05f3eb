package mnist.bench.contenders;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.when;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mnist.bench.machine.Memory;
import mnist.bench.plan.Measured;
import mnist.bench.plan.Plan;
import mnist.bench.plan.Task;
import mnist.bench.plan.WorkFiles;
import mnist.config.Settings;
import mnist.evaluate.Evaluator;
import mnist.input.Split;
import mnist.jobs.runner.StageSettings;
import mnist.model.DigitModel;
import mnist.records.IngestedData;
import mnist.score.PredictionSchema;
import mnist.score.ScoreSettings;
import mnist.score.Scorer;
import mnist.store.ModelStore;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * The job {@code score} on a table of images or on image files, within one session; a repetition is
 * a whole run.
 */
public final class SparkScoring {

  private SparkScoring() {}

  /**
   * @param inference what applies the model, as {@code runtime.inference} names it
   * @param model the store whose champion it is
   */
  public static Measured measure(Plan plan, String inference, java.nio.file.Path model)
      throws Exception {
    WorkFiles work = WorkFiles.of(plan);
    Path store = new Path(model.toUri());
    java.nio.file.Path scored = plan.task() == Task.SCORE ? work.parquet() : work.files();
    Settings settings =
        Settings.of(Map.of("score.batch-size", plan.batch(), "runtime.inference", inference));
    try (SparkSession spark = BenchedJobs.session()) {
      List<Double> rates = new ArrayList<>();
      double accuracy = 0;
      for (int repetition = 0; repetition < plan.allRepetitions(); repetition++) {
        java.nio.file.Path output = Files.createTempDirectory(work.root(), "scored");
        Path published = new Path(output.resolve("run").toUri());
        long began = System.nanoTime();
        long images =
            BenchedJobs.score(spark, settings, new Path(scored.toUri()), store, published);
        double seconds = (System.nanoTime() - began) / 1e9;
        if (plan.task() == Task.SCORE_FILES) {
          accuracy = accuracyOnFiles(spark, published);
        }
        FileUtils.deleteDirectory(output.toFile());
        if (repetition >= plan.warmups()) {
          rates.add(images / seconds);
        }
      }
      if (plan.task() == Task.SCORE) {
        accuracy = accuracy(spark, plan, StageSettings.score(settings), store);
      }
      return new Measured(rates, accuracy, Memory.peakResidentMib());
    }
  }

  /** By the digits that name the files' directories. */
  private static double accuracyOnFiles(SparkSession spark, Path published) {
    Column digit = regexp_extract(col("file"), "([0-9])/[^/]*$", 1).cast(DataTypes.IntegerType);
    return spark
        .read()
        .parquet(new Path(published, "predictions").toString())
        .agg(avg(when(col(PredictionSchema.PREDICTION).equalTo(digit), 1).otherwise(0)))
        .first()
        .getDouble(0);
  }

  private static double accuracy(
      SparkSession spark, Plan plan, ScoreSettings settings, Path store) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    DigitModel model =
        ModelStore.resolve(store.toString(), context.hadoopConfiguration())
            .load(context.hadoopConfiguration());
    IngestedData data = IngestedData.open(spark, new Path(WorkFiles.of(plan).ingested().toUri()));
    try (Scorer scorer = new Scorer(context, model, settings)) {
      return Evaluator.evaluate(scorer.predictions(data.records(Split.VALIDATION)), model.classes())
          .accuracy();
    }
  }
}
