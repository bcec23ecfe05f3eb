package mnist.onnx;

import static mnist.onnx.NotExportableException.require;

import java.util.List;
import mnist.model.DigitModel;
import mnist.transform.Normalisation;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto.DataType;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/** Writes models in ONNX, normalisation and all. */
final class OnnxExport {

  /** Name of the input, uint8 [batch, 1, height, width]. */
  static final String INPUT = "images";

  /** Name of the output, float32 [batch, classes]. */
  static final String OUTPUT = "probabilities";

  /** The first whose softmax is over one axis; ONNX Runtime has read it since 1.6, of 2020. */
  private static final int OPERATOR_SET = 13;

  /** Of the file format; the one that came with the operators. */
  private static final int FORMAT = 7;

  /** ONNX's number for float32. */
  private static final int FLOAT = 1;

  private OnnxExport() {}

  /**
   * The model as a file's content; the same for equal models.
   *
   * @throws NotExportableException if the network has anything but convolutions, max-pooling, dense
   *     layers and batch normalisation, by ReLU or no activation, with dropout or without, and a
   *     softmax at its end
   */
  static byte[] of(DigitModel model) throws NotExportableException {
    GraphBuilder graph = new GraphBuilder(model.architecture());
    graph.input(INPUT, DataType.UINT8, 1, model.height(), model.width());
    graph.output(OUTPUT, DataType.FLOAT, model.classes());
    addLayers(graph, model, normalised(graph, model.normalisation()));
    return ModelProto.newBuilder()
        .setIrVersion(FORMAT)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
        .setProducerName("mnist-spark")
        .setGraph(graph.build())
        .build()
        .toByteArray();
  }

  private static String normalised(GraphBuilder graph, Normalisation normalisation) {
    String pixels = graph.node("Cast", "pixels", List.of(INPUT), GraphBuilder.integer("to", FLOAT));
    String scale = graph.constants("scale", new float[] {normalisation.scale()});
    String shift = graph.constants("shift", new float[] {normalisation.shift()});
    String scaled = graph.node("Mul", "scaled", List.of(pixels, scale));
    return graph.node("Add", "normalised", List.of(scaled, shift));
  }

  private static void addLayers(GraphBuilder graph, DigitModel model, String input)
      throws NotExportableException {
    MultiLayerConfiguration network = model.network().getLayerWiseConfigurations();
    LayerExport layers = new LayerExport(graph, model.network());
    InputType type = InputType.convolutional(model.height(), model.width(), 1);
    String value = input;
    int last = network.getConfs().size() - 1;
    for (int i = 0; i <= last; i++) {
      InputPreProcessor preprocessor = network.getInputPreProcess(i);
      if (preprocessor != null) {
        requireFlattening(preprocessor);
        AttributeProto axis = GraphBuilder.integer("axis", 1);
        value = graph.node("Flatten", "flattened" + i, List.of(value), axis);
        type = preprocessor.getOutputType(type);
      }
      Layer layer = network.getConf(i).getLayer();
      value = layers.add(i, layer, type, value);
      type = layer.getOutputType(i, type);
    }
    Layer output = network.getConf(last).getLayer();
    require(
        output instanceof OutputLayer end && end.getActivationFn() instanceof ActivationSoftmax,
        "networks that don't end in a softmax");
    graph.node("Softmax", OUTPUT, List.of(value), GraphBuilder.integer("axis", 1));
  }

  /** In DL4J's order, which is ONNX's: channel by channel, each row by row. */
  private static void requireFlattening(InputPreProcessor preprocessor)
      throws NotExportableException {
    require(
        preprocessor instanceof CnnToFeedForwardPreProcessor flattening
            && flattening.getFormat() == CNN2DFormat.NCHW,
        "preprocessors other than the flattening of channels first");
  }
}
