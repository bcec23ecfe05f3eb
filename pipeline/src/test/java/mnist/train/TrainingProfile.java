package mnist.train;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mnist.blocks.Blocks;
import mnist.model.Architecture;
import mnist.model.ImageFormat;
import mnist.model.NativeRuntime;
import mnist.nondigits.NonDigits;
import mnist.onednn.GradientBackend;
import mnist.testing.DigitRecords;
import mnist.testing.RecordFiles;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import mnist.transform.AffineDistortion;
import mnist.transform.Augmentation;
import mnist.transform.Normalisation;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * A program, and no test: where a minibatch's time goes, in processor time of one thread, so that
 * other load plays a small part. {@code docs/training-speed.md} has its command and its figures.
 */
final class TrainingProfile {

  private static final int EXAMPLES = 640;
  private static final int WARM_UP = 150;
  private static final int REPETITIONS = 21;
  private static final int STEPS = 20;
  private static final ImageFormat FORMAT = new ImageFormat(28, 28, 10);

  private TrainingProfile() {}

  /** A part of a minibatch's work, given the number of the minibatch. */
  private interface Part {
    void run(int step);
  }

  /**
   * @param arguments names of architectures, each with the minibatch's examples after a colon, or
   *     without for 64; none for all architectures
   */
  public static void main(String[] arguments) throws IOException {
    List<String> wanted =
        arguments.length == 0
            ? Arrays.stream(Architecture.values()).map(Architecture::label).toList()
            : List.of(arguments);
    SparkSession spark = SparkExtension.session();
    try {
      NativeRuntime.oneThreadPerTask();
      Blocks examples =
          Blocks.in(
              spark,
              RecordFiles.write(
                  DigitRecords.of(
                      spark, SyntheticDigits.draw(EXAMPLES / SyntheticDigits.CLASSES, 3)),
                  Files.createTempDirectory("profile").resolve("in")),
              FORMAT.height(),
              FORMAT.width(),
              FORMAT.classes(),
              1 << 20,
              0);
      for (String one : wanted) {
        String[] parts = one.split(":");
        int batch = parts.length == 1 ? 64 : Integer.parseInt(parts[1]);
        profile(Architecture.named(parts[0]), batch, examples);
      }
    } finally {
      spark.stop();
    }
  }

  private static void profile(Architecture architecture, int batch, Blocks examples) {
    MinibatchPlan plan = MinibatchPlan.of(examples.index().images(), 1, batch);
    BlockMinibatches source =
        new BlockMinibatches(
            examples,
            plan,
            EXAMPLES,
            1,
            Augmentation.of(new AffineDistortion(10, 0.1, 0.1, 0.1)),
            Normalisation.SCALE_ONLY,
            FORMAT.classes(),
            0,
            NonDigits.NONE);
    // Slow enough that the same minibatch still has a gradient at the end.
    Adam adam = new Adam(1e-6);
    MultiLayerNetwork network =
        GradientBackend.ONEDNN.network(
            architecture.configuration(FORMAT.height(), FORMAT.width(), FORMAT.classes(), adam, 1));
    List<DataSet> loaded = new ArrayList<>();
    source.read(0, 0, 0, plan.perWorker()).forEachRemaining(loaded::add);
    List<Part> parts =
        List.of(
            step -> {
              long index = step % plan.perWorker();
              source.read(step, 0, index, index + 1).next();
            },
            step -> Nd4j.getRandom().setSeed(step),
            step -> {
              DataSet minibatch = loaded.get(step % loaded.size());
              network.setInput(minibatch.getFeatures());
              network.setLabels(minibatch.getLabels());
              network.computeGradientAndScore();
            },
            step -> network.fit(loaded.get(step % loaded.size())));
    double[] micros = micros(parts);
    double load = micros[0];
    double seed = micros[1];
    double gradients = micros[2];
    double fit = micros[3];
    double all = load + seed + fit;
    System.out.printf(
        "%s, batches of %d: load %.0f, seed %.0f, gradients %.0f, update %.0f; in all %.0f us, %.0f images/s%n",
        architecture.label(),
        batch,
        load,
        seed,
        gradients,
        fit - gradients,
        all,
        batch / all * 1e6);
  }

  /** Of each part, the median of several repetitions, per step; they take turns. */
  private static double[] micros(List<Part> parts) {
    for (Part part : parts) {
      time(part, WARM_UP);
    }
    double[][] times = new double[parts.size()][REPETITIONS];
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      for (int part = 0; part < times.length; part++) {
        times[part][repetition] = time(parts.get(part), STEPS);
      }
    }
    return Arrays.stream(times).mapToDouble(TrainingProfile::median).toArray();
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  /** Microseconds per step. */
  private static double time(Part part, int steps) {
    long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int step = 0; step < steps; step++) {
      part.run(step);
    }
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / 1e3 / steps;
  }
}
