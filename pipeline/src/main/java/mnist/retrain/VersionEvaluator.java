package mnist.retrain;

import mnist.InvalidInputException;
import mnist.evaluate.Evaluation;
import mnist.evaluate.Evaluator;
import mnist.model.DigitModel;
import mnist.score.ScoreSettings;
import mnist.score.Scorer;
import mnist.store.StoredVersion;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Applies versions of a store to labelled images.
 *
 * @param settings by which each is applied
 */
record VersionEvaluator(JavaSparkContext spark, ScoreSettings settings) {

  /** What to do with data that a champion can't be compared on. */
  static final String OTHER_STORE = "retrain into a store of its own";

  /**
   * How a version does.
   *
   * @throws InvalidInputException if it doesn't take one of the images
   */
  Evaluation evaluate(StoredVersion version, Dataset<Row> labelled) {
    Configuration conf = spark.hadoopConfiguration();
    DigitModel model = version.load(conf);
    try (Scorer scorer = new Scorer(spark, model, settings)) {
      scorer.rejects(labelled).limit(1).collectAsList().stream()
          .findFirst()
          .ifPresent(
              rejected -> {
                throw new InvalidInputException(
                    "Cannot compare with %s: it doesn't take image %d, %s"
                        .formatted(version.name(), rejected.getLong(0), rejected.getString(1)),
                    OTHER_STORE);
              });
      return Evaluator.evaluate(scorer.predictions(labelled), model.classes());
    }
  }
}
