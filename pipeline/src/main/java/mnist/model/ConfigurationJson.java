package mnist.model;

import static mnist.model.DamagedArchiveException.require;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import mnist.network.ActivationFunction;
import mnist.network.LayerDescription;
import mnist.network.NetworkDescription;
import mnist.network.Shape;
import mnist.network.Window;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * Reads DL4J's configuration.json without DL4J's mapper, which instantiates whatever classes a text
 * names. The text is a tree of values here. What a {@link NetworkDescription} has, and the
 * optimiser, are taken from it, and DL4J's builders make a configuration of that. Written as JSON
 * it must be the tree that was read: so a class, a field or a value that isn't known, wherever it
 * is, is found and refused.
 */
final class ConfigurationJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** How far a training was, and names that DL4J derives from the layers. */
  private static final Set<String> NOT_COMPARED =
      Set.of("iterationCount", "epochCount", "variables");

  private static final String CLASS = "@class";

  private ConfigurationJson() {}

  /**
   * The configuration of a network for these images.
   *
   * @throws DamagedArchiveException if the text has anything that isn't known, or describes a
   *     network for other images
   */
  static MultiLayerConfiguration read(byte[] json, ImageFormat images)
      throws DamagedArchiveException {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new DamagedArchiveException(
          "configuration.json isn't JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new DamagedArchiveException("configuration.json isn't text in UTF-8", e);
    }
    MultiLayerConfiguration configuration;
    try {
      configuration = rebuild(root, images);
    } catch (RuntimeException e) {
      // DL4J's builders have many kinds of exceptions for what can't be built.
      throw new DamagedArchiveException(
          "configuration.json describes no network for images of %d x %d pixels: %s"
              .formatted(images.height(), images.width(), firstLine(e)),
          e);
    }
    JsonNode same;
    try {
      same = MAPPER.readTree(configuration.toJson());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("DL4J's JSON can't be read", e);
    }
    requireSame("", root, same);
    return configuration;
  }

  private static MultiLayerConfiguration rebuild(JsonNode root, ImageFormat images)
      throws DamagedArchiveException {
    JsonNode confs = root.path("confs");
    require(confs.isArray() && !confs.isEmpty(), "configuration.json has no layers");
    List<LayerDescription> layers = new ArrayList<>();
    JsonNode trained = null;
    for (int i = 0; i < confs.size(); i++) {
      Fields layer = new Fields("confs/" + i + "/layer", confs.get(i).path("layer"));
      layers.add(layer(layer));
      if (trained == null && layer.node.has("iupdater")) {
        trained = layer.node;
      }
    }
    Fields first = new Fields("confs/0", confs.get(0));
    Fields withUpdater = new Fields("layers", trained);
    NetworkDescription network = new NetworkDescription(layers);
    Shape.Image input = new Shape.Image(1, images.height(), images.width());
    List<Shape> shapes = network.shapes(input);
    require(
        shapes.get(shapes.size() - 1).size() == images.classes(),
        "configuration.json describes a network of %d classes, but expected were %d"
            .formatted(shapes.get(shapes.size() - 1).size(), images.classes()));
    return network.configuration(
        input, updater(withUpdater), weightDecay(withUpdater), first.whole("seed"));
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static LayerDescription layer(Fields layer) throws DamagedArchiveException {
    String type = layer.text(CLASS);
    if (type.equals(ConvolutionLayer.class.getName())) {
      return new LayerDescription.Convolution(
          layer.count("nout"),
          window(layer),
          layer.flag("hasBias"),
          activation(layer),
          keepProbability(layer));
    }
    if (type.equals(SubsamplingLayer.class.getName())) {
      return new LayerDescription.MaxPooling(window(layer));
    }
    if (type.equals(BatchNormalization.class.getName())) {
      return new LayerDescription.BatchNormalization(
          layer.number("eps"),
          layer.number("decay"),
          layer.number("gamma"),
          layer.number("beta"),
          layer.flag("lockGammaBeta"),
          layer.flag("useLogStd"));
    }
    if (type.equals(ActivationLayer.class.getName())) {
      return new LayerDescription.Activation(activation(layer));
    }
    if (type.equals(DenseLayer.class.getName())) {
      return new LayerDescription.Dense(
          layer.count("nout"), layer.flag("hasBias"), activation(layer), keepProbability(layer));
    }
    if (type.equals(OutputLayer.class.getName())) {
      return new LayerDescription.Output(
          layer.count("nout"), layer.flag("hasBias"), keepProbability(layer));
    }
    throw layer.unknown(CLASS);
  }

  private static Window window(Fields layer) throws DamagedArchiveException {
    boolean same = layer.text("convolutionMode").equals("Same");
    return new Window(side(layer, 0, same), side(layer, 1, same));
  }

  private static Window.Side side(Fields layer, int at, boolean same)
      throws DamagedArchiveException {
    return new Window.Side(
        layer.item("kernelSize", at),
        layer.item("stride", at),
        layer.item("dilation", at),
        same ? 0 : layer.item("padding", at),
        same);
  }

  private static ActivationFunction activation(Fields layer) throws DamagedArchiveException {
    Fields function = layer.object("activationFn");
    String name = function.text(CLASS);
    return Arrays.stream(ActivationFunction.values())
        .filter(known -> known.className().equals(name))
        .findFirst()
        .orElseThrow(() -> function.unknown(CLASS));
  }

  private static double keepProbability(Fields layer) throws DamagedArchiveException {
    return layer.node.path("idropout").isNull() ? 1 : layer.object("idropout").number("p");
  }

  private static IUpdater updater(Fields layer) throws DamagedArchiveException {
    Fields updater = layer.object("iupdater");
    String type = updater.text(CLASS);
    if (type.equals(Adam.class.getName())) {
      return new Adam(
          updater.number("learningRate"),
          updater.number("beta1"),
          updater.number("beta2"),
          updater.number("epsilon"));
    }
    if (type.equals(Sgd.class.getName())) {
      return new Sgd(updater.number("learningRate"));
    }
    throw updater.unknown(CLASS);
  }

  private static double weightDecay(Fields layer) throws DamagedArchiveException {
    JsonNode decay = layer.node.path("regularization").path(0);
    return decay.isMissingNode()
        ? 0
        : new Fields("regularization", decay).object("coeff").number("value");
  }

  /**
   * @param path of both, for the message
   */
  private static void requireSame(String path, JsonNode found, JsonNode expected)
      throws DamagedArchiveException {
    if (found.isObject() && expected.isObject()) {
      Set<String> names = new TreeSet<>();
      found.fieldNames().forEachRemaining(names::add);
      expected.fieldNames().forEachRemaining(names::add);
      names.removeAll(NOT_COMPARED);
      if (isNormalisation(expected)) {
        // DL4J ignores it and takes it from whatever a network's other layers have.
        names.remove("activationFn");
      }
      for (String name : names) {
        requireSame(path + "/" + name, found.path(name), expected.path(name));
      }
    } else if (found.isArray() && expected.isArray() && found.size() == expected.size()) {
      Iterator<JsonNode> others = expected.elements();
      for (int i = 0; i < found.size(); i++) {
        requireSame(path + "/" + i, found.get(i), others.next());
      }
    } else {
      require(
          found.equals(expected),
          "configuration.json has %s at %s, where %s is expected"
              .formatted(shown(found), path, shown(expected)));
    }
  }

  private static boolean isNormalisation(JsonNode layer) {
    return layer.path(CLASS).asText().equals(BatchNormalization.class.getName());
  }

  private static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "nothing";
    }
    String text = value.toString();
    return text.length() > 80 ? text.substring(0, 80) + "..." : text;
  }

  /** An object's fields, each to be there and of a type. */
  private record Fields(String path, JsonNode node) {

    Fields {
      if (node == null) {
        node = MAPPER.createObjectNode();
      }
    }

    DamagedArchiveException unknown(String field) {
      return new DamagedArchiveException(
          "configuration.json has %s at %s/%s, which isn't supported"
              .formatted(shown(node.path(field)), path, field));
    }

    Fields object(String field) throws DamagedArchiveException {
      requireType(field, node.path(field) instanceof ObjectNode);
      return new Fields(path + "/" + field, node.path(field));
    }

    String text(String field) throws DamagedArchiveException {
      requireType(field, node.path(field).isTextual());
      return node.path(field).textValue();
    }

    boolean flag(String field) throws DamagedArchiveException {
      requireType(field, node.path(field).isBoolean());
      return node.path(field).booleanValue();
    }

    double number(String field) throws DamagedArchiveException {
      requireType(field, node.path(field).isNumber());
      return node.path(field).doubleValue();
    }

    long whole(String field) throws DamagedArchiveException {
      requireType(
          field, node.path(field).isIntegralNumber() && node.path(field).canConvertToLong());
      return node.path(field).longValue();
    }

    int count(String field) throws DamagedArchiveException {
      JsonNode value = node.path(field);
      requireType(field, value.isIntegralNumber() && value.canConvertToInt());
      return value.intValue();
    }

    int item(String field, int at) throws DamagedArchiveException {
      JsonNode value = node.path(field).path(at);
      requireType(field, value.isIntegralNumber() && value.canConvertToInt());
      return value.intValue();
    }

    private void requireType(String field, boolean holds) throws DamagedArchiveException {
      if (!holds) {
        throw unknown(field);
      }
    }
  }
}
