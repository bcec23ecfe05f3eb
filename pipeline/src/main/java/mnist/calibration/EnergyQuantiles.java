package mnist.calibration;

import static mnist.score.PredictionSchema.ENERGY;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import mnist.Bounds;
import mnist.model.Energy;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * How a model's validation images are distributed over {@link Energy}, which makes of an image's
 * energy its novelty: the share of the validation images that are less unlike training. Of images
 * like these about a share of q has a novelty above 1 - q. It isn't exact, as it would be by a
 * conformal p-value (Bates, Candès, Lei, Romano and Sesia, Testing for Outliers with Conformal
 * p-values, 2023): of n images that is (1 + the number at least as unlike) / (n + 1), and nothing
 * may have been chosen by these images, as the epoch was.
 *
 * @param examples validation images, 1 or more
 * @param energies at equally spaced ranks of these, from the least to the greatest; all of them up
 *     to {@value #MOST}, and no more than so many
 */
public record EnergyQuantiles(long examples, List<Float> energies) implements Serializable {

  /**
   * Up to so many images are ranked exactly; of more, by a part in 2,000 and one image off at most.
   */
  static final int MOST = 2001;

  public EnergyQuantiles {
    energies = energies == null ? List.of() : List.copyOf(energies);
    Bounds.within("number of energies", energies.size(), 1, Math.min(MOST, examples));
    float before = -Float.MAX_VALUE;
    for (float energy : energies) {
      Bounds.within("energy", energy, before, Float.MAX_VALUE);
      before = energy;
    }
  }

  /**
   * Of predictions. They are sorted, so that the same ones give the same energies to the last bit
   * however they are partitioned, and few of them reach the driver.
   *
   * @param predictions one or more, with {@code energy} float, read twice; a NaN counts as the
   *     greatest
   * @param examples how many
   */
  static EnergyQuantiles of(Dataset<Row> predictions, long examples) {
    long[] ranks = ranks(examples, (int) Math.min(MOST, examples));
    JavaRDD<Float> energies =
        predictions.select(ENERGY).javaRDD().map(row -> finite(row.getFloat(0)));
    return new EnergyQuantiles(
        examples,
        energies
            .sortBy(energy -> energy, true, energies.getNumPartitions())
            .zipWithIndex()
            .filter(ranked -> Arrays.binarySearch(ranks, ranked._2()) >= 0)
            .keys()
            .collect());
  }

  /** JSON has no other numbers. */
  private static float finite(float energy) {
    return Float.isNaN(energy)
        ? Float.MAX_VALUE
        : Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, energy));
  }

  private static long[] ranks(long examples, int points) {
    return LongStream.range(0, points).map(point -> rank(point, examples, points)).toArray();
  }

  /** Of the first point 0, of the last the greatest. */
  private static long rank(long point, long examples, int points) {
    return points == 1 ? 0 : point * (examples - 1) / (points - 1);
  }

  /**
   * The share of the validation images whose energy is lower, 0 to 1; of an energy between two of
   * these, the shares of the two are interpolated. It is 0 up to the least of them and 1 above the
   * greatest, and 1 of NaN, as a network gives that has diverged.
   */
  public float novelty(float energy) {
    int above = 0;
    int until = energies.size();
    while (above < until) {
      int middle = (above + until) / 2;
      if (energies.get(middle) < energy) {
        above = middle + 1;
      } else {
        until = middle;
      }
    }
    if (above == energies.size() || Float.isNaN(energy)) {
      return 1;
    }
    if (above == 0) {
      return 0;
    }
    double lower = energies.get(above - 1);
    double part = (energy - lower) / (energies.get(above) - lower);
    long lowerRank = rank(above - 1, examples, energies.size());
    long upperRank = rank(above, examples, energies.size());
    return (float) ((lowerRank + part * (upperRank - lowerRank)) / examples);
  }

  /** The same of a column of energies. */
  Column novelty(Column energy) {
    UDF1<Float, Float> novelty = this::novelty;
    return udf(novelty, DataTypes.FloatType).apply(energy);
  }
}
