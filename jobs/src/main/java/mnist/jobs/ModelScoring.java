package mnist.jobs;

import java.util.HashMap;
import java.util.Map;
import mnist.files.StagedDirectory;
import mnist.score.PredictionSchema;
import mnist.score.ScoreSettings;
import mnist.score.Scorer;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Applies a stored model to images and writes predictions and rejects. */
final class ModelScoring {

  private ModelScoring() {}

  /**
   * @param images columns {@code id} and {@code image} at least
   * @param output a new directory, published complete
   * @return figures for the job's result
   */
  static Map<String, Object> run(
      JobContext context, Dataset<Row> images, StoredVersion version, Path output)
      throws Exception {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    ScoreSettings settings = StageSettings.score(context.settings());
    try (StagedDirectory staged = StagedDirectory.beside(output, context.hadoop());
        Scorer scorer = new Scorer(spark, version.load(context.hadoop()), settings)) {
      // By itself, so that images that scoring never came by are missed too. It reads headers or
      // footers, no images.
      long rows = context.step("count images", images::count);
      long predicted =
          context.step(
              "score " + rows + " images",
              () ->
                  write(
                      scorer.predictions(images).drop(PredictionSchema.LABEL),
                      new Path(staged.path(), "predictions")));
      // Where nothing is missing there is nothing to look for in all the images again.
      Dataset<Row> left = predicted == rows ? images.limit(0) : images;
      long rejected =
          context.step(
              "write rejects",
              () -> write(scorer.rejects(left), new Path(staged.path(), "rejects")));
      if (predicted + rejected != rows) {
        throw new IllegalStateException(
            "%d images gave %d predictions and %d rejects".formatted(rows, predicted, rejected));
      }
      Path published = staged.publish();
      Map<String, Object> figures = new HashMap<>();
      figures.put("output", published);
      figures.put("predictions", new Path(published, "predictions"));
      figures.put("rejects", new Path(published, "rejects"));
      figures.put("rows", rows);
      figures.put("predicted", predicted);
      figures.put("rejected", rejected);
      figures.put("model", version.path());
      figures.put("version", version.name());
      figures.put("model_hash", version.manifest().modelHash());
      figures.put("inference", scorer.inference().label());
      return figures;
    }
  }

  /** Counts what was written, not what was to be. */
  private static long write(Dataset<Row> table, Path path) {
    table.write().parquet(path.toString());
    return table.sparkSession().read().schema(table.schema()).parquet(path.toString()).count();
  }
}
