package mnist.input;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import mnist.InvalidInputException;
import org.junit.jupiter.api.Test;

class InputSettingsTest {

  private static final Optional<String> NOT = Optional.empty();
  private static final Optional<String> NAMED = Optional.of("x");

  private static InputSettings settings(
      Optional<String> image,
      Optional<String> label,
      Optional<String> id,
      Optional<String> labels,
      String... keep) {
    return new InputSettings(Optional.empty(), image, label, id, labels, List.of(keep));
  }

  @Test
  void tablesTakeColumnsAndImageFilesTakeLabels() {
    assertThatCode(
            () -> {
              settings(NAMED, NAMED, NAMED, NOT, "*").requireFor(Form.PARQUET);
              settings(NOT, NAMED, NAMED, NAMED).requireFor(Form.IMAGES);
              InputSettings.DEFAULT.requireFor(Form.TAR);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void whatMeansNothingToAFormIsRefused() {
    for (Form form : List.of(Form.IDX, Form.INGESTED, Form.IMAGES, Form.TAR, Form.ZIP)) {
      assertRefused(settings(NAMED, NOT, NOT, NOT), form);
      assertRefused(settings(NOT, NAMED, NOT, NOT), form);
      assertRefused(settings(NOT, NOT, NAMED, NOT), form);
      assertRefused(settings(NOT, NOT, NOT, NOT, "a"), form);
    }
    for (Form form : List.of(Form.IDX, Form.TAR, Form.ORC)) {
      assertRefused(settings(NOT, NOT, NOT, NAMED), form);
    }
  }

  private static void assertRefused(InputSettings settings, Form form) {
    assertThatThrownBy(() -> settings.requireFor(form)).isInstanceOf(InvalidInputException.class);
  }
}
