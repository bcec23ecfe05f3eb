package mnist.onnx;

import static mnist.onnx.GraphBuilder.integers;
import static mnist.onnx.GraphBuilder.number;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mnist.network.ActivationFunction;
import mnist.network.LayerDescription;
import mnist.network.Shape;
import mnist.network.UnsupportedLayerException;
import mnist.network.Window;
import onnx.Onnx.AttributeProto;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Adds a layer to a graph as it is at inference, where dropout does nothing. */
final class LayerExport implements LayerDescription.Visitor<String, UnsupportedLayerException> {

  private final GraphBuilder graph;
  private final MultiLayerNetwork network;
  private final int index;
  private final Shape shape;
  private final String input;

  /**
   * @param index of the layer
   * @param shape of the layer's input
   * @param input the name of the layer's input; methods return the name of its output
   */
  LayerExport(GraphBuilder graph, MultiLayerNetwork network, int index, Shape shape, String input) {
    this.graph = graph;
    this.network = network;
    this.index = index;
    this.shape = shape;
    this.input = input;
  }

  @Override
  public String convolution(LayerDescription.Convolution layer) throws UnsupportedLayerException {
    List<String> inputs = new ArrayList<>(List.of(input, parameter("W")));
    if (layer.bias()) {
      inputs.add(vector("b"));
    }
    String sums = graph.node("Conv", "convolution" + index, inputs, attributes(layer.window()));
    return activated(layer, layer.activation(), sums);
  }

  @Override
  public String maxPooling(LayerDescription.MaxPooling layer) {
    return graph.node("MaxPool", "pooled" + index, List.of(input), attributes(layer.window()));
  }

  @Override
  public String batchNormalization(LayerDescription.BatchNormalization layer) {
    INDArray mean = network.getParam(index + "_mean");
    INDArray variance =
        layer.logarithmic()
            ? Transforms.pow(
                Nd4j.valueArrayOf(mean.shape(), 100f), network.getParam(index + "_log10stdev"))
            : network.getParam(index + "_var");
    int channels = layer.channels(shape);
    String gamma = layer.locked() ? constant("gamma", layer.gamma(), channels) : vector("gamma");
    String beta = layer.locked() ? constant("beta", layer.beta(), channels) : vector("beta");
    return graph.node(
        "BatchNormalization",
        "standardised" + index,
        List.of(
            input,
            gamma,
            beta,
            vector("mean"),
            graph.constants(index + "_variance", variance.reshape(variance.length()))),
        number("epsilon", layer.epsilon()));
  }

  @Override
  public String activation(LayerDescription.Activation layer) throws UnsupportedLayerException {
    return activated(layer, layer.function(), input);
  }

  @Override
  public String dense(LayerDescription.Dense layer) throws UnsupportedLayerException {
    List<String> inputs = new ArrayList<>(List.of(flattened(), parameter("W")));
    if (layer.bias()) {
      inputs.add(vector("b"));
    }
    return activated(layer, layer.activation(), graph.node("Gemm", "dense" + index, inputs));
  }

  /** Without its softmax. */
  @Override
  public String output(LayerDescription.Output layer) throws UnsupportedLayerException {
    return dense(layer.logits());
  }

  /** In DL4J's order, which is ONNX's: channel by channel, each row by row. */
  private String flattened() {
    return shape instanceof Shape.Image
        ? graph.node(
            "Flatten", "flattened" + index, List.of(input), GraphBuilder.integer("axis", 1))
        : input;
  }

  private String activated(LayerDescription layer, ActivationFunction function, String sums)
      throws UnsupportedLayerException {
    return switch (function) {
      case IDENTITY -> sums;
      case RELU -> graph.node("Relu", "activated" + index, List.of(sums));
      default ->
          throw new UnsupportedLayerException(
              index, layer.type(), "activation functions other than ReLU");
    };
  }

  private String parameter(String name) {
    return graph.constants(index + "_" + name, network.getParam(index + "_" + name));
  }

  private String vector(String name) {
    INDArray values = network.getParam(index + "_" + name);
    return graph.constants(index + "_" + name, values.reshape(values.length()));
  }

  private String constant(String name, double value, int length) {
    float[] values = new float[length];
    Arrays.fill(values, (float) value);
    return graph.constants(index + "_" + name, values, length);
  }

  private AttributeProto[] attributes(Window window) {
    Shape.Image image = (Shape.Image) shape;
    Window.Side rows = window.rows();
    Window.Side columns = window.columns();
    return new AttributeProto[] {
      integers("kernel_shape", rows.size(), columns.size()),
      integers("strides", rows.stride(), columns.stride()),
      integers("dilations", rows.dilation(), columns.dilation()),
      integers(
          "pads",
          rows.before(image.height()),
          columns.before(image.width()),
          rows.after(image.height()),
          columns.after(image.width()))
    };
  }
}
