package mnist.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import mnist.model.FlatArrays;

/**
 * Writes a network as an ONNX graph, in the few messages of its protocol buffers that takes: {@code
 * images}, uint8 [batch, 1, height, width], to {@code probabilities}, float32 [batch, classes].
 */
final class OnnxGraph {

  private static final int FLOAT = 1;
  private static final int UINT8 = 2;
  private static final int OPERATOR_SET = 13;
  private static final int FORMAT = 7;
  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_INTS = 7;

  private final Message graph = new Message().text(2, "digits");
  private int names;

  private OnnxGraph() {}

  /** The network with its normalisation in front and a softmax at the end. */
  static byte[] of(Prepared prepared, List<Weights> weights) {
    OnnxGraph graph = new OnnxGraph();
    String last = graph.normalised(prepared);
    int next = 0;
    boolean flat = false;
    for (LayerShape layer : prepared.layers()) {
      if (layer.kind() == LayerShape.Kind.DENSE && !flat) {
        last = graph.node("Flatten", List.of(last));
        flat = true;
      }
      Weights own = layer.kind() == LayerShape.Kind.POOLING ? null : weights.get(next++);
      last = graph.layer(layer, own, last);
      if (own != null && next < weights.size()) {
        last = graph.node("Relu", List.of(last));
      }
    }
    graph.graph.message(1, node("Softmax", List.of(last), "probabilities").message(5, axis()));
    graph.graph.message(11, value("images", UINT8, 1, prepared.height(), prepared.width()));
    graph.graph.message(12, value("probabilities", FLOAT, prepared.classes()));
    return new Message()
        .number(1, FORMAT)
        .message(7, graph.graph)
        .message(8, new Message().text(1, "").number(2, OPERATOR_SET))
        .bytes();
  }

  private String normalised(Prepared prepared) {
    float scale = (float) (1 / (255 * prepared.standardDeviation()));
    float shift = (float) (-prepared.mean() / prepared.standardDeviation());
    String name = name();
    Message cast = node("Cast", List.of("images"), name);
    graph.message(1, cast.message(5, integer("to", FLOAT)));
    String scaled = node("Mul", List.of(name, constant(new long[] {1}, scale)));
    return node("Add", List.of(scaled, constant(new long[] {1}, shift)));
  }

  private String layer(LayerShape layer, Weights own, String input) {
    String name = name();
    switch (layer.kind()) {
      case CONVOLUTION -> graph.message(1, node("Conv", parameters(own, input), name));
      case POOLING ->
          graph.message(
              1,
              node("MaxPool", List.of(input), name)
                  .message(5, integers("kernel_shape", layer.kernel()))
                  .message(5, integers("strides", layer.kernel())));
      case DENSE ->
          graph.message(
              1, node("Gemm", parameters(own, input), name).message(5, integer("transB", 1)));
    }
    return name;
  }

  private List<String> parameters(Weights own, String input) {
    return List.of(
        input,
        constant(own.shape(), own.weights()),
        constant(new long[] {own.bias().length}, own.bias()));
  }

  private String constant(long[] shape, float... values) {
    String name = name();
    Message tensor = new Message();
    for (long size : shape) {
      tensor.number(1, size);
    }
    graph.message(5, tensor.number(2, FLOAT).text(8, name).raw(9, FlatArrays.bytes(values)));
    return name;
  }

  private String node(String operator, List<String> inputs) {
    String name = name();
    graph.message(1, node(operator, inputs, name));
    return name;
  }

  private static Message node(String operator, List<String> inputs, String output) {
    Message node = new Message();
    inputs.forEach(input -> node.text(1, input));
    return node.text(2, output).text(4, operator);
  }

  private static Message axis() {
    return integer("axis", 1);
  }

  private static Message integer(String name, long value) {
    return new Message().text(1, name).number(3, value).number(20, ATTRIBUTE_INT);
  }

  /** Of two equal numbers, one for each direction. */
  private static Message integers(String name, long both) {
    return new Message().text(1, name).number(8, both).number(8, both).number(20, ATTRIBUTE_INTS);
  }

  /** An input or output: any number of these. */
  private static Message value(String name, int type, long... each) {
    Message shape = new Message().message(1, new Message().text(2, "batch"));
    for (long size : each) {
      shape.message(1, new Message().number(1, size));
    }
    Message tensor = new Message().number(1, type).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  private String name() {
    return "t" + names++;
  }

  /** A message of protocol buffers. */
  private static final class Message {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint((long) field << 3 | VARINT);
      varint(value);
      return this;
    }

    Message raw(int field, byte[] bytes) {
      varint((long) field << 3 | LENGTH_DELIMITED);
      varint(bytes.length);
      out.writeBytes(bytes);
      return this;
    }

    Message text(int field, String text) {
      return raw(field, text.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message message) {
      return raw(field, message.bytes());
    }

    byte[] bytes() {
      return out.toByteArray();
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        out.write((int) (rest & 0x7F | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }
  }
}
