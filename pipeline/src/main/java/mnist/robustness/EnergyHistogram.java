package mnist.robustness;

import static org.apache.spark.sql.functions.col;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import mnist.score.PredictionSchema;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many images have which energy. Energies that share their sign, their power of two and the
 * first 12 bits behind it count as equal; so the size doesn't grow with the number of images.
 */
final class EnergyHistogram {

  private static final int DROPPED_BITS = 11;

  /** The bucket of what has no energy, above those of energies. */
  private static final int NONE = Integer.MAX_VALUE;

  /** Share of the digits that the false-positive rate keeps, in twentieths. */
  private static final int KEPT_TWENTIETHS = 19;

  private final SortedMap<Integer, Long> counts;
  private final long images;

  private EnergyHistogram(SortedMap<Integer, Long> counts) {
    this.counts = counts;
    this.images = counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Counts predictions, in one Spark job; the same whatever their order and partitions.
   *
   * @param predictions column {@code energy} float; null, where there was nothing to predict, and
   *     NaN count as above all others
   */
  static EnergyHistogram of(Dataset<Row> predictions) {
    Map<Integer, Long> counts =
        predictions
            .select(col(PredictionSchema.ENERGY))
            .javaRDD()
            .map(row -> row.isNullAt(0) ? NONE : bucket(row.getFloat(0)))
            .countByValue();
    return new EnergyHistogram(new TreeMap<>(counts));
  }

  /** In the order of the energies. */
  static int bucket(float energy) {
    // Adding 0 makes -0 the same as 0.
    int bits = Float.floatToIntBits(energy + 0f);
    int ordered = bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
    return ordered >> DROPPED_BITS;
  }

  /** How many images there are. */
  long images() {
    return images;
  }

  /** How many of them have no energy. */
  long withoutEnergy() {
    return counts.getOrDefault(NONE, 0L);
  }

  /**
   * The area under the receiver operating characteristic: the probability that an image of the
   * others has more energy than one of these, where equal energies count half. 1 if energy tells
   * all of them apart, 0.5 if it tells nothing.
   *
   * @param others one or more, as there are of these
   */
  double auroc(EnergyHistogram others) {
    long below = 0;
    long halves = 0;
    SortedMap<Integer, Long> rest = counts;
    for (Map.Entry<Integer, Long> other : others.counts.entrySet()) {
      for (long count : rest.headMap(other.getKey()).values()) {
        below += count;
      }
      rest = rest.tailMap(other.getKey());
      long equal = rest.getOrDefault(other.getKey(), 0L);
      halves = Math.addExact(halves, Math.multiplyExact(other.getValue(), 2 * below + equal));
    }
    return halves / 2.0 / images / others.images;
  }

  /**
   * The share of the others, 0..1, whose energy isn't above the least bound that 95 % of these keep
   * to.
   *
   * @param others one or more, as there are of these
   */
  double falsePositiveRate(EnergyHistogram others) {
    long kept = 0;
    int bound = Integer.MIN_VALUE;
    for (Map.Entry<Integer, Long> count : counts.entrySet()) {
      kept += count.getValue();
      bound = count.getKey();
      if (20 * kept >= KEPT_TWENTIETHS * images) {
        break;
      }
    }
    long taken = 0;
    for (Map.Entry<Integer, Long> other : others.counts.entrySet()) {
      taken += other.getKey() <= bound ? other.getValue() : 0;
    }
    return (double) taken / others.images;
  }
}
