package mnist.onnx;

import java.util.List;
import java.util.stream.LongStream;
import mnist.model.FlatArrays;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Puts a graph together; nodes come in the order in which they are added. */
final class GraphBuilder {

  private static final String BATCH = "batch";

  private final GraphProto.Builder graph = GraphProto.newBuilder();

  GraphBuilder(String name) {
    graph.setName(name);
  }

  /** What the graph takes: a batch of any number of these. */
  void input(String name, TensorProto.DataType type, long... dimensions) {
    graph.addInput(batchOf(name, type, dimensions));
  }

  /** What the graph gives: a batch of as many of these. */
  void output(String name, TensorProto.DataType type, long... dimensions) {
    graph.addOutput(batchOf(name, type, dimensions));
  }

  /**
   * Adds constants.
   *
   * @return their name
   */
  String constants(String name, INDArray values) {
    return constants(name, FlatArrays.copyOf(values), values.shape());
  }

  /**
   * Adds constants.
   *
   * @param values in 'c' order
   * @param shape empty for a scalar
   * @return their name
   */
  String constants(String name, float[] values, long... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT);
    LongStream.of(shape).forEach(tensor::addDims);
    for (float value : values) {
      tensor.addFloatData(value);
    }
    graph.addInitializer(tensor);
    return name;
  }

  /**
   * Adds a node of one output.
   *
   * @param output its name, and the node's
   * @return the output's name
   */
  String node(String operator, String output, List<String> inputs, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(output)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes)));
    return output;
  }

  static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static AttributeProto integers(String name, int... values) {
    AttributeProto.Builder attribute =
        AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    for (int value : values) {
      attribute.addInts(value);
    }
    return attribute.build();
  }

  static AttributeProto number(String name, double value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.FLOAT)
        .setF((float) value)
        .build();
  }

  GraphProto build() {
    return graph.build();
  }

  private static ValueInfoProto batchOf(
      String name, TensorProto.DataType type, long... dimensions) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDimBuilder().setDimParam(BATCH);
    for (long dimension : dimensions) {
      shape.addDimBuilder().setDimValue(dimension);
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape)))
        .build();
  }
}
