package mnist.onnx;

import static mnist.onnx.GraphBuilder.integers;
import static mnist.onnx.GraphBuilder.number;
import static mnist.onnx.NotExportableException.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import onnx.Onnx.AttributeProto;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Adds a network's layers to a graph as they are at inference, where dropout does nothing. */
final class LayerExport {

  private final GraphBuilder graph;
  private final MultiLayerNetwork network;

  LayerExport(GraphBuilder graph, MultiLayerNetwork network) {
    this.graph = graph;
    this.network = network;
  }

  /**
   * Adds a layer, an output layer without its softmax.
   *
   * @param type of what the layer takes
   * @param input name of what it takes
   * @return name of what it gives
   */
  String add(int index, Layer layer, InputType type, String input) throws NotExportableException {
    if (layer.getClass() == ConvolutionLayer.class) {
      return convolution(index, (ConvolutionLayer) layer, type, input);
    }
    if (layer.getClass() == SubsamplingLayer.class) {
      return maxPooling(index, (SubsamplingLayer) layer, type, input);
    }
    if (layer.getClass() == BatchNormalization.class) {
      return batchNormalisation(index, (BatchNormalization) layer, input);
    }
    if (layer instanceof ActivationLayer activation) {
      return activated(index, activation.getActivationFn(), input);
    }
    if (layer.getClass() == DenseLayer.class) {
      DenseLayer dense = (DenseLayer) layer;
      require(!dense.hasLayerNorm(), "layer normalisation");
      return activated(index, dense.getActivationFn(), dense(index, dense.hasBias(), input));
    }
    if (layer.getClass() == OutputLayer.class) {
      return dense(index, ((OutputLayer) layer).hasBias(), input);
    }
    throw new NotExportableException("layers of type " + layer.getClass().getSimpleName());
  }

  private String convolution(int index, ConvolutionLayer layer, InputType type, String input)
      throws NotExportableException {
    requireChannelsFirst(layer.getCnn2dDataFormat());
    List<String> inputs = new ArrayList<>(List.of(input, parameter(index, "W")));
    if (layer.hasBias()) {
      inputs.add(vector(index, "b"));
    }
    int[] kernel = layer.getKernelSize();
    int[] stride = layer.getStride();
    int[] dilation = layer.getDilation();
    String sums =
        graph.node(
            "Conv",
            "convolution" + index,
            inputs,
            integers("kernel_shape", kernel),
            integers("strides", stride),
            integers("dilations", dilation),
            pads(layer.getConvolutionMode(), layer.getPadding(), kernel, stride, dilation, type));
    return activated(index, layer.getActivationFn(), sums);
  }

  private String maxPooling(int index, SubsamplingLayer layer, InputType type, String input)
      throws NotExportableException {
    requireChannelsFirst(layer.getCnn2dDataFormat());
    require(layer.getPoolingType() == PoolingType.MAX, "pooling other than max");
    int[] kernel = layer.getKernelSize();
    int[] stride = layer.getStride();
    int[] dilation = layer.getDilation();
    return graph.node(
        "MaxPool",
        "pooled" + index,
        List.of(input),
        integers("kernel_shape", kernel),
        integers("strides", stride),
        integers("dilations", dilation),
        pads(layer.getConvolutionMode(), layer.getPadding(), kernel, stride, dilation, type));
  }

  private String batchNormalisation(int index, BatchNormalization layer, String input)
      throws NotExportableException {
    requireChannelsFirst(layer.getCnn2DFormat());
    INDArray mean = network.getParam(index + "_mean");
    INDArray variance =
        layer.isUseLogStd()
            ? Transforms.pow(
                Nd4j.valueArrayOf(mean.shape(), 100f), network.getParam(index + "_log10stdev"))
            : network.getParam(index + "_var");
    float[] fixed = new float[(int) mean.length()];
    Arrays.fill(fixed, (float) layer.getGamma());
    String gamma =
        layer.isLockGammaBeta()
            ? graph.constants(index + "_gamma", fixed.clone(), fixed.length)
            : vector(index, "gamma");
    Arrays.fill(fixed, (float) layer.getBeta());
    String beta =
        layer.isLockGammaBeta()
            ? graph.constants(index + "_beta", fixed, fixed.length)
            : vector(index, "beta");
    return graph.node(
        "BatchNormalization",
        "standardised" + index,
        List.of(
            input,
            gamma,
            beta,
            vector(index, "mean"),
            graph.constants(index + "_variance", variance.reshape(variance.length()))),
        number("epsilon", layer.getEps()));
  }

  private String dense(int index, boolean bias, String input) {
    List<String> inputs = new ArrayList<>(List.of(input, parameter(index, "W")));
    if (bias) {
      inputs.add(vector(index, "b"));
    }
    return graph.node("Gemm", "dense" + index, inputs);
  }

  private String activated(int index, IActivation activation, String sums)
      throws NotExportableException {
    if (activation instanceof ActivationIdentity) {
      return sums;
    }
    require(
        activation instanceof ActivationReLU && activation.equals(new ActivationReLU()),
        "activations other than ReLU");
    return graph.node("Relu", "activated" + index, List.of(sums));
  }

  private String parameter(int index, String name) {
    return graph.constants(index + "_" + name, network.getParam(index + "_" + name));
  }

  private String vector(int index, String name) {
    INDArray values = network.getParam(index + "_" + name);
    return graph.constants(index + "_" + name, values.reshape(values.length()));
  }

  /** Rows above, columns left, rows below, columns right. */
  private static AttributeProto pads(
      ConvolutionMode mode,
      int[] padding,
      int[] kernel,
      int[] stride,
      int[] dilation,
      InputType type)
      throws NotExportableException {
    require(mode != ConvolutionMode.Causal, "causal convolutions");
    if (mode != ConvolutionMode.Same) {
      return integers("pads", padding[0], padding[1], padding[0], padding[1]);
    }
    InputTypeConvolutional image = (InputTypeConvolutional) type;
    int rows = same(image.getHeight(), kernel[0], stride[0], dilation[0]);
    int columns = same(image.getWidth(), kernel[1], stride[1], dilation[1]);
    return integers("pads", rows / 2, columns / 2, rows - rows / 2, columns - columns / 2);
  }

  /** What has to be added along a side so that the result is the side over the stride. */
  private static int same(long side, int kernel, int stride, int dilation) {
    long outputs = (side + stride - 1) / stride;
    return (int) Math.max(0, (outputs - 1) * stride + (kernel - 1L) * dilation + 1 - side);
  }

  private static void requireChannelsFirst(CNN2DFormat format) throws NotExportableException {
    require(format == CNN2DFormat.NCHW, "channels last");
  }
}
