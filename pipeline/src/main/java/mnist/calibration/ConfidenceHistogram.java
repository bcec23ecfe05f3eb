package mnist.calibration;

import static mnist.score.PredictionSchema.CONFIDENCE;
import static mnist.score.PredictionSchema.LABEL;
import static mnist.score.PredictionSchema.PREDICTION;
import static mnist.score.PredictionSchema.PROBABILITY;
import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log2;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.nanvl;
import static org.apache.spark.sql.functions.negate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Confidences of predictions, with how many of these were right: a histogram whose buckets are as
 * fine near certainty as floats are. Its size doesn't grow with the number of predictions. The
 * reliability diagram, the risk-coverage curve and the calibration error are read off it.
 */
public final class ConfidenceHistogram {

  /** Bins of the reliability table, of equal width. */
  public static final int BINS = 15;

  /**
   * Doubts (1 less the confidence) that differ by less than a part in about this many may share a
   * bucket, and then are accepted together. At most 25,600 buckets reach the driver: the smallest
   * doubt of a float is 2^-24.
   */
  private static final int BUCKETS_AN_OCTAVE = 1024;

  /** Stands for no doubt at all: less than the smallest one. */
  private static final double NO_DOUBT = 0x1p-25;

  /** A range of confidences in which there are predictions; it lies within one bin. */
  private record Bucket(int bin, float lowest, long examples, long correct, long confidence) {}

  private final List<Bucket> buckets;
  private final long examples;
  private final double brier;

  /** Buckets from the highest confidence down. */
  private ConfidenceHistogram(List<Bucket> buckets, long brierUnits) {
    this.buckets = buckets;
    this.examples = buckets.stream().mapToLong(Bucket::examples).sum();
    this.brier = FixedPointSum.mean(brierUnits, examples);
  }

  /**
   * Counts predictions, in one Spark job.
   *
   * @param predictions one or more that {@code mnist.evaluate.Evaluator} has taken, with {@code
   *     confidence} float; a NaN counts as 0
   */
  public static ConfidenceHistogram of(Dataset<Row> predictions) {
    Column confidence = clipped(col(CONFIDENCE)).cast(DataTypes.DoubleType);
    Column bin = greatest(ceil(confidence.multiply(lit(BINS))).minus(lit(1)), lit(0));
    Column doubt = greatest(lit(1.0).minus(confidence), lit(NO_DOUBT));
    Column octaves = negate(log2(doubt));
    List<Row> rows =
        predictions
            .groupBy(
                bin.cast(DataTypes.IntegerType).as("bin"),
                floor(octaves.multiply(lit(BUCKETS_AN_OCTAVE))).as("bucket"))
            .agg(
                min(clipped(col(CONFIDENCE))).as("lowest"),
                count(lit(1)).as("examples"),
                count_if(col(PREDICTION).equalTo(col(LABEL))).as("correct"),
                FixedPointSum.sum(confidence).as("confidence"),
                FixedPointSum.sum(brierScore()).as("brier"))
            .collectAsList();
    List<Bucket> buckets = new ArrayList<>();
    long brierUnits = 0;
    for (Row row : rows) {
      brierUnits = FixedPointSum.add(brierUnits, row.getAs("brier"));
      buckets.add(
          new Bucket(
              row.getAs("bin"),
              row.getAs("lowest"),
              row.getAs("examples"),
              row.getAs("correct"),
              FixedPointSum.add(0, row.getAs("confidence"))));
    }
    if (buckets.isEmpty()) {
      throw new IllegalArgumentException("Predictions must be one or more, but were none");
    }
    buckets.sort(Comparator.comparing(Bucket::lowest).reversed());
    return new ConfidenceHistogram(buckets, brierUnits);
  }

  private static Column clipped(Column confidence) {
    return greatest(least(nanvl(confidence, lit(0f)), lit(1f)), lit(0f));
  }

  /** Squares of all probabilities, but of what the label's lacks to 1. */
  private static Column brierScore() {
    Column squares =
        aggregate(
            col(PROBABILITY),
            lit(0.0),
            (sum, probability) -> sum.plus(square(clipped(probability))));
    Column label = clipped(get(col(PROBABILITY), col(LABEL))).cast(DataTypes.DoubleType);
    return squares.minus(square(label)).plus(square(lit(1.0).minus(label)));
  }

  private static Column square(Column value) {
    Column exact = value.cast(DataTypes.DoubleType);
    return exact.multiply(exact);
  }

  /** Number of predictions. */
  public long examples() {
    return examples;
  }

  /** Mean over predictions of the squared distance between probabilities and truth, 0..2. */
  public double brier() {
    return brier;
  }

  /** All {@value #BINS} bins, from the lowest confidence up. */
  public List<ReliabilityBin> reliability() {
    List<ReliabilityBin> bins = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      long count = 0;
      long correct = 0;
      long confidence = 0;
      for (Bucket bucket : buckets) {
        if (bucket.bin() == bin) {
          count += bucket.examples();
          correct += bucket.correct();
          confidence = Math.addExact(confidence, bucket.confidence());
        }
      }
      bins.add(
          new ReliabilityBin(
              (double) bin / BINS,
              (bin + 1.0) / BINS,
              count,
              correct,
              count == 0 ? 0 : FixedPointSum.mean(confidence, count)));
    }
    return bins;
  }

  /**
   * Expected calibration error, 0..1: by how much confidence and accuracy differ in a bin, weighted
   * by the bin's predictions.
   */
  public double calibrationError() {
    double sum = 0;
    for (ReliabilityBin bin : reliability()) {
      sum += bin.examples() * Math.abs(bin.accuracy() - bin.confidence());
    }
    return sum / examples;
  }

  /**
   * Every threshold that tells buckets apart, from the highest, which accepts least, to the one
   * that accepts all. From each to the next coverage rises, and errors don't fall.
   */
  public List<RiskCoveragePoint> coverage() {
    List<RiskCoveragePoint> points = new ArrayList<>();
    long accepted = 0;
    long errors = 0;
    for (Bucket bucket : buckets) {
      accepted += bucket.examples();
      errors += bucket.examples() - bucket.correct();
      points.add(new RiskCoveragePoint(bucket.lowest(), accepted, errors, examples));
    }
    return points;
  }

  /** The same for each whole percent of coverage, at most 100 points of it. */
  public List<RiskCoveragePoint> coverageByPercent() {
    return IntStream.rangeClosed(1, 100)
        .mapToObj(percent -> atCoverage(percent / 100.0))
        .distinct()
        .toList();
  }

  /**
   * The highest threshold that accepts a share of the predictions or more.
   *
   * @param share above 0 to 1
   */
  public RiskCoveragePoint atCoverage(double share) {
    return coverage().stream()
        .filter(point -> point.coverage() >= share)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("share must be above 0 to 1, but was " + share));
  }

  /**
   * The lowest threshold at which at most a share of what is accepted is wrong; empty if there is
   * none.
   *
   * @param share 0..1
   */
  public Optional<RiskCoveragePoint> atErrorRate(double share) {
    return coverage().stream()
        .filter(point -> point.errorRate() <= share)
        .reduce((higher, lower) -> lower);
  }
}
