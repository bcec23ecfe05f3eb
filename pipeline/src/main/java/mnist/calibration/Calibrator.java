package mnist.calibration;

import static mnist.score.PredictionSchema.LABEL;
import static mnist.score.PredictionSchema.PROBABILITY;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import mnist.calibration.Calibration.Threshold;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Fits a temperature (temperature scaling, Guo et al. 2017), confidence thresholds and quantiles of
 * energies on predictions for validation images.
 */
public final class Calibrator {

  /** The error rates that thresholds are kept for. */
  private static final double[] ERROR_RATES = {
    0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05
  };

  /** Octaves that the temperature is looked for in, either way from 1. */
  private static final double OCTAVES = 3;

  /** Temperatures that are tried at once, at equal ratios. */
  private static final int TRIED = 17;

  /** Each leaves an eighth of the octaves; the last, steps of a part in 2,000. */
  private static final int PASSES = 4;

  private Calibrator() {}

  /**
   * The temperature's loss has one valley over temperatures, since it is convex in their inverse,
   * so that each pass looks closer around the best of the one before.
   *
   * @param predictions of images that training hasn't seen, one or more that {@code
   *     mnist.evaluate.Evaluator} has taken, with {@code confidence} float and {@code energy}
   *     float; read eight times, so best persisted
   */
  public static Calibration fit(Dataset<Row> predictions) {
    ConfidenceHistogram confidences = ConfidenceHistogram.of(predictions);
    JavaRDD<Row> labelled = predictions.select(LABEL, PROBABILITY).javaRDD();
    double middle = 0;
    double reach = OCTAVES;
    for (int pass = 0; pass < PASSES; pass++) {
      double[] octaves = steps(middle, reach);
      double[] losses = losses(labelled, octaves, confidences.examples());
      middle = octaves[least(losses)];
      reach = 2 * reach / (TRIED - 1);
    }
    double[] losses = losses(labelled, new double[] {0, middle}, confidences.examples());
    return new Calibration(
        confidences.examples(),
        Math.pow(2, middle),
        losses[0],
        losses[1],
        thresholds(confidences),
        EnergyQuantiles.of(predictions, confidences.examples()));
  }

  private static double[] steps(double middle, double reach) {
    double[] octaves = new double[TRIED];
    for (int i = 0; i < TRIED; i++) {
      double octave = middle + reach * (2.0 * i / (TRIED - 1) - 1);
      octaves[i] = Math.max(-OCTAVES, Math.min(OCTAVES, octave));
    }
    return octaves;
  }

  /** Mean losses at temperatures of these powers of two, in one Spark job. */
  private static double[] losses(JavaRDD<Row> labelled, double[] octaves, long examples) {
    TemperatureScaling[] temperatures =
        DoubleStream.of(octaves)
            .mapToObj(octave -> new TemperatureScaling(Math.pow(2, octave)))
            .toArray(TemperatureScaling[]::new);
    long[] sums =
        labelled.treeAggregate(
            new long[temperatures.length],
            (sum, row) -> {
              for (int i = 0; i < temperatures.length; i++) {
                double loss = temperatures[i].loss(row.getList(1), row.getInt(0));
                sum[i] = Math.addExact(sum[i], FixedPointSum.of(loss));
              }
              return sum;
            },
            (sum, part) -> {
              for (int i = 0; i < sum.length; i++) {
                sum[i] = Math.addExact(sum[i], part[i]);
              }
              return sum;
            });
    return LongStream.of(sums).mapToDouble(sum -> FixedPointSum.mean(sum, examples)).toArray();
  }

  /** Of equals the one in the middle: where no temperature is better, that is 1. */
  private static int least(double[] losses) {
    int best = losses.length / 2;
    for (int i = 0; i < losses.length; i++) {
      if (losses[i] < losses[best]) {
        best = i;
      }
    }
    return best;
  }

  private static List<Threshold> thresholds(ConfidenceHistogram confidences) {
    List<Threshold> thresholds = new ArrayList<>();
    for (double rate : ERROR_RATES) {
      confidences
          .atErrorRate(rate)
          .ifPresent(
              point ->
                  thresholds.add(
                      new Threshold(
                          rate, point.minConfidence(), point.accepted(), point.errors())));
    }
    return thresholds;
  }
}
