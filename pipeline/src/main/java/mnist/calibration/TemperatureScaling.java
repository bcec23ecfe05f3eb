package mnist.calibration;

import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Temperature scaling: divides the logarithms of probabilities by a temperature and normalises them
 * to a sum of 1 again, so that the order of classes stays as it is. Functions are those of
 * StrictMath, which are the same everywhere.
 *
 * @param value above 0; above 1 makes a model less sure, 1 changes nothing but rounding
 */
public record TemperatureScaling(double value) implements Serializable {

  /** Probabilities are taken for at least this, so that none has an infinite logarithm. */
  public static final double MIN_PROBABILITY = 1e-15;

  public TemperatureScaling {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException("Temperature must be above 0, but was " + value);
    }
  }

  /**
   * Scaled probabilities, an array of floats that sum to 1.
   *
   * @param probability array of floats that sum to 1
   */
  public Column scaled(Column probability) {
    // In a row, since an array itself would be a sequence of the Scala that Spark was built for.
    UDF1<Row, float[]> scale = row -> scaled(row.getList(0));
    return udf(scale, DataTypes.createArrayType(DataTypes.FloatType, false))
        .apply(struct(probability));
  }

  private float[] scaled(List<Float> probability) {
    double sum = sum(probability);
    float[] scaled = new float[probability.size()];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (power(probability.get(i)) / sum);
    }
    return scaled;
  }

  /** What the scaled probability of a class costs: its negative logarithm, in nats. */
  public double loss(List<Float> probability, int label) {
    return StrictMath.log(sum(probability))
        - StrictMath.log(clipped(probability.get(label))) / value;
  }

  private double sum(List<Float> probability) {
    double sum = 0;
    for (float p : probability) {
      sum += power(p);
    }
    return sum;
  }

  private double power(float probability) {
    return StrictMath.pow(clipped(probability), 1 / value);
  }

  /** NaN, as a network gives that has diverged, counts as the least. */
  private static double clipped(float probability) {
    return probability > MIN_PROBABILITY ? Math.min(1, probability) : MIN_PROBABILITY;
  }
}
