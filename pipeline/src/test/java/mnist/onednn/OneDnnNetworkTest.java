package mnist.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.UnaryOperator;
import mnist.model.Architecture;
import mnist.model.Inputs;
import mnist.model.NativeRuntime;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** DL4J's own layers are the oracle; numerical gradients are theirs, see NumericalGradientTest. */
class OneDnnNetworkTest {

  @BeforeEach
  void useOneThread() {
    NativeRuntime.oneThreadPerTask();
  }

  /** Networks without dropout, whose masks are drawn in another way, in shapes of all kinds. */
  enum Shape {
    CONVOLUTIONS(
        list ->
            list.layer(convolution(5, 3, Activation.RELU))
                .layer(pooling(2))
                .layer(convolution(20, 2, Activation.RELU))
                .layer(dense(12))),
    LINEAR_CONVOLUTION_LAST(
        list ->
            list.layer(convolution(16, 3, Activation.RELU))
                .layer(convolution(7, 3, Activation.IDENTITY))),
    POOLING_FIRST(list -> list.layer(pooling(3)).layer(convolution(8, 2, Activation.RELU))),
    POOLING_LAST(list -> list.layer(convolution(17, 5, Activation.RELU)).layer(pooling(2))),
    LEFT_OVER_PIXELS(
        list ->
            list.layer(convolution(8, 2, Activation.RELU))
                .layer(pooling(3))
                .layer(convolution(20, 2, Activation.RELU))
                .layer(pooling(2))),
    OVERLAPPING_POOLING(
        list ->
            list.layer(convolution(8, 3, Activation.RELU))
                .layer(
                    new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                        .kernelSize(3, 3)
                        .stride(2, 2)
                        .build())),
    DENSE_ONLY(list -> list.layer(dense(30)).layer(dense(20)));

    private final UnaryOperator<ListBuilder> layers;

    Shape(UnaryOperator<ListBuilder> layers) {
      this.layers = layers;
    }

    MultiLayerConfiguration configuration() {
      return layers
          .apply(
              new NeuralNetConfiguration.Builder()
                  .seed(3)
                  .updater(new Sgd(0.1))
                  .l2(0.001)
                  .weightInit(WeightInit.XAVIER)
                  .list())
          .layer(
              new OutputLayer.Builder(LossFunction.MCXENT)
                  .nOut(10)
                  .activation(Activation.SOFTMAX)
                  .build())
          .setInputType(InputType.convolutional(14, 13, 1))
          .build();
    }

    private static ConvolutionLayer convolution(int channels, int kernel, Activation activation) {
      return new ConvolutionLayer.Builder(kernel, kernel)
          .nOut(channels)
          .activation(activation)
          .build();
    }

    private static SubsamplingLayer pooling(int size) {
      return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
          .kernelSize(size, size)
          .stride(size, size)
          .build();
    }

    private static DenseLayer dense(int units) {
      return new DenseLayer.Builder().nOut(units).activation(Activation.RELU).build();
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAndScoresAreDl4js(Shape shape) {
    MultiLayerNetwork dl4j = Layers.DL4J.network(shape.configuration());
    MultiLayerNetwork onednn = Layers.ONEDNN.network(shape.configuration());
    onednn.setParams(dl4j.params());
    // Of different sizes, as the last of an epoch is, and back again.
    for (int examples : new int[] {8, 3, 1, 8}) {
      DataSet minibatch = minibatch(examples, 14, 13, examples);
      assertSameGradients(dl4j, onednn, minibatch);
    }
  }

  @ParameterizedTest
  @EnumSource
  void tenStepsOfTheShippedNetworksAreDl4js(Architecture architecture) {
    MultiLayerNetwork dl4j = Layers.DL4J.network(withoutDropout(architecture));
    MultiLayerNetwork onednn = Layers.ONEDNN.network(withoutDropout(architecture));
    onednn.setParams(dl4j.params());
    for (int step = 0; step < 10; step++) {
      // Whole slices of the first convolution, and a rest. A minibatch in about a hundred has a
      // value so near 0, or two so near each other, that rounding decides what has the gradient.
      DataSet minibatch = minibatch(35, 28, 28, 100 + step);
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
      network.setInput(minibatch.getFeatures());
      network.setLabels(minibatch.getLabels());
      network.computeGradientAndScore();
    }
    assertThat(onednn.score()).isCloseTo(dl4j.score(), within(1e-5));
    INDArray expected = dl4j.gradient().gradient();
    double largest = expected.amaxNumber().doubleValue();
    assertThat(distance(onednn.gradient().gradient(), expected)).isLessThan(1e-5 * largest);
    assertThat(onednn.gradient().gradientForVariable().keySet())
        .isEqualTo(dl4j.gradient().gradientForVariable().keySet());
    dl4j.gradient()
        .gradientForVariable()
        .forEach(
            (name, part) ->
                assertThat(distance(onednn.gradient().getGradientFor(name), part))
                    .as(name)
                    .isLessThan(1e-5 * largest));
  }

  /** A part of a larger array, and columns before rows. */
  @Test
  void minibatchesMayLieAnyhow() {
    MultiLayerNetwork network = Layers.ONEDNN.network(Shape.CONVOLUTIONS.configuration());
    DataSet minibatch = minibatch(5, 14, 13, 1);
    INDArray expected = gradient(network, minibatch);
    INDArray larger = Nd4j.concat(0, Nd4j.rand(2, 1, 14, 13), minibatch.getFeatures());
    DataSet part =
        new DataSet(larger.get(NDArrayIndex.interval(2, 7)), minibatch.getLabels().dup('f'));
    DataSet turned = new DataSet(minibatch.getFeatures().dup('f'), minibatch.getLabels());

    assertThat(gradient(network, part)).isEqualTo(expected);
    assertThat(gradient(network, turned)).isEqualTo(expected);
  }

  /** In one thread, on two networks, with garbage collections between. */
  @Test
  void repeatsToTheLastBit() {
    INDArray first = fit(40);
    System.gc();

    assertThat(fit(40)).isEqualTo(first);
  }

  private static INDArray fit(int steps) {
    MultiLayerNetwork network =
        Layers.ONEDNN.network(Architecture.LENET.configuration(28, 28, 10, new Adam(0.001), 1));
    for (int step = 0; step < steps; step++) {
      Nd4j.getRandom().setSeed(step);
      network.fit(minibatch(step % 3 == 0 ? 5 : 16, 28, 28, step));
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
    MultiLayerNetwork network = Layers.ONEDNN.network(configuration);
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

  @Test
  void dropoutFollowsDl4jsGenerator() {
    MultiLayerNetwork network =
        Layers.ONEDNN.network(Architecture.LENET.configuration(28, 28, 10, new Adam(0.001), 1));

    INDArray first = gradient(network, 1);

    assertThat(gradient(network, 1)).isEqualTo(first);
    assertThat(gradient(network, 2)).isNotEqualTo(first);
  }

  private static INDArray gradient(MultiLayerNetwork network, long seed) {
    Nd4j.getRandom().setSeed(seed);
    return gradient(network, minibatch(8, 28, 28, 1));
  }

  private static INDArray gradient(MultiLayerNetwork network, DataSet minibatch) {
    network.setInput(minibatch.getFeatures());
    network.setLabels(minibatch.getLabels());
    network.computeGradientAndScore();
    return network.gradient().gradient().dup();
  }

  private static double distance(INDArray one, INDArray other) {
    return one.sub(other).amaxNumber().doubleValue();
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
    return new DataSet(Inputs.of(pixels, examples, height, width), Inputs.oneHot(labels, 10));
  }
}
