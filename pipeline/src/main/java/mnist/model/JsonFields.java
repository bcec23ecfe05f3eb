package mnist.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The fields of an object in configuration.json, each to be there and of a type.
 *
 * @param path of the object, for messages
 * @param node an object; null for an empty one
 */
record JsonFields(String path, JsonNode node) {

  /** The field in which DL4J keeps the name of an object's class. */
  static final String CLASS = "@class";

  /** Of what a message quotes, characters. */
  private static final int QUOTED = 80;

  JsonFields {
    if (node == null) {
      node = JsonNodeFactory.instance.objectNode();
    }
  }

  DamagedArchiveException unknown(String field) {
    return new DamagedArchiveException(
        "configuration.json has %s at %s/%s, which isn't supported"
            .formatted(shown(node.path(field)), path, field));
  }

  JsonFields object(String field) throws DamagedArchiveException {
    requireType(field, node.path(field) instanceof ObjectNode);
    return new JsonFields(path + "/" + field, node.path(field));
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
    requireType(field, node.path(field).isIntegralNumber() && node.path(field).canConvertToLong());
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

  /** A value as messages quote it. */
  static String shown(JsonNode value) {
    if (value.isMissingNode()) {
      return "nothing";
    }
    String text = value.toString();
    return text.length() > QUOTED ? text.substring(0, QUOTED) + "..." : text;
  }
}
