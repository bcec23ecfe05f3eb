package mnist.calibration;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rint;
import static org.apache.spark.sql.functions.try_sum;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * Sums of numbers in fixed-point arithmetic, as whole multiples of 2^-30. Sums of longs don't
 * depend on their order, as sums of doubles do, so the same predictions give the same figures to
 * the last bit however they are partitioned. The rounding moves a mean by at most 2^-31 (5e-10).
 * One loss is at most -ln(1e-15) < 34.54, or less than 3.71e10 units, so a sum of 2.4e8 records
 * can't overflow however bad they are; beyond that an overflow is noticed and fails.
 */
public final class FixedPointSum {

  private static final double ONE = 1L << 30;

  private FixedPointSum() {}

  /** To the nearest unit. */
  public static long of(double value) {
    return (long) Math.rint(value * ONE);
  }

  /** The sum of a column of doubles, in units; null if it overflows. */
  public static Column sum(Column values) {
    return try_sum(rint(values.multiply(lit(ONE))).cast(DataTypes.LongType));
  }

  /**
   * @param part what {@link #sum} gave
   * @throws ArithmeticException if either sum overflows
   */
  public static long add(long sum, Long part) {
    if (part == null) {
      throw new ArithmeticException("Cannot sum: too many predictions for a long");
    }
    return Math.addExact(sum, part);
  }

  /** Of so many numbers whose sum in units this is. */
  public static double mean(long sum, long count) {
    return sum / ONE / count;
  }
}
