package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mnist.InvalidInputException;
import org.junit.jupiter.api.Test;

class InputContractTest {

  @Test
  void preparedImagesHaveAVersionAndPlace() {
    assertThat(InputContract.of(Preparation.MNIST, 28, 30))
        .isEqualTo(
            new InputContract(
                28, 30, "mnist", DigitPreparation.VERSION, "white on black", "centre of mass"));
    assertThat(InputContract.of(Preparation.NONE, 28, 30))
        .isEqualTo(new InputContract(28, 30, "none", null, null, null));
  }

  @Test
  void sizesAndPreparationsThatDoNotExistAreRefused() {
    assertRefused(0, 28, "none", "input.height");
    assertRefused(28, 0, "none", "input.width");
    assertRefused(28, 28, "emnist", "input.preparation");
    assertThat(Preparation.named("key", "none")).isEqualTo(Preparation.NONE);
    assertThatThrownBy(() -> new PreparedImages(Preparation.MNIST, false, 0, 28, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PreparedImages(Preparation.MNIST, false, 28, 0, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertRefused(int height, int width, String preparation, String key) {
    assertThatThrownBy(() -> new InputContract(height, width, preparation, null, null, null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(key);
  }
}
