package mnist.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;

/** Holds a configuration.json to the one that DL4J writes of the network that was read from it. */
final class SameJson {

  /** How far a training was, and names that DL4J derives from the layers. */
  private static final Set<String> NOT_COMPARED =
      Set.of("iterationCount", "epochCount", "variables");

  private SameJson() {}

  /**
   * Passes trees that differ in nothing but what a training changes.
   *
   * @throws DamagedArchiveException at the first difference
   */
  static void require(JsonNode found, JsonNode expected) throws DamagedArchiveException {
    require("", found, expected);
  }

  /**
   * @param path of both, for the message
   */
  private static void require(String path, JsonNode found, JsonNode expected)
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
        require(path + "/" + name, found.path(name), expected.path(name));
      }
    } else if (found.isArray() && expected.isArray() && found.size() == expected.size()) {
      Iterator<JsonNode> others = expected.elements();
      for (int i = 0; i < found.size(); i++) {
        require(path + "/" + i, found.get(i), others.next());
      }
    } else {
      DamagedArchiveException.require(
          found.equals(expected),
          "configuration.json has %s at %s, where %s is expected"
              .formatted(JsonFields.shown(found), path, JsonFields.shown(expected)));
    }
  }

  private static boolean isNormalisation(JsonNode layer) {
    return layer.path(JsonFields.CLASS).asText().equals(BatchNormalization.class.getName());
  }
}
