package mnist.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mnist.testing.SyntheticDigits;
import org.junit.jupiter.api.Test;

class AffineTransformsTest {

  private static final byte[] DIGIT = SyntheticDigits.draw(1, 4).get(0).image();

  @Test
  void byNothingLeaveTheImageAsItWas() {
    for (CorruptionFunction nothing :
        List.of(
            AffineTransforms.rotation(0),
            AffineTransforms.shear(0),
            AffineTransforms.scale(1),
            AffineTransforms.shift(0))) {
      assertThat(nothing.apply(DIGIT, new Chance(1))).isEqualTo(CorruptionFunction.pixels(DIGIT));
    }
  }

  @Test
  void quarterTurnMovesEveryPixelToItsPlace() {
    float[] turned = AffineTransforms.rotation(Math.PI / 2).apply(DIGIT, new Chance(1));
    float[] before = CorruptionFunction.pixels(DIGIT);

    float[] one = new float[before.length];
    float[] other = new float[before.length];
    for (int row = 0; row < 28; row++) {
      for (int column = 0; column < 28; column++) {
        one[row * 28 + column] = before[column * 28 + 27 - row];
        other[row * 28 + column] = before[(27 - column) * 28 + row];
      }
    }
    assertThat((Object) CorruptionFunction.bytes(turned))
        .isIn(CorruptionFunction.bytes(one), CorruptionFunction.bytes(other));
  }
}
