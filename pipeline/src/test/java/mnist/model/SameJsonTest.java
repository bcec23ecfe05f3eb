package mnist.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameJsonTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void whatATrainingChangesIsNotCompared() {
    assertThatCode(
            () ->
                SameJson.require(
                    MAPPER.readTree("{\"a\": [1, {\"b\": 2}], \"epochCount\": 7}"),
                    MAPPER.readTree("{\"iterationCount\": 9, \"a\": [1, {\"b\": 2}]}")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\": 1} | {} | has 1 at /a, where nothing is expected",
        "{} | {\"a\": 1} | has nothing at /a, where 1 is expected",
        "{\"a\": [1, 2]} | {\"a\": [1, 3]} | has 2 at /a/1, where 3 is expected",
        "{\"a\": [1]} | {\"a\": [1, 3]} | has [1] at /a, where [1,3] is expected",
        "{\"a\": [1, 3]} | {\"a\": [1]} | has [1,3] at /a, where [1] is expected",
        "{\"a\": {}} | {\"a\": []} | has {} at /a, where [] is expected",
        "{\"a\": []} | {\"a\": {}} | has [] at /a, where {} is expected",
        "{\"a\": {\"b\": {}}} | {\"a\": {\"b\": 0}} | has {} at /a/b, where 0 is expected"
      })
  void theFirstDifferenceIsTold(String found, String expected, String message) {
    assertDiffer(found, expected).hasMessage("configuration.json " + message);
  }

  /** DL4J doesn't take it from there. */
  @Test
  void theActivationOfANormalisationIsNotCompared() {
    String layer = "{\"@class\": \"org.deeplearning4j.nn.conf.layers.%s\", \"activationFn\": %d}";
    assertThatCode(
            () ->
                SameJson.require(
                    MAPPER.readTree(layer.formatted("BatchNormalization", 1)),
                    MAPPER.readTree(layer.formatted("BatchNormalization", 2))))
        .doesNotThrowAnyException();
    assertDiffer(layer.formatted("DenseLayer", 1), layer.formatted("DenseLayer", 2))
        .hasMessageContaining("/activationFn");
  }

  private static AbstractThrowableAssert<?, ?> assertDiffer(String found, String expected) {
    return assertThatThrownBy(
            () -> SameJson.require(MAPPER.readTree(found), MAPPER.readTree(expected)))
        .isInstanceOf(DamagedArchiveException.class);
  }
}
