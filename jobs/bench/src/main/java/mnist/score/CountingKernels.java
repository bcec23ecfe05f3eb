package mnist.score;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mnist.calibration.EnergyQuantiles;
import mnist.calibration.TemperatureScaling;
import mnist.drift.AnswerCounter;
import mnist.profile.ProfileCounts;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What scoring does with an image and its answer to tell drift, beside reading and predicting. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(1)
public class CountingKernels {

  private static final int SIDE = 28;
  private static final int CLASSES = 10;
  private static final int IMAGES = 4096;
  private static final int BINS = 3;
  private static final int ENERGIES = 2001;
  private static final long SEED = 42;

  /** What part of the images is measured: all of 20,000, 0.02 of a million. */
  @Param({"0.02", "1"})
  public double share;

  private final List<Row> rows = new ArrayList<>();
  private final float[][] probabilities = new float[IMAGES][CLASSES];
  private final float[] energies = new float[IMAGES];
  private MeasuredImages measured;
  private AnswerCounter counter;
  private ProfileCounts counts;

  /** Draws vertical strokes, and answers most of which are sure. */
  @Setup
  public void draw() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int at = 0; at < IMAGES; at++) {
      byte[] image = new byte[SIDE * SIDE];
      int left = random.nextInt(4, SIDE - 8);
      for (int row = 4; row < SIDE - 4; row++) {
        for (int column = left; column < left + 4; column++) {
          image[row * SIDE + column] = (byte) random.nextInt(128, 256);
        }
      }
      rows.add(RowFactory.create("id", null, null, image));
      float doubt = (float) Math.pow(10, -random.nextDouble(2, 6));
      for (int label = 0; label < CLASSES; label++) {
        probabilities[at][label] = label == at % CLASSES ? 1 - (CLASSES - 1) * doubt : doubt;
      }
      energies[at] = (float) random.nextDouble(-30, 0);
    }
    List<Float> quantiles =
        IntStream.range(0, ENERGIES).mapToObj(rank -> 30f * rank / ENERGIES - 30).toList();
    counter =
        new AnswerCounter(new TemperatureScaling(1.2), new EnergyQuantiles(ENERGIES, quantiles));
    measured = new MeasuredImages(share, false, SIDE, SIDE);
    counts = new ProfileCounts(CLASSES);
  }

  /** The time for one image. */
  @Benchmark
  @OperationsPerInvocation(IMAGES)
  public ProfileCounts countImage() {
    Iterator<Row> passed = measured.of(rows.iterator());
    for (int at = 0; at < IMAGES; at++) {
      byte[] bins = passed.next().getAs(BINS);
      int prediction = at % CLASSES;
      counter.add(counts, prediction, probabilities[at][prediction], energies[at]);
      if (bins != null) {
        counts.addImage(bins);
        counter.addCalibrated(counts, prediction, probabilities[at]);
      }
    }
    return counts;
  }
}
