package mnist.onednn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * The steps of a network that {@link CompiledNetwork} can run: convolutions and max-pooling without
 * padding, dense layers, ReLU or no activation, dropout, and a softmax with cross-entropy.
 *
 * @param steps in order; the last is the output layer, before its softmax
 */
record NetworkPlan(List<LayerStep> steps) {

  /** Thrown while planning, and told as the reason why DL4J's own layers run. */
  static final class Unsupported extends Exception {
    Unsupported(String what) {
      super(what);
    }
  }

  /**
   * How much of the input decides what the network makes: all but the rows at the bottom and the
   * columns on the right that poolings leave over.
   *
   * @param shape of the input
   */
  long[] read(long[] shape) {
    List<long[]> dims = new ArrayList<>(List.of(shape));
    for (LayerStep step : steps) {
      dims.add(step.output(dims.get(dims.size() - 1)));
    }
    long[] read = dims.get(steps.size());
    for (int i = steps.size() - 1; i >= 0; i--) {
      read = steps.get(i).read(read, dims.get(i));
    }
    return read;
  }

  /**
   * @throws Unsupported if the network has anything else
   */
  static NetworkPlan of(MultiLayerConfiguration network) throws Unsupported {
    List<LayerStep> steps = new ArrayList<>();
    int offset = 0;
    int layers = network.getConfs().size();
    for (int i = 0; i < layers; i++) {
      NeuralNetConfiguration conf = network.getConf(i);
      Layer layer = conf.getLayer();
      dropout(layer).ifPresent(steps::add);
      require(layer.getConstraints() == null || layer.getConstraints().isEmpty(), "constraints");
      require(
          network.getInputPreProcess(i) == null
              || network.getInputPreProcess(i) instanceof CnnToFeedForwardPreProcessor,
          "preprocessors");
      if (layer instanceof BaseLayer base) {
        require(base.getWeightNoise() == null, "weight noise");
        require(
            base.getGradientNormalization() == null
                || base.getGradientNormalization() == GradientNormalization.None,
            "gradient normalisation");
      }
      steps.add(step(layer, i == layers - 1, offset));
      offset += Math.toIntExact(layer.initializer().numParams(conf));
    }
    return new NetworkPlan(List.copyOf(steps));
  }

  private static Optional<LayerStep> dropout(Layer layer) throws Unsupported {
    if (layer.getIDropout() == null) {
      return Optional.empty();
    }
    require(
        layer.getIDropout() instanceof Dropout dropout && dropout.getPSchedule() == null,
        "dropout of another kind");
    return Optional.of(new LayerStep.Dropout(((Dropout) layer.getIDropout()).getP()));
  }

  private static LayerStep step(Layer layer, boolean last, int offset) throws Unsupported {
    if (layer instanceof SubsamplingLayer pooling) {
      require(pooling.getPoolingType() == PoolingType.MAX, "pooling other than max");
      requireNoPadding(pooling.getConvolutionMode(), pooling.getPadding());
      requireNoDilation(pooling.getDilation());
      return new LayerStep.MaxPooling(
          pooling.getKernelSize()[0],
          pooling.getKernelSize()[1],
          pooling.getStride()[0],
          pooling.getStride()[1]);
    }
    if (layer.getClass() == ConvolutionLayer.class) {
      ConvolutionLayer convolution = (ConvolutionLayer) layer;
      requireNoPadding(convolution.getConvolutionMode(), convolution.getPadding());
      requireNoDilation(convolution.getDilation());
      require(convolution.getStride()[0] == 1 && convolution.getStride()[1] == 1, "strides");
      require(convolution.hasBias(), "convolutions without bias");
      return new LayerStep.Convolution(
          (int) convolution.getNOut(),
          convolution.getKernelSize()[0],
          convolution.getKernelSize()[1],
          relu(convolution),
          offset);
    }
    if (layer.getClass() == DenseLayer.class && !last) {
      DenseLayer dense = (DenseLayer) layer;
      require(dense.hasBias() && !dense.hasLayerNorm(), "dense layers of another kind");
      return dense(dense, relu(dense), offset);
    }
    if (layer.getClass() == OutputLayer.class && last) {
      OutputLayer output = (OutputLayer) layer;
      require(output.getActivationFn() instanceof ActivationSoftmax, "outputs without softmax");
      require(
          output.getLossFn() instanceof LossMCXENT loss && loss.getWeights() == null,
          "other losses than cross-entropy");
      require(output.hasBias(), "outputs without bias");
      return dense(output, false, offset);
    }
    throw new Unsupported("layers of type " + layer.getClass().getSimpleName());
  }

  private static LayerStep dense(FeedForwardLayer layer, boolean relu, int offset) {
    return new LayerStep.Dense((int) layer.getNIn(), (int) layer.getNOut(), relu, offset);
  }

  private static boolean relu(BaseLayer layer) throws Unsupported {
    require(
        layer.getActivationFn() instanceof ActivationReLU
            || layer.getActivationFn() instanceof ActivationIdentity,
        "activations other than ReLU");
    return layer.getActivationFn() instanceof ActivationReLU;
  }

  private static void requireNoPadding(ConvolutionMode mode, int[] padding) throws Unsupported {
    require(mode != ConvolutionMode.Same && mode != ConvolutionMode.Causal, "padding");
    for (int pad : padding) {
      require(pad == 0, "padding");
    }
  }

  private static void requireNoDilation(int[] dilation) throws Unsupported {
    for (int by : dilation) {
      require(by == 1, "dilation");
    }
  }

  private static void require(boolean supported, String what) throws Unsupported {
    if (!supported) {
      throw new Unsupported(what);
    }
  }
}
