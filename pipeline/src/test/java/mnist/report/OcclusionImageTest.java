package mnist.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import mnist.score.OcclusionMap;
import org.junit.jupiter.api.Test;

class OcclusionImageTest {

  /** 3 x 3 pixels of paper, but for ink in the middle. */
  private static BufferedImage digit() {
    BufferedImage digit = new BufferedImage(3, 3, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 9; i++) {
      digit.setRGB(i % 3, i / 3, i == 4 ? 0 : 0xFFFFFF);
    }
    return digit;
  }

  private static OcclusionMap map(float... drops) {
    return new OcclusionMap(3, 3, drops);
  }

  @Test
  void coloursAreAsStrongAsWhatTheyStandFor() {
    BufferedImage image =
        OcclusionImage.of(map(0.5f, 0.25f, 0, -0.5f, 0.5f, 0, 0, 0, -0.25f), digit());

    assertThat(Pixels.at(image, 0, 0)).isEqualTo(Palette.FOR);
    assertThat(Pixels.at(image, 1, 0)).isEqualTo(halfWay(Palette.FOR, 255));
    assertThat(Pixels.at(image, 2, 0)).isEqualTo(Color.WHITE);
    assertThat(Pixels.at(image, 0, 1)).isEqualTo(Palette.AGAINST);
    // Over ink: darker.
    assertThat(Pixels.at(image, 1, 1)).isEqualTo(halfWay(Palette.FOR, 0));
    assertThat(Pixels.at(image, 2, 2)).isEqualTo(halfWay(Palette.AGAINST, 255));
  }

  private static Color halfWay(Color hue, int to) {
    return new Color(
        Math.round((hue.getRed() + to) / 2f),
        Math.round((hue.getGreen() + to) / 2f),
        Math.round((hue.getBlue() + to) / 2f));
  }

  @Test
  void whatHardlyMattersIsFaintAndADigitThatNothingSpeaksForKeepsItsGrey() {
    assertThat(Pixels.at(OcclusionImage.of(map(0.002f, 0, 0, 0, 0, 0, 0, 0, 0), digit()), 0, 0))
        .isEqualTo(new Color(250, 223, 204));
    assertThat(Pixels.at(OcclusionImage.of(map(new float[9]), digit()), 1, 1))
        .isEqualTo(Color.GRAY);
  }
}
