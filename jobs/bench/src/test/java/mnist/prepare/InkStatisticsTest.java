package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class InkStatisticsTest {

  private static final int SIDE = 28;

  @Test
  void ofABarThatIsMeasuredByHand() {
    byte[] image = new byte[SIDE * SIDE];
    for (int y = 6; y < 22; y++) {
      for (int x = 17; x < 19; x++) {
        image[y * SIDE + x] = (byte) 255;
      }
    }

    InkStatistics bar = InkStatistics.of(image, SIDE, SIDE);

    assertThat(bar.mass()).isCloseTo(32, within(1e-9));
    assertThat(bar.height()).isEqualTo(16);
    assertThat(bar.width()).isEqualTo(2);
    // The centre is at (13.5, 17.5).
    assertThat(bar.offCentre()).isCloseTo(Math.hypot(0.5, 3.5), within(1e-9));
    assertThat(bar.strokeWidth()).isCloseTo(2 * 32 / (Math.PI / 4 * 36), within(1e-6));
  }

  @Test
  void fainterInkHasLessMassAndTheSameShape() {
    byte[] image = new byte[SIDE * SIDE];
    image[14 * SIDE + 14] = 51;

    InkStatistics point = InkStatistics.of(image, SIDE, SIDE);

    assertThat(point.mass()).isCloseTo(0.2, within(1e-9));
    assertThat(point.height()).isEqualTo(1);
    assertThat(point.offCentre()).isCloseTo(0, within(1e-9));
  }
}
