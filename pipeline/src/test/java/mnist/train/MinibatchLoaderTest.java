package mnist.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import mnist.model.ImageFormat;
import mnist.model.NativeRuntime;
import mnist.testing.DigitRecords;
import mnist.testing.RoundTrip;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import mnist.transform.AffineDistortion;
import mnist.transform.Augmentation;
import mnist.transform.Normalisation;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.spark.data.loader.RemoteFileSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

@ExtendWith(SparkExtension.class)
class MinibatchLoaderTest {

  private static final ImageFormat FORMAT =
      new ImageFormat(SyntheticDigits.SIDE, SyntheticDigits.SIDE, SyntheticDigits.CLASSES);
  private static final Augmentation REFERENCE =
      Augmentation.of(new AffineDistortion(10, 0.1, 0.1, 0.1));

  private final List<Digit> digits = SyntheticDigits.draw(7, 3);
  private final EpochPlan plan = EpochPlan.ofWholeRounds(70, TrainingRuns.rounds(2, 8, 3));
  private TrainingExamples examples;

  @BeforeEach
  void broadcast(SparkSession spark) {
    NativeRuntime.oneThreadPerTask();
    examples =
        TrainingExamples.broadcast(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            DigitRecords.of(spark, digits),
            FORMAT);
  }

  @AfterEach
  void destroy() {
    examples.destroy();
  }

  @Test
  void everyExampleComesOnceWithItsOwnLabel() {
    MinibatchLoader loader = loader(Augmentation.NONE);
    List<String> seen = new ArrayList<>();
    for (int minibatch = 0; minibatch < plan.minibatches(); minibatch++) {
      DataSet loaded = loader.minibatch(1, minibatch);
      assertThat(loaded.getFeatures().shape())
          .containsExactly(loaded.numExamples(), 1, FORMAT.height(), FORMAT.width());
      for (int row = 0; row < loaded.numExamples(); row++) {
        seen.add(described(digit(loaded, row)));
      }
    }

    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            digits.stream().map(MinibatchLoaderTest::described).toList());
  }

  @Test
  void normalises() {
    DataSet scaled = loader(Augmentation.NONE).minibatch(1, 0);
    DataSet normalised =
        new MinibatchLoader(
                examples, plan, Augmentation.NONE, new Normalisation(0.5, 0.25), FORMAT, 0)
            .minibatch(1, 0);

    assertThat(
            normalised.getFeatures().equalsWithEps(scaled.getFeatures().sub(0.5).div(0.25), 1e-5))
        .isTrue();
  }

  @Test
  void smoothsLabels() {
    DataSet smoothed =
        new MinibatchLoader(
                examples, plan, Augmentation.NONE, Normalisation.SCALE_ONLY, FORMAT, 0.1)
            .minibatch(1, 0);
    INDArray oneHot = loader(Augmentation.NONE).minibatch(1, 0).getLabels();

    assertThat(smoothed.getLabels().equalsWithEps(oneHot.mul(0.9).add(0.01), 1e-6)).isTrue();
  }

  /** One minibatch of all, so that an example's pictures can be found again by place. */
  @Test
  void picturesAreNewEachEpochAndTheSameInTheSameEpoch() {
    EpochPlan all = new EpochPlan(70, 1, 1);
    MinibatchLoader loader =
        new MinibatchLoader(examples, all, REFERENCE, Normalisation.SCALE_ONLY, FORMAT, 0);
    DataSet first = loader.minibatch(1, 0);
    DataSet second = loader.minibatch(2, 0);
    int[] firstOrder = all.positions(1, 0);
    int[] secondOrder = all.positions(2, 0);

    assertThat(loader.minibatch(1, 0)).isEqualTo(first);
    for (int i = 0; i < firstOrder.length; i++) {
      for (int j = 0; j < secondOrder.length; j++) {
        if (firstOrder[i] == secondOrder[j]) {
          assertThat(second.getFeatures().slice(j)).isNotEqualTo(first.getFeatures().slice(i));
          assertThat(second.getLabels().slice(j)).isEqualTo(first.getLabels().slice(i));
        }
      }
    }
  }

  @Test
  void virtualPathNamesTheMinibatch() {
    MinibatchLoader loader = loader(REFERENCE);
    String path = MinibatchLoader.path(3, 11);

    assertThat(path).isEqualTo("file:///epoch/3/minibatch/11");
    assertThat(loader.load(new RemoteFileSource(path, null, 0)))
        .isEqualTo(loader.minibatch(3, 11))
        .isNotEqualTo(loader.minibatch(11, 3));
  }

  @Test
  void arrivesOnExecutorsAsTheSameLoader() throws Exception {
    MinibatchLoader loader = loader(REFERENCE);

    MinibatchLoader arrived = RoundTrip.java(loader, MinibatchLoader.class);

    assertThat(arrived.minibatch(2, 5)).isEqualTo(loader.minibatch(2, 5));
  }

  private MinibatchLoader loader(Augmentation augmentation) {
    return new MinibatchLoader(examples, plan, augmentation, Normalisation.SCALE_ONLY, FORMAT, 0);
  }

  private static String described(Digit digit) {
    return digit.label() + " " + HexFormat.of().formatHex(digit.image());
  }

  /** Back from the network's input. */
  private static Digit digit(DataSet minibatch, int row) {
    float[] values = minibatch.getFeatures().slice(row).dup('c').data().asFloat();
    byte[] image = new byte[values.length];
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) Math.round(values[i] * 255);
    }
    return new Digit(image, minibatch.getLabels().getRow(row).argMax().getInt(0));
  }
}
