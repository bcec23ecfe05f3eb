package mnist.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import mnist.InvalidInputException;
import mnist.model.Architecture;
import mnist.model.Classifier;
import mnist.model.DigitModel;
import mnist.model.NativeRuntime;
import mnist.model.Outputs;
import mnist.network.UnsupportedLayerException;
import mnist.testing.RandomModels;
import mnist.testing.RoundTrip;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.learning.config.Sgd;

/** DL4J's own layers are the oracle. */
class OneDnnModelTest {

  private static final DigitModel LENET =
      model(Architecture.LENET.configuration(28, 28, 10, new Sgd(), 1), 28, 28, 10);

  @BeforeEach
  void useOneThread() {
    NativeRuntime.oneThreadPerTask();
  }

  @ParameterizedTest
  @EnumSource
  void shippedNetworksGiveWhatDl4jGives(Architecture architecture) throws Exception {
    assertGivesWhatDl4jGives(
        model(architecture.configuration(28, 26, 7, new Sgd(), 3), 28, 26, 7), 3);
  }

  @ParameterizedTest
  @EnumSource
  void samplesGiveWhatDl4jGives(SampleNetwork sample) throws Exception {
    DigitModel model =
        model(
            sample.configuration(new NeuralNetConfiguration.Builder().updater(new Sgd())),
            14,
            13,
            10);
    RandomModels.shake(model.network(), new Random(1), 0.03f);

    assertGivesWhatDl4jGives(model, 1);
  }

  @Property(tries = 60)
  void smallNetworksGiveWhatDl4jGives(@ForAll long seed) throws Exception {
    NativeRuntime.oneThreadPerTask();
    DigitModel model = RandomModels.model(seed);
    Assume.that(isApplied(model));

    assertGivesWhatDl4jGives(model, seed);
  }

  /** Which turns the order of values round, so that it can't go before a pooling. */
  @Test
  void aNormalisationMayScaleByWhatIsNegative() throws Exception {
    DigitModel model = model(Architecture.VGG.configuration(28, 28, 10, new Sgd(), 3), 28, 28, 10);
    for (String name : model.network().paramTable().keySet()) {
      if (name.endsWith("_gamma")) {
        model.network().getParam(name).negi();
      }
    }

    assertGivesWhatDl4jGives(model, 1);
  }

  private static boolean isApplied(DigitModel model) {
    try {
      OneDnnModel.of(model);
      return true;
    } catch (UnsupportedLayerException | InvalidInputException e) {
      // Where kernels are larger than what is left of the image, DL4J draws on, and archives don't.
      return false;
    }
  }

  /** More than a group, and a rest. */
  private static void assertGivesWhatDl4jGives(DigitModel model, long seed) throws Exception {
    List<byte[]> images = RandomModels.images(model, 40, seed);
    try (Classifier classifier = OneDnnModel.of(model).classifier(images.size())) {
      RandomModels.assertAppliedAsByDl4j(model, images, classifier.outputs(images));
    }
  }

  @Property(tries = 20)
  void whatAnImageGetsDoesNotDependOnOthers(
      @ForAll @IntRange(min = 0, max = 70) int before,
      @ForAll @IntRange(min = 0, max = 70) int after,
      @ForAll long seed)
      throws Exception {
    NativeRuntime.oneThreadPerTask();
    List<byte[]> images = RandomModels.images(LENET, before + 1 + after, seed);
    try (Classifier classifier = OneDnnModel.of(LENET).classifier(1)) {
      Outputs alone = classifier.outputs(List.of(images.get(before)));
      Outputs together = classifier.outputs(images);

      assertThat(together.probabilities()[before]).containsExactly(alone.probabilities()[0]);
      assertThat(together.energies()[before]).isEqualTo(alone.energies()[0]);
    }
  }

  @Test
  void noImagesHaveNoProbabilities() throws Exception {
    try (Classifier classifier = OneDnnModel.of(LENET).classifier(1)) {
      assertThat(classifier.outputs(List.of()).probabilities()).isEmpty();
    }
  }

  @Test
  void givesTheSameAfterItsJourney() throws Exception {
    List<byte[]> images = RandomModels.images(LENET, 3, 1);
    OneDnnModel model = OneDnnModel.of(LENET);
    try (Classifier here = model.classifier(3);
        Classifier byJava = RoundTrip.java(model, OneDnnModel.class).classifier(3);
        Classifier byKryo = RoundTrip.kryo(model, OneDnnModel.class).classifier(3)) {
      float[][] expected = here.outputs(images).probabilities();

      assertThat(byJava.outputs(images).probabilities()).isDeepEqualTo(expected);
      assertThat(byKryo.outputs(images).probabilities()).isDeepEqualTo(expected);
    }
  }

  @Test
  void closingGivesNativeMemoryBack() throws Exception {
    OneDnnModel model = OneDnnModel.of(LENET);
    // Whose first classifier makes what others share.
    model.classifier(1).close();
    long before = Pointer.totalBytes();
    Classifier classifier = model.classifier(1);
    long opened = Pointer.totalBytes() - before;

    classifier.close();

    assertThat(opened).isGreaterThan(1 << 20);
    // Descriptors of layouts are left to the collector.
    assertThat(Pointer.totalBytes() - before).isLessThan(opened / 10);
  }

  @Test
  void imagesOfAnotherSizeAreRefused() throws Exception {
    List<byte[]> images = new ArrayList<>(RandomModels.images(LENET, 2, 1));
    images.add(new byte[783]);
    try (Classifier classifier = OneDnnModel.of(LENET).classifier(3)) {
      assertThatThrownBy(() -> classifier.outputs(images))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("image must have 784 bytes, but had 783");
    }
  }

  private static DigitModel model(
      MultiLayerConfiguration configuration, int height, int width, int classes) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return new DigitModel("any", height, width, classes, RandomModels.NORMALISATION, network);
  }
}
