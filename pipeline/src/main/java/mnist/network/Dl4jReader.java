package mnist.network;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Describes one layer of a DL4J configuration after the other. */
final class Dl4jReader {

  private final int index;
  private final Layer layer;
  private final boolean last;

  private Dl4jReader(int index, Layer layer, boolean last) {
    this.index = index;
    this.layer = layer;
    this.last = last;
  }

  static NetworkDescription read(MultiLayerConfiguration network) throws UnsupportedLayerException {
    List<LayerDescription> layers = new ArrayList<>();
    int count = network.getConfs().size();
    for (int i = 0; i < count; i++) {
      Dl4jReader reader = new Dl4jReader(i, network.getConf(i).getLayer(), i == count - 1);
      reader.requirePlain(network.getInputPreProcess(i));
      layers.add(reader.describe());
    }
    return new NetworkDescription(layers);
  }

  private void requirePlain(InputPreProcessor preprocessor) throws UnsupportedLayerException {
    require(
        preprocessor == null
            || (preprocessor instanceof CnnToFeedForwardPreProcessor flattening
                && flattening.getFormat() == CNN2DFormat.NCHW
                && (layer instanceof DenseLayer || layer instanceof OutputLayer)),
        "preprocessors other than the flattening of channels first");
    require(layer.getConstraints() == null || layer.getConstraints().isEmpty(), "constraints");
    if (layer instanceof BaseLayer base) {
      require(base.getWeightNoise() == null, "weight noise");
      require(
          base.getGradientNormalization() == null
              || base.getGradientNormalization() == GradientNormalization.None,
          "gradient normalisation");
    }
  }

  private LayerDescription describe() throws UnsupportedLayerException {
    Class<?> type = layer.getClass();
    if (last) {
      require(type == OutputLayer.class, "networks that don't end in an output layer");
      return output((OutputLayer) layer);
    }
    if (type == ConvolutionLayer.class) {
      return convolution((ConvolutionLayer) layer);
    }
    // DL4J doesn't drop out before the next three, even if told to.
    if (type == SubsamplingLayer.class) {
      return maxPooling((SubsamplingLayer) layer);
    }
    if (type == BatchNormalization.class) {
      return batchNormalization((BatchNormalization) layer);
    }
    if (type == ActivationLayer.class) {
      return new LayerDescription.Activation(
          activation(((ActivationLayer) layer).getActivationFn()));
    }
    if (type == DenseLayer.class) {
      return dense((DenseLayer) layer);
    }
    throw new UnsupportedLayerException(index, type.getSimpleName(), "its type");
  }

  private LayerDescription convolution(ConvolutionLayer convolution)
      throws UnsupportedLayerException {
    requireChannelsFirst(convolution.getCnn2dDataFormat());
    return new LayerDescription.Convolution(
        Math.toIntExact(convolution.getNOut()),
        window(
            convolution.getConvolutionMode(),
            convolution.getKernelSize(),
            convolution.getStride(),
            convolution.getDilation(),
            convolution.getPadding()),
        convolution.hasBias(),
        activation(convolution.getActivationFn()),
        keepProbability());
  }

  private LayerDescription maxPooling(SubsamplingLayer pooling) throws UnsupportedLayerException {
    requireChannelsFirst(pooling.getCnn2dDataFormat());
    require(pooling.getPoolingType() == PoolingType.MAX, "pooling other than max");
    return new LayerDescription.MaxPooling(
        window(
            pooling.getConvolutionMode(),
            pooling.getKernelSize(),
            pooling.getStride(),
            pooling.getDilation(),
            pooling.getPadding()));
  }

  private Window window(
      ConvolutionMode mode, int[] sizes, int[] strides, int[] dilations, int[] paddings)
      throws UnsupportedLayerException {
    require(mode != ConvolutionMode.Causal, "causal convolutions");
    boolean same = mode == ConvolutionMode.Same;
    return new Window(
        side(0, same, sizes, strides, dilations, paddings),
        side(1, same, sizes, strides, dilations, paddings));
  }

  private static Window.Side side(
      int at, boolean same, int[] sizes, int[] strides, int[] dilations, int[] paddings) {
    return new Window.Side(sizes[at], strides[at], dilations[at], same ? 0 : paddings[at], same);
  }

  /** Its own activation function is left out, as DL4J ignores it. */
  private LayerDescription batchNormalization(BatchNormalization normalisation)
      throws UnsupportedLayerException {
    requireChannelsFirst(normalisation.getCnn2DFormat());
    require(normalisation.isMinibatch(), "batch normalisation of whole data sets");
    return new LayerDescription.BatchNormalization(
        normalisation.getEps(),
        normalisation.getDecay(),
        normalisation.getGamma(),
        normalisation.getBeta(),
        normalisation.isLockGammaBeta(),
        normalisation.isUseLogStd());
  }

  private LayerDescription dense(DenseLayer dense) throws UnsupportedLayerException {
    require(!dense.hasLayerNorm(), "layer normalisation");
    return new LayerDescription.Dense(
        Math.toIntExact(dense.getNOut()),
        dense.hasBias(),
        activation(dense.getActivationFn()),
        keepProbability());
  }

  private LayerDescription output(OutputLayer output) throws UnsupportedLayerException {
    require(output.getActivationFn() instanceof ActivationSoftmax, "outputs without softmax");
    require(
        output.getLossFn() instanceof LossMCXENT loss && loss.getWeights() == null,
        "losses other than cross-entropy");
    return new LayerDescription.Output(
        Math.toIntExact(output.getNOut()), output.hasBias(), keepProbability());
  }

  private double keepProbability() throws UnsupportedLayerException {
    if (layer.getIDropout() == null) {
      return 1;
    }
    require(
        layer.getIDropout() instanceof Dropout dropout && dropout.getPSchedule() == null,
        "dropout of another kind");
    return ((Dropout) layer.getIDropout()).getP();
  }

  private ActivationFunction activation(IActivation activation) throws UnsupportedLayerException {
    return ActivationFunction.of(activation)
        .orElseThrow(
            () ->
                new UnsupportedLayerException(
                    index,
                    layer.getClass().getSimpleName(),
                    "the activation function " + activation.getClass().getSimpleName()));
  }

  private void requireChannelsFirst(CNN2DFormat format) throws UnsupportedLayerException {
    require(format == CNN2DFormat.NCHW, "channels last");
  }

  private void require(boolean supported, String otherwise) throws UnsupportedLayerException {
    if (!supported) {
      throw new UnsupportedLayerException(index, layer.getClass().getSimpleName(), otherwise);
    }
  }
}
