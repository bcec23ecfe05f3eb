package mnist.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class JsonFieldsTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void fieldsHaveTheirTypes() throws Exception {
    JsonFields fields = fields();
    assertThat(fields.object("object").text("text")).isEqualTo("inner");
    assertThat(fields.text("text")).isEqualTo("a");
    assertThat(fields.flag("flag")).isTrue();
    assertThat(fields.number("number")).isEqualTo(1.5);
    assertThat(fields.whole("large")).isEqualTo(3_000_000_000L);
    assertThat(fields.count("count")).isEqualTo(7);
    assertThat(fields.item("list", 1)).isEqualTo(4);
  }

  @Test
  void fieldsOfOtherTypesAndMissingOnesAreRefused() throws Exception {
    JsonFields fields = fields();
    assertRefused("\"a\" at layers/text", () -> fields.object("text"));
    assertRefused("7 at layers/count", () -> fields.text("count"));
    assertRefused("\"a\" at layers/text", () -> fields.flag("text"));
    assertRefused("\"a\" at layers/text", () -> fields.number("text"));
    assertRefused("1.5 at layers/number", () -> fields.whole("number"));
    assertRefused("10000000000000000000 at layers/huge", () -> fields.whole("huge"));
    assertRefused("3000000000 at layers/large", () -> fields.count("large"));
    assertRefused("1.5 at layers/number", () -> fields.count("number"));
    assertRefused("[3,4] at layers/list", () -> fields.item("list", 2));
    assertRefused("nothing at layers/other", () -> fields.text("other"));
    assertRefused("nothing at layers/a", () -> new JsonFields("layers", null).flag("a"));
    assertRefused("\"inner\" at layers/object/text", () -> fields.object("object").count("text"));
  }

  @Test
  void longValuesAreCut() {
    assertThat(JsonFields.shown(MissingNode.getInstance())).isEqualTo("nothing");
    assertThat(JsonFields.shown(new TextNode("x".repeat(78)))).hasSize(80).endsWith("x\"");
    assertThat(JsonFields.shown(new TextNode("x".repeat(79)))).hasSize(83).endsWith("x...");
  }

  private static JsonFields fields() throws Exception {
    return new JsonFields(
        "layers",
        MAPPER.readTree(
            """
            {"object": {"text": "inner"}, "text": "a", "flag": true, "number": 1.5, "count": 7,
             "large": 3000000000, "huge": 10000000000000000000, "list": [3, 4]}
            """));
  }

  private static void assertRefused(String what, ThrowingCallable read) {
    assertThatThrownBy(read)
        .isInstanceOf(DamagedArchiveException.class)
        .hasMessage("configuration.json has " + what + ", which isn't supported");
  }
}
