package mnist.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseNumberTest {

  private static final int SIDE = 28;
  private static final int DRAWS = 400;
  private static final byte[] BAR = block(4);
  private static final int MIDDLE = 14 * SIDE + 14;

  @Test
  void inkIsAsOftenDarkAsLightAndOfAnyContrast() {
    int light = 0;
    double least = 255;
    double most = 0;
    for (int id = 0; id < DRAWS; id++) {
      float[] pixels = HouseNumber.draw(BAR, List.of(), new Chance(id));
      // Across the light both grounds together are as the middle.
      double contrast = pixels[MIDDLE] - (pixels[MIDDLE - 10] + pixels[MIDDLE + 10]) / 2;
      light += contrast > 0 ? 1 : 0;
      least = Math.min(least, Math.abs(contrast));
      most = Math.max(most, Math.abs(contrast));
    }

    assertThat(light).isBetween(DRAWS * 4 / 10, DRAWS * 6 / 10);
    assertThat(least).isBetween(20.0, 50.0);
    assertThat(most).isBetween(200.0, 260.0);
  }

  /** Counted where it is nearer to the ink in the middle than to the ground at the sides. */
  @Test
  void heightIsSixtyToNinetyFivePercentOfTheFrame() {
    double[] heights = new double[DRAWS];
    for (int id = 0; id < DRAWS; id++) {
      float[] pixels = HouseNumber.draw(block(8), List.of(), new Chance(id));
      for (int row = 0; row < SIDE; row++) {
        float ink = pixels[MIDDLE];
        float ground = (pixels[row * SIDE] + pixels[row * SIDE + SIDE - 1]) / 2;
        float here = pixels[row * SIDE + 14];
        heights[id] += Math.abs(here - ink) < Math.abs(here - ground) ? 1 : 0;
      }
    }
    Arrays.sort(heights);

    assertThat(heights[DRAWS / 20]).isBetween(0.58 * SIDE, 0.68 * SIDE);
    assertThat(heights[DRAWS / 2]).isBetween(0.72 * SIDE, 0.83 * SIDE);
    assertThat(heights[DRAWS * 19 / 20]).isBetween(0.88 * SIDE, 1.0 * SIDE);
  }

  /** Wide blocks beside a bar reach to the edge, with a gap between. */
  @Test
  void othersStandAtEitherSide() {
    List<byte[]> others = List.of(block(20));
    int left = 0;
    int right = 0;
    for (int id = 0; id < DRAWS; id++) {
      float[] pixels = HouseNumber.draw(BAR, others, new Chance(id));
      left += isInk(pixels, MIDDLE - 10) ? 1 : 0;
      right += isInk(pixels, MIDDLE + 10) ? 1 : 0;
    }

    assertThat(left).isBetween(DRAWS / 2, DRAWS * 7 / 10);
    assertThat(right).isBetween(DRAWS / 2, DRAWS * 7 / 10);
  }

  @Test
  void paperWithoutInkIsDrawnToo() {
    byte[] blank = new byte[SIDE * SIDE];

    assertThat(HouseNumber.draw(blank, List.of(blank), new Chance(1))).doesNotContain(Float.NaN);
  }

  /** Nearer to the middle's shade than to the one in the middle row that is farthest from it. */
  private static boolean isInk(float[] pixels, int at) {
    float ink = pixels[MIDDLE];
    float ground = ink;
    for (int i = MIDDLE - 14; i < MIDDLE + 14; i++) {
      ground = Math.abs(pixels[i] - ink) > Math.abs(ground - ink) ? pixels[i] : ground;
    }
    return Math.abs(pixels[at] - ink) < Math.abs(pixels[at] - ground);
  }

  /** White, as high as MNIST's digits, in the middle. */
  private static byte[] block(int width) {
    byte[] image = new byte[SIDE * SIDE];
    for (int row = 4; row < 24; row++) {
      int left = row * SIDE + 14 - width / 2;
      Arrays.fill(image, left, left + width, (byte) 255);
    }
    return image;
  }
}
