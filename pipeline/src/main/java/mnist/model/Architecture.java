package mnist.model;

import java.util.List;
import java.util.Locale;
import mnist.Bounds;
import mnist.InvalidInputException;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.WeightDecay;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The networks to choose from, by name. All take [batch, 1, height, width] and end in a softmax
 * over the classes with categorical cross-entropy.
 */
public enum Architecture {
  /**
   * The network of the reference notebook: 93,322 parameters for 28 x 28 images and ten classes, no
   * dropout.
   */
  REFERENCE(18) {
    @Override
    NeuralNetConfiguration.ListBuilder layers(NeuralNetConfiguration.Builder base) {
      return base.list()
          .layer(convolution(32, 3))
          .layer(maxPooling())
          .layer(convolution(64, 3))
          .layer(maxPooling())
          .layer(convolution(64, 3))
          .layer(dense(64));
    }
  },

  /**
   * After LeNet: fewer multiplications than {@link #REFERENCE} by more than half, more parameters
   * in the dense layer, and dropout on both sides of it.
   */
  LENET(12) {
    @Override
    NeuralNetConfiguration.ListBuilder layers(NeuralNetConfiguration.Builder base) {
      return base.list()
          .layer(convolution(24, 5))
          .layer(maxPooling())
          .layer(convolution(32, 3))
          .layer(maxPooling())
          .layer(dense(128));
    }

    @Override
    double outputDropout() {
      return 0.4;
    }
  },

  /**
   * After VGG: two pairs of 3 x 3 convolutions and a fifth, each normalised by minibatch before its
   * ReLU, the pairs' second after pooling; dropout before the output. 3.6 times the multiplications
   * of {@link #REFERENCE}.
   */
  VGG(24) {
    @Override
    NeuralNetConfiguration.ListBuilder layers(NeuralNetConfiguration.Builder base) {
      NeuralNetConfiguration.ListBuilder layers = base.list();
      normalised(layers, 32, false);
      normalised(layers, 32, true);
      normalised(layers, 64, false);
      normalised(layers, 64, true);
      normalised(layers, 128, false);
      return layers;
    }

    @Override
    double outputDropout() {
      return 0.4;
    }
  };

  /** Of images; smaller ones leave a convolution or the last pooling nothing. */
  private final int smallestSide;

  Architecture(int smallestSide) {
    this.smallestSide = smallestSide;
  }

  /** The name in settings and manifests: lower case with dashes. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The architecture of this name.
   *
   * @throws InvalidInputException if there is none; the message lists those there are
   */
  public static Architecture named(String name) {
    return Bounds.oneOf("model.architecture", name, values(), Architecture::label);
  }

  /**
   * The network for images of height x width pixels.
   *
   * @param seed of the initial parameters
   * @throws InvalidInputException if the images are too small for the layers
   */
  public MultiLayerConfiguration configuration(
      int height, int width, int classes, IUpdater updater, long seed) {
    return configuration(height, width, classes, updater, 0, seed);
  }

  /**
   * The same with weights that decay.
   *
   * @param weightDecay part of each weight that a step takes off, times the learning rate; 0 for
   *     none
   */
  public MultiLayerConfiguration configuration(
      int height, int width, int classes, IUpdater updater, double weightDecay, long seed) {
    if (Math.min(height, width) < smallestSide) {
      throw new InvalidInputException(
          "images for model.architecture %s must be at least %d x %d pixels, but were %d x %d"
              .formatted(label(), smallestSide, smallestSide, height, width));
    }
    NeuralNetConfiguration.Builder base =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(updater)
            // Measured: a third less loss over the first 100 steps than after He and others, whose
            // weights are larger.
            .weightInit(WeightInit.XAVIER)
            .activation(Activation.RELU);
    OutputLayer.Builder output =
        new OutputLayer.Builder(LossFunction.MCXENT).nOut(classes).activation(Activation.SOFTMAX);
    if (outputDropout() > 0) {
      output.dropOut(1 - outputDropout());
    }
    MultiLayerConfiguration configuration =
        layers(base)
            .layer(output.build())
            .setInputType(InputType.convolutional(height, width, 1))
            .build();
    if (weightDecay > 0) {
      decay(configuration, weightDecay);
    }
    return configuration;
  }

  /** DL4J's builder, asked for it, gives it to each layer twice. */
  private static void decay(MultiLayerConfiguration configuration, double weightDecay) {
    for (NeuralNetConfiguration layer : configuration.getConfs()) {
      if (layer.getLayer() instanceof BaseLayer withParameters) {
        withParameters.setRegularization(List.of(new WeightDecay(weightDecay, true)));
      }
    }
  }

  abstract NeuralNetConfiguration.ListBuilder layers(NeuralNetConfiguration.Builder base);

  /** The fraction of the output layer's inputs that training drops. */
  double outputDropout() {
    return 0;
  }

  private static ConvolutionLayer convolution(int channels, int kernel) {
    return new ConvolutionLayer.Builder(kernel, kernel).nOut(channels).build();
  }

  /** Pooling comes first, and leaves the rest a fourth of the work. */
  private static void normalised(
      NeuralNetConfiguration.ListBuilder layers, int channels, boolean pooled) {
    // Normalisation takes any bias away again.
    layers.layer(
        new ConvolutionLayer.Builder(3, 3)
            .nOut(channels)
            .hasBias(false)
            .activation(Activation.IDENTITY)
            .build());
    if (pooled) {
      layers.layer(maxPooling());
    }
    // DL4J ignores an activation of the normalisation's own.
    layers.layer(new BatchNormalization());
    layers.layer(new ActivationLayer(Activation.RELU));
  }

  private static SubsamplingLayer maxPooling() {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2)
        .build();
  }

  private static DenseLayer dense(int units) {
    return new DenseLayer.Builder().nOut(units).build();
  }
}
