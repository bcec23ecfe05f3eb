package mnist.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Random;
import java.util.stream.Stream;
import mnist.model.Architecture;
import mnist.model.NativeRuntime;
import mnist.model.Tensors;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** DL4J's own layers are the oracle; numerical gradients are theirs, see NumericalGradientTest. */
class OneDnnNetworkTest {

  /**
   * Of a gradient, as a part of its largest value: normalising few examples divides by little, and
   * with AVX2 up to 3e-5 were seen.
   */
  private static final double ROUNDING = 5e-5;

  @BeforeEach
  void useOneThread() {
    NativeRuntime.oneThreadPerTask();
  }

  /** In double precision: where a single example is normalised, DL4J's own rounding shows. */
  @ParameterizedTest
  @EnumSource
  void gradientsAndScoresAreDl4js(SampleNetwork shape) {
    MultiLayerNetwork dl4j =
        GradientBackend.DL4J.network(
            shape.configuration(
                new NeuralNetConfiguration.Builder()
                    .dataType(DataType.DOUBLE)
                    .updater(new Sgd(0.1))
                    .l2(0.001)));
    MultiLayerNetwork onednn = GradientBackend.ONEDNN.network(shape.configuration(new Sgd(0.1)));
    dl4j.setParams(onednn.params().castTo(DataType.DOUBLE));
    // Of different sizes, as the last of an epoch is, and back again.
    for (int examples : new int[] {8, 3, 1, 8}) {
      assertSameGradients(dl4j, onednn, minibatch(examples, 14, 13, examples));
    }
  }

  /** As of label smoothing. */
  @Test
  void labelsMayBeShared() {
    MultiLayerConfiguration configuration = SampleNetwork.DENSE_ONLY.configuration(new Sgd(0.1));
    MultiLayerNetwork dl4j = GradientBackend.DL4J.network(configuration);
    MultiLayerNetwork onednn = GradientBackend.ONEDNN.network(configuration.clone());
    onednn.setParams(dl4j.params());
    DataSet minibatch = minibatch(7, 14, 13, 1);
    minibatch.setLabels(minibatch.getLabels().mul(0.9).addi(0.01));

    assertSameGradients(dl4j, onednn, minibatch);
  }

  /**
   * All together, since some of its many values, which normalisation spreads around 0, lie so near
   * 0 that rounding decides what has the gradient.
   */
  @Test
  void gradientsOfVggAreDl4jsButWhereRoundingDecides() {
    MultiLayerConfiguration configuration = withoutDropout(Architecture.VGG);
    MultiLayerNetwork dl4j = GradientBackend.DL4J.network(configuration);
    MultiLayerNetwork onednn = GradientBackend.ONEDNN.network(configuration.clone());
    onednn.setParams(dl4j.params());
    DataSet minibatch = minibatch(16, 28, 28, 1);

    INDArray expected = gradient(dl4j, minibatch);
    INDArray actual = gradient(onednn, minibatch);

    assertThat(onednn.score()).isCloseTo(dl4j.score(), within(1e-5));
    assertThat(actual.distance2(expected)).isLessThan(1e-3 * expected.norm2Number().doubleValue());
  }

  @ParameterizedTest
  @EnumSource(names = {"REFERENCE", "LENET"})
  void tenStepsOfNetworksWithoutNormalisationAreDl4js(Architecture architecture) {
    // Whole slices of the first convolution, and a rest.
    assertSameSteps(withoutDropout(architecture), 35, 28, 28);
  }

  static Stream<NeuralNetConfiguration.Builder> tenStepsOfNormalisedNetworksAreDl4js() {
    return Stream.of(
        new NeuralNetConfiguration.Builder().updater(new Nesterovs(0.05, 0.9)).l2(0.01),
        new NeuralNetConfiguration.Builder().updater(new Adam(0.001)).weightDecay(0.1));
  }

  /** Normalised, so that running statistics, which no optimiser changes, lie between parameters. */
  @ParameterizedTest
  @MethodSource
  void tenStepsOfNormalisedNetworksAreDl4js(NeuralNetConfiguration.Builder base) {
    assertSameSteps(SampleNetwork.NORMALISED.configuration(base), 16, 14, 13);
  }

  private static void assertSameSteps(
      MultiLayerConfiguration configuration, int examples, int height, int width) {
    MultiLayerNetwork dl4j = GradientBackend.DL4J.network(configuration);
    MultiLayerNetwork onednn = GradientBackend.ONEDNN.network(configuration.clone());
    onednn.setParams(dl4j.params());
    for (int step = 0; step < 10; step++) {
      // A minibatch in about a hundred has a value so near 0, or two so near each other, that
      // rounding decides what has the gradient.
      DataSet minibatch = minibatch(examples, height, width, 100 + step);
      assertSameGradients(dl4j, onednn, minibatch);
      dl4j.fit(minibatch);
      onednn.fit(minibatch);
      assertThat(onednn.score()).isCloseTo(dl4j.score(), within(1e-4));
      assertThat(distance(onednn.params(), dl4j.params())).isLessThan(1e-4);
      // Rounding must not add up: each step starts from the same.
      onednn.setParams(dl4j.params());
      onednn.getUpdater().getStateViewArray().assign(dl4j.getUpdater().getStateViewArray());
    }
  }

  private static MultiLayerConfiguration withoutDropout(Architecture architecture) {
    MultiLayerConfiguration configuration =
        architecture.configuration(28, 28, 10, new Adam(0.001), 1);
    configuration.getConfs().forEach(conf -> conf.getLayer().setIDropout(null));
    return configuration;
  }

  private static void assertSameGradients(
      MultiLayerNetwork dl4j, MultiLayerNetwork onednn, DataSet minibatch) {
    for (MultiLayerNetwork network : new MultiLayerNetwork[] {dl4j, onednn}) {
      DataType type = network.params().dataType();
      network.setInput(minibatch.getFeatures().castTo(type));
      network.setLabels(minibatch.getLabels().castTo(type));
      network.computeGradientAndScore();
    }
    assertThat(onednn.score()).isCloseTo(dl4j.score(), within(1e-5));
    INDArray expected = dl4j.gradient().gradient();
    double largest = expected.amaxNumber().doubleValue();
    assertThat(distance(onednn.gradient().gradient(), expected)).isLessThan(ROUNDING * largest);
    assertThat(onednn.gradient().gradientForVariable().keySet())
        .isEqualTo(dl4j.gradient().gradientForVariable().keySet());
    dl4j.gradient()
        .gradientForVariable()
        .forEach(
            (name, part) ->
                assertThat(distance(onednn.gradient().getGradientFor(name), part))
                    .as(name)
                    .isLessThan(ROUNDING * largest));
  }

  /** A part of a larger array, and columns before rows. */
  @Test
  void minibatchesMayLieAnyhow() {
    MultiLayerNetwork network =
        GradientBackend.ONEDNN.network(SampleNetwork.CONVOLUTIONS.configuration(new Sgd(0.1)));
    DataSet minibatch = minibatch(5, 14, 13, 1);
    INDArray expected = gradient(network, minibatch);
    INDArray larger = Nd4j.concat(0, Nd4j.rand(2, 1, 14, 13), minibatch.getFeatures());
    DataSet part =
        new DataSet(larger.get(NDArrayIndex.interval(2, 7)), minibatch.getLabels().dup('f'));
    DataSet turned = new DataSet(minibatch.getFeatures().dup('f'), minibatch.getLabels());

    assertThat(gradient(network, part)).isEqualTo(expected);
    assertThat(gradient(network, turned)).isEqualTo(expected);
  }

  /** What native code has on its own, not the network's parameters. */
  @Test
  void closingGivesNativeMemoryBack() {
    MultiLayerConfiguration configuration =
        Architecture.VGG.configuration(28, 28, 10, new Adam(0.001), 1);
    DataSet minibatch = minibatch(64, 28, 28, 1);
    long before = Pointer.totalBytes();
    MultiLayerNetwork network = GradientBackend.ONEDNN.network(configuration);
    network.fit(minibatch);
    long compiled = Pointer.totalBytes() - before;

    long parameters = network.numParams() * Float.BYTES;

    network.close();

    assertThat(compiled).isGreaterThan(10 << 20);
    // Adam's working memory is as large as the parameters.
    assertThat(Pointer.totalBytes() - before).isLessThan(parameters * 3 / 2);
  }

  /** In one thread, on two networks, with garbage collections between. */
  @Test
  void repeatsToTheLastBit() {
    MultiLayerConfiguration lenet =
        Architecture.LENET.configuration(28, 28, 10, new Adam(0.001), 1);
    assertRepeats(lenet, 28, 28);
    assertRepeats(SampleNetwork.NORMALISED.configuration(new Adam(0.001)), 14, 13);
  }

  private static void assertRepeats(MultiLayerConfiguration configuration, int height, int width) {
    INDArray first = fit(configuration.clone(), height, width);
    System.gc();

    assertThat(fit(configuration, height, width)).isEqualTo(first);
  }

  private static INDArray fit(MultiLayerConfiguration configuration, int height, int width) {
    MultiLayerNetwork network = GradientBackend.ONEDNN.network(configuration);
    for (int step = 0; step < 40; step++) {
      Nd4j.getRandom().setSeed(step);
      network.fit(minibatch(step % 3 == 0 ? 5 : 16, height, width, step));
      if (step % 20 == 10) {
        System.gc();
      }
    }
    return network.params().dup();
  }

  /** The gradient of what is dropped is 0, and what is kept counts for what is dropped. */
  @ParameterizedTest
  @ValueSource(doubles = {0.25, 0.6})
  void dropoutDropsAndScales(double retained) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .updater(new Sgd(0.1))
            .list()
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(2)
                    .dropOut(retained)
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.feedForward(4000))
            .build();
    MultiLayerNetwork network = GradientBackend.ONEDNN.network(configuration);
    network.params().assign(0);
    network.setInput(Nd4j.ones(1, 4000));
    network.setLabels(Nd4j.createFromArray(new float[][] {{1, 0}}));
    network.computeGradientAndScore();

    // With weights of 0 each class has one half, so the gradient is input * (1/2 - label).
    INDArray ofWeights = network.gradient().getGradientFor("0_W").getColumn(1);
    long kept = ofWeights.gt(0).castTo(DataType.FLOAT).sumNumber().longValue();
    assertThat(kept / 4000.0).isCloseTo(retained, within(0.03));
    assertThat(ofWeights.maxNumber().doubleValue()).isCloseTo(0.5 / retained, within(1e-5));
    assertThat(ofWeights.sumNumber().doubleValue()).isCloseTo(kept * 0.5 / retained, within(0.1));
  }

  /**
   * What lies in a block of channels is dropped by itself, forward and back: along the gradient,
   * with the same masks, the loss rises as the gradient says.
   */
  @Test
  void dropoutOfMapsHasTheGradientOfItsMasks() {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .updater(new Sgd(0.1))
            .activation(Activation.IDENTITY)
            .list()
            .layer(new ConvolutionLayer.Builder(3, 3).nOut(5).build())
            .layer(new ConvolutionLayer.Builder(3, 3).nOut(20).dropOut(0.6).build())
            .layer(
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(10)
                    .dropOut(0.5)
                    .activation(Activation.SOFTMAX)
                    .build())
            .setInputType(InputType.convolutional(9, 8, 1))
            .build();
    MultiLayerNetwork network = GradientBackend.ONEDNN.network(configuration);
    DataSet minibatch = minibatch(6, 9, 8, 1);
    INDArray gradient = gradient(network, 1, minibatch).divi(6);
    double slope = gradient.norm2Number().doubleValue();
    INDArray step = gradient.mul(0.002 / slope);
    INDArray start = network.params().dup();

    network.setParams(start.add(step));
    gradient(network, 1, minibatch);
    double above = network.score();
    network.setParams(start.sub(step));
    gradient(network, 1, minibatch);

    assertThat((above - network.score()) / 0.004).isCloseTo(slope, withinPercentage(0.5));
  }

  @Test
  void dropoutFollowsDl4jsGenerator() {
    MultiLayerNetwork network =
        GradientBackend.ONEDNN.network(
            Architecture.LENET.configuration(28, 28, 10, new Adam(0.001), 1));

    DataSet minibatch = minibatch(8, 28, 28, 1);
    INDArray first = gradient(network, 1, minibatch);

    assertThat(gradient(network, 1, minibatch)).isEqualTo(first);
    assertThat(gradient(network, 2, minibatch)).isNotEqualTo(first);
  }

  private static INDArray gradient(MultiLayerNetwork network, long seed, DataSet minibatch) {
    Nd4j.getRandom().setSeed(seed);
    return gradient(network, minibatch);
  }

  private static INDArray gradient(MultiLayerNetwork network, DataSet minibatch) {
    network.setInput(minibatch.getFeatures());
    network.setLabels(minibatch.getLabels());
    network.computeGradientAndScore();
    return network.gradient().gradient().dup();
  }

  private static double distance(INDArray one, INDArray other) {
    return one.castTo(DataType.DOUBLE)
        .sub(other.castTo(DataType.DOUBLE))
        .amaxNumber()
        .doubleValue();
  }

  private static DataSet minibatch(int examples, int height, int width, int seed) {
    Random random = new Random(seed);
    float[] pixels = new float[examples * height * width];
    int[] labels = new int[examples];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < examples; i++) {
      labels[i] = random.nextInt(10);
    }
    return new DataSet(Tensors.of(pixels, examples, height, width), Tensors.oneHot(labels, 10));
  }
}
