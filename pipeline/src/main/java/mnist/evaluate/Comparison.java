package mnist.evaluate;

import static mnist.score.PredictionSchema.ID;
import static mnist.score.PredictionSchema.LABEL;
import static mnist.score.PredictionSchema.PREDICTION;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.not;

import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Two models on the same images.
 *
 * @param bothCorrect images that both got right
 * @param onlyFirst images that the first alone got right
 * @param onlySecond images that the second alone got right
 * @param bothWrong images that neither got right
 */
public record Comparison(long bothCorrect, long onlyFirst, long onlySecond, long bothWrong) {

  public Comparison {
    if (bothCorrect + onlyFirst + onlySecond + bothWrong < 1) {
      throw new IllegalArgumentException("Comparison must have one image or more, but has none");
    }
  }

  /**
   * Compares predictions image by image, in one Spark job.
   *
   * @param first columns {@code id} long and {@code prediction} int, of the same images
   * @param second that {@link Evaluator} has taken
   */
  static Comparison of(Dataset<Row> first, Dataset<Row> second) {
    Column firstRight = col("first").equalTo(col(LABEL));
    Column secondRight = col(PREDICTION).equalTo(col(LABEL));
    Row counts =
        second
            .join(first.select(col(ID), col(PREDICTION).as("first")), ID)
            .select(
                count_if(firstRight.and(secondRight)),
                count_if(firstRight.and(not(secondRight))),
                count_if(not(firstRight).and(secondRight)),
                count_if(not(firstRight).and(not(secondRight))))
            .first();
    return new Comparison(
        counts.getLong(0), counts.getLong(1), counts.getLong(2), counts.getLong(3));
  }

  /** Number of images. */
  public long images() {
    return bothCorrect + onlyFirst + onlySecond + bothWrong;
  }

  /** Share that the first got right, 0..1. */
  public double firstAccuracy() {
    return (double) (bothCorrect + onlyFirst) / images();
  }

  /** Share that the second got right, 0..1. */
  public double secondAccuracy() {
    return (double) (bothCorrect + onlySecond) / images();
  }

  /** The second's accuracy less the first's. */
  public PairedDifference difference() {
    return PairedDifference.of(images(), onlyFirst, onlySecond);
  }

  /**
   * McNemar's test, exact and two-sided: how probable it is, if neither model were better, that the
   * images which one of them alone got right are divided as unequally as they are, or more; 0..1.
   */
  public double pValue() {
    int fewer = Math.toIntExact(Math.min(onlyFirst, onlySecond));
    int discordant = Math.toIntExact(onlyFirst + onlySecond);
    // Not BinomialTest: its two tails, equal here, may differ by rounding, and then it leaves one
    // term out.
    double tail = new BinomialDistribution(null, discordant, 0.5).cumulativeProbability(fewer);
    return Math.min(1, 2 * tail);
  }
}
