package mnist.model;

import static mnist.model.DamagedArchiveException.require;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mnist.network.LayerDescription;
import mnist.network.NetworkDescription;
import mnist.network.Shape;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
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
    SameJson.require(root, same);
    return configuration;
  }

  private static MultiLayerConfiguration rebuild(JsonNode root, ImageFormat images)
      throws DamagedArchiveException {
    JsonNode confs = root.path("confs");
    require(confs.isArray() && !confs.isEmpty(), "configuration.json has no layers");
    List<LayerDescription> layers = new ArrayList<>();
    JsonNode trained = null;
    for (int i = 0; i < confs.size(); i++) {
      JsonFields layer = new JsonFields("confs/" + i + "/layer", confs.get(i).path("layer"));
      layers.add(LayerJson.read(layer));
      if (trained == null && layer.node().has("iupdater")) {
        trained = layer.node();
      }
    }
    JsonFields first = new JsonFields("confs/0", confs.get(0));
    JsonFields withUpdater = new JsonFields("layers", trained);
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

  private static IUpdater updater(JsonFields layer) throws DamagedArchiveException {
    JsonFields updater = layer.object("iupdater");
    String type = updater.text(JsonFields.CLASS);
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
    throw updater.unknown(JsonFields.CLASS);
  }

  private static double weightDecay(JsonFields layer) throws DamagedArchiveException {
    JsonNode decay = layer.node().path("regularization").path(0);
    return decay.isMissingNode()
        ? 0
        : new JsonFields("regularization", decay).object("coeff").number("value");
  }
}
