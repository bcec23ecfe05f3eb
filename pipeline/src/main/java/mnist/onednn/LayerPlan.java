package mnist.onednn;

import java.util.ArrayList;
import java.util.List;
import mnist.onednn.NetworkPlan.Unsupported;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Turns DL4J's layers into steps, one after the other. */
final class LayerPlan {

  private final List<LayerStep> steps = new ArrayList<>();

  List<LayerStep> steps() {
    return List.copyOf(steps);
  }

  /**
   * @param last whether it is the output layer
   * @param offset of its parameters in the flat vector
   * @throws Unsupported if there is no step that does the same
   */
  void add(Layer layer, boolean last, int offset) throws Unsupported {
    if (layer.getClass() == ConvolutionLayer.class) {
      ConvolutionLayer convolution = (ConvolutionLayer) layer;
      dropout(layer);
      steps.add(convolution(convolution, offset));
    } else if (layer instanceof SubsamplingLayer pooling) {
      // Without dropout, which DL4J's don't do even if told to; so it is with the next two.
      steps.add(maxPooling(pooling));
    } else if (layer instanceof BatchNormalization normalisation) {
      steps.add(normalisation(normalisation, offset));
    } else if (layer instanceof ActivationLayer activation) {
      activation(activation);
    } else if (layer.getClass() == DenseLayer.class && !last) {
      DenseLayer dense = (DenseLayer) layer;
      require(!dense.hasLayerNorm(), "layer normalisation");
      dropout(layer);
      steps.add(dense(dense, dense.hasBias(), relu(dense.getActivationFn()), offset));
    } else if (layer.getClass() == OutputLayer.class && last) {
      OutputLayer output = (OutputLayer) layer;
      require(output.getActivationFn() instanceof ActivationSoftmax, "outputs without softmax");
      require(
          output.getLossFn() instanceof LossMCXENT loss && loss.getWeights() == null,
          "other losses than cross-entropy");
      dropout(layer);
      steps.add(dense(output, output.hasBias(), false, offset));
    } else {
      throw new Unsupported("layers of type " + layer.getClass().getSimpleName());
    }
  }

  private void dropout(Layer layer) throws Unsupported {
    if (layer.getIDropout() == null) {
      return;
    }
    require(
        layer.getIDropout() instanceof Dropout dropout && dropout.getPSchedule() == null,
        "dropout of another kind");
    steps.add(new LayerStep.Dropout(((Dropout) layer.getIDropout()).getP()));
  }

  private static LayerStep convolution(ConvolutionLayer layer, int offset) throws Unsupported {
    return new LayerStep.Convolution(
        (int) layer.getNOut(),
        kernel(
            layer.getCnn2dDataFormat(),
            layer.getConvolutionMode(),
            layer.getKernelSize(),
            layer.getStride(),
            layer.getPadding(),
            layer.getDilation()),
        layer.hasBias(),
        relu(layer.getActivationFn()),
        offset);
  }

  private static LayerStep maxPooling(SubsamplingLayer layer) throws Unsupported {
    require(layer.getPoolingType() == PoolingType.MAX, "pooling other than max");
    return new LayerStep.MaxPooling(
        kernel(
            layer.getCnn2dDataFormat(),
            layer.getConvolutionMode(),
            layer.getKernelSize(),
            layer.getStride(),
            layer.getPadding(),
            layer.getDilation()));
  }

  private static Kernel kernel(
      CNN2DFormat format,
      ConvolutionMode mode,
      int[] sizes,
      int[] strides,
      int[] padding,
      int[] dilation)
      throws Unsupported {
    requireChannelsFirst(format);
    require(mode != ConvolutionMode.Causal, "causal convolutions");
    require(dilation[0] == 1 && dilation[1] == 1, "dilation");
    boolean same = mode == ConvolutionMode.Same;
    return new Kernel(
        new Kernel.Side(sizes[0], strides[0], padding[0], same),
        new Kernel.Side(sizes[1], strides[1], padding[1], same));
  }

  /** Its own activation is left out, as DL4J leaves it out. */
  private static LayerStep normalisation(BatchNormalization layer, int offset) throws Unsupported {
    requireChannelsFirst(layer.getCnn2DFormat());
    require(!layer.isLockGammaBeta(), "batch normalisation with locked gamma and beta");
    return new LayerStep.BatchNormalisation(
        (int) layer.getNOut(),
        layer.getEps(),
        layer.getDecay(),
        layer.isUseLogStd(),
        false,
        offset);
  }

  private void activation(ActivationLayer layer) throws Unsupported {
    if (!relu(layer.getActivationFn())) {
      return;
    }
    int before = steps.size() - 1;
    require(
        before >= 0 && steps.get(before).withRelu().isPresent(),
        "ReLU but after a convolution, batch normalisation or dense layer");
    steps.set(before, steps.get(before).withRelu().get());
  }

  private static LayerStep dense(FeedForwardLayer layer, boolean bias, boolean relu, int offset) {
    return new LayerStep.Dense((int) layer.getNIn(), (int) layer.getNOut(), bias, relu, offset);
  }

  private static boolean relu(IActivation activation) throws Unsupported {
    require(
        activation instanceof ActivationReLU || activation instanceof ActivationIdentity,
        "activations other than ReLU");
    return activation instanceof ActivationReLU;
  }

  private static void requireChannelsFirst(CNN2DFormat format) throws Unsupported {
    require(format == CNN2DFormat.NCHW, "channels last");
  }

  static void require(boolean supported, String what) throws Unsupported {
    if (!supported) {
      throw new Unsupported(what);
    }
  }
}
