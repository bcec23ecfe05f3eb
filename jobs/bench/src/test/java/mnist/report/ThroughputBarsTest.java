package mnist.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.List;
import mnist.report.ThroughputBars.Bar;
import mnist.report.ThroughputBars.Panel;
import org.junit.jupiter.api.Test;

class ThroughputBarsTest {

  @Test
  void drawsAPanelForEachTaskWithTallerBarsForTheFaster() {
    BufferedImage picture =
        ThroughputBars.draw(
            List.of(
                new Panel("train", List.of(new Bar("a", 100, 90, 110), new Bar("b", 50, 49, 51))),
                new Panel("score", List.of(new Bar("a", 9000, 9000, 9000)))));

    assertThat(picture.getWidth()).isEqualTo(900);
    assertThat(picture.getHeight()).isEqualTo(760);
    assertThat(blue(picture, 0, 450)).isGreaterThan(2 * blue(picture, 450, 900) * 9 / 10);
    assertThat(blue(picture, 450, 900)).isPositive();
  }

  /** Pixels of the upper panel in a bar's colour. */
  private static long blue(BufferedImage picture, int from, int to) {
    long count = 0;
    for (int x = from; x < to; x++) {
      for (int y = 0; y < 380; y++) {
        count += (picture.getRGB(x, y) & 0xFFFFFF) == 0x0072B2 ? 1 : 0;
      }
    }
    return count;
  }
}
