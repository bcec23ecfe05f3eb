package mnist.retrain;

import mnist.InvalidInputException;
import mnist.evaluate.Evaluation;
import mnist.score.ScoreSettings;
import mnist.store.StoredVersion;
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
    try (AskedVersion asked = AskedVersion.about(labelled, version, spark, settings)) {
      return asked.evaluation();
    }
  }
}
