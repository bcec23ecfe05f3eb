package mnist.onnx;

import static mnist.onnx.GraphBuilder.integer;
import static mnist.onnx.GraphBuilder.integers;

import java.util.List;
import mnist.model.DigitModel;
import mnist.network.NetworkDescription;
import mnist.network.Shape;
import mnist.network.UnsupportedLayerException;
import mnist.transform.Normalisation;
import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto.DataType;

/** Writes models in ONNX, normalisation and all. */
final class OnnxExport {

  /** Name of the input, uint8 [batch, 1, height, width]. */
  static final String INPUT = "images";

  /** Name of the first output, float32 [batch, classes]. */
  static final String PROBABILITIES = "probabilities";

  /** Name of the second output, float32 [batch]: what {@link mnist.model.Energy} defines. */
  static final String ENERGY = "energy";

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
   * @throws UnsupportedLayerException if the network has an activation function other than ReLU, or
   *     what a {@link NetworkDescription} can't express
   */
  static byte[] of(DigitModel model) throws UnsupportedLayerException {
    GraphBuilder graph = new GraphBuilder(model.architecture());
    graph.input(INPUT, DataType.UINT8, 1, model.height(), model.width());
    graph.output(PROBABILITIES, DataType.FLOAT, model.classes());
    graph.output(ENERGY, DataType.FLOAT);
    String logits = logits(graph, model, normalised(graph, model.normalisation()));
    graph.node("Softmax", PROBABILITIES, List.of(logits), integer("axis", 1));
    String evidence =
        graph.node(
            "ReduceLogSumExp",
            "evidence",
            List.of(logits),
            integers("axes", 1),
            integer("keepdims", 0));
    String mean =
        graph.node(
            "ReduceMean", "mean", List.of(logits), integers("axes", 1), integer("keepdims", 0));
    graph.node("Sub", ENERGY, List.of(mean, evidence));
    return ModelProto.newBuilder()
        .setIrVersion(FORMAT)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
        .setProducerName("mnist-spark")
        .setGraph(graph.build())
        .build()
        .toByteArray();
  }

  private static String normalised(GraphBuilder graph, Normalisation normalisation) {
    String pixels = graph.node("Cast", "pixels", List.of(INPUT), integer("to", FLOAT));
    String scale = graph.constants("scale", new float[] {normalisation.scale()});
    String shift = graph.constants("shift", new float[] {normalisation.shift()});
    String scaled = graph.node("Mul", "scaled", List.of(pixels, scale));
    return graph.node("Add", "normalised", List.of(scaled, shift));
  }

  private static String logits(GraphBuilder graph, DigitModel model, String input)
      throws UnsupportedLayerException {
    NetworkDescription network =
        NetworkDescription.of(model.network().getLayerWiseConfigurations());
    List<Shape> shapes = network.shapes(new Shape.Image(1, model.height(), model.width()));
    String value = input;
    for (int i = 0; i < network.layers().size(); i++) {
      LayerExport export = new LayerExport(graph, model.network(), i, shapes.get(i), value);
      value = network.layers().get(i).accept(export);
    }
    return value;
  }
}
