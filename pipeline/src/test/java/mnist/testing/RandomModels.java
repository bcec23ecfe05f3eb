package mnist.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import mnist.model.DigitModel;
import mnist.model.FlatArrays;
import mnist.model.Outputs;
import mnist.model.Tensors;
import mnist.transform.Normalisation;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks of all layers that can be exported, drawn by a seed, and DL4J as their oracle. */
public final class RandomModels {

  /** Of pixels; neither mean nor deviation is what leaves them as they are. */
  public static final Normalisation NORMALISATION = new Normalisation(0.13, 0.31);

  private RandomModels() {}

  /** For images of 15 to 20 pixels a side and 2 to 5 classes. */
  public static DigitModel model(long seed) {
    Random random = new Random(seed);
    // Three windows of 3 pixels in steps of 2 leave a pixel of 15.
    int height = 15 + random.nextInt(6);
    int width = 15 + random.nextInt(6);
    int classes = 2 + random.nextInt(4);
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(new Sgd())
            .activation(random.nextBoolean() ? Activation.RELU : Activation.IDENTITY)
            .list();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.layer(spatial(random));
      // Not two in a row, which DL4J itself can't apply.
      if (random.nextInt(3) == 0) {
        list.layer(new ActivationLayer(Activation.RELU));
      }
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      list.layer(flat(random));
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            list.layer(softmax(classes, random.nextBoolean()))
                .setInputType(InputType.convolutional(height, width, 1))
                .build());
    network.init();
    shake(network, random, 0.3f);
    return new DigitModel("small", height, width, classes, NORMALISATION, network);
  }

  /** The last layer. */
  public static OutputLayer softmax(int classes, boolean bias) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(classes)
        .hasBias(bias)
        .activation(Activation.SOFTMAX)
        .build();
  }

  /** Of the size that a model takes. */
  public static List<byte[]> images(DigitModel model, int count, long seed) {
    Random random = new Random(seed);
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] image = new byte[model.height() * model.width()];
      random.nextBytes(image);
      images.add(image);
    }
    return images;
  }

  /**
   * @param outputs by whatever applied the model
   */
  public static void assertAppliedAsByDl4j(DigitModel model, List<byte[]> images, Outputs outputs) {
    INDArray features =
        Tensors.features(images, model.height(), model.width(), model.normalisation());
    float[][] expected = model.network().output(features).toFloatMatrix();
    float[][] logits = logits(model.network(), features);
    assertThat(outputs.probabilities()).hasNumberOfRows(expected.length);
    assertThat(outputs.energies()).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      // Rounding is of the logits, and grows with them.
      assertThat(outputs.probabilities()[i])
          .containsExactly(expected[i], within(3e-5f * Math.max(1, largest(logits[i]))));
      assertThat((double) outputs.energies()[i])
          .isCloseTo(energy(logits[i]), within(1e-3 * Math.max(1, largest(logits[i]))));
    }
  }

  /** What goes into the last layer, times its weights. */
  private static float[][] logits(MultiLayerNetwork network, INDArray features) {
    int last = network.getnLayers() - 1;
    List<INDArray> before = network.feedForwardToLayer(last, features, false);
    INDArray input = before.get(last);
    INDArray flat = input.dup('c').reshape('c', input.size(0), input.length() / input.size(0));
    INDArray sums = flat.mmul(network.getParam(last + "_W"));
    INDArray bias = network.getParam(last + "_b");
    return (bias == null ? sums : sums.addRowVector(bias)).toFloatMatrix();
  }

  private static float largest(float[] logits) {
    float largest = 0;
    for (float logit : logits) {
      largest = Math.max(largest, Math.abs(logit));
    }
    return largest;
  }

  /** The mean of the logarithms of the probabilities. */
  private static double energy(float[] logits) {
    // Random weights give logits of hundreds, whose exponentials double numbers don't hold.
    double most = IntStream.range(0, logits.length).mapToDouble(i -> logits[i]).max().orElseThrow();
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - most);
    }
    double mean = 0;
    for (float logit : logits) {
      mean += (logit - most - Math.log(sum)) / logits.length;
    }
    return mean;
  }

  private static Layer spatial(Random random) {
    return switch (random.nextInt(3)) {
      case 0 ->
          mode(random, new ConvolutionLayer.Builder(side(random), side(random)))
              .nOut(1 + random.nextInt(5))
              .hasBias(random.nextBoolean())
              .build();
      case 1 ->
          random.nextBoolean()
              ? new SubsamplingLayer.Builder(2, 2).stride(1 + random.nextInt(2), 1).build()
              : new SubsamplingLayer.Builder(3, 2)
                  .stride(2, 2)
                  .convolutionMode(ConvolutionMode.Same)
                  .build();
      default -> normalising(random);
    };
  }

  private static Layer flat(Random random) {
    return random.nextInt(3) == 0
        ? normalising(random)
        : new DenseLayer.Builder()
            .nOut(1 + random.nextInt(8))
            .hasBias(random.nextBoolean())
            .dropOut(random.nextBoolean() ? 0.5 : 0)
            .build();
  }

  private static Layer normalising(Random random) {
    return new BatchNormalization.Builder(random.nextBoolean())
        .useLogStd(random.nextBoolean())
        .eps(1e-3)
        .gamma(0.7)
        .beta(0.2)
        .build();
  }

  private static ConvolutionLayer.Builder mode(
      Random random, ConvolutionLayer.Builder convolution) {
    convolution.stride(1 + random.nextInt(2), 1 + random.nextInt(2));
    return random.nextBoolean()
        ? convolution.convolutionMode(ConvolutionMode.Same)
        : convolution.padding(random.nextInt(2), random.nextInt(2));
  }

  private static int side(Random random) {
    return 2 + random.nextInt(2);
  }

  /** Off the initial values, of which many are 0 or 1: biases, means, variances. */
  public static void shake(MultiLayerNetwork network, Random random, float most) {
    float[] parameters = FlatArrays.copyOf(network.params());
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += most * random.nextFloat();
    }
    FlatArrays.assign(network.params(), parameters);
  }
}
