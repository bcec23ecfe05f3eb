package mnist.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AffineMapTest {

  private static final int HEIGHT = 11;
  private static final int WIDTH = 9;

  @Test
  void quarterTurnIsAnticlockwise() {
    int side = 6;
    byte[] image = noise(side * side, 1);

    float[] turned = new float[side * side];
    AffineMap.about(2.5, 2.5, Math.PI / 2, 0, 1, 1, 0, 0).draw(image, side, side, turned, 0);

    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        // What was at the right is now at the top.
        int expected = image[column * side + side - 1 - row] & 0xFF;
        assertThat(turned[row * side + column]).isCloseTo(expected, within(1e-3f));
      }
    }
  }

  /** Each pixel by its polar coordinates about the centre, sampled with a sum over all pixels. */
  @Property(tries = 50)
  void rotationTurnsAboutTheCentre(
      @ForAll @DoubleRange(min = -3.2, max = 3.2) double angle, @ForAll long seed) {
    byte[] image = noise(HEIGHT * WIDTH, seed);

    float[] turned = new float[HEIGHT * WIDTH];
    AffineMap.about(5, 4, angle, 0, 1, 1, 0, 0).draw(image, HEIGHT, WIDTH, turned, 0);

    for (int row = 0; row < HEIGHT; row++) {
      for (int column = 0; column < WIDTH; column++) {
        double radius = Math.hypot(row - 5, column - 4);
        double direction = Math.atan2(row - 5, column - 4) + angle;
        double expected =
            tent(image, 5 + radius * Math.sin(direction), 4 + radius * Math.cos(direction));
        assertThat(turned[row * WIDTH + column]).isCloseTo((float) expected, within(1e-2f));
      }
    }
  }

  @Property(tries = 100)
  void shiftMovesWholePixelsAndBringsInZeros(
      @ForAll @IntRange(min = -12, max = 12) int rowShift,
      @ForAll @IntRange(min = -12, max = 12) int columnShift,
      @ForAll long seed) {
    byte[] image = noise(HEIGHT * WIDTH, seed);

    float[] shifted = new float[HEIGHT * WIDTH];
    AffineMap.about(5, 4, 0, 0, 1, 1, rowShift, columnShift).draw(image, HEIGHT, WIDTH, shifted, 0);

    for (int row = 0; row < HEIGHT; row++) {
      for (int column = 0; column < WIDTH; column++) {
        int fromRow = row + rowShift;
        int fromColumn = column + columnShift;
        boolean inside = fromRow >= 0 && fromRow < HEIGHT && fromColumn >= 0 && fromColumn < WIDTH;
        float expected = inside ? image[fromRow * WIDTH + fromColumn] & 0xFF : 0;
        assertThat(shifted[row * WIDTH + column]).isEqualTo(expected);
      }
    }
  }

  @Test
  void halfAPixelAveragesTwoNeighbours() {
    float[] shifted = new float[3];

    AffineMap.about(0, 1, 0, 0, 1, 1, 0, 0.5)
        .draw(new byte[] {(byte) 200, 100, 40}, 1, 3, shifted, 0);

    assertThat(shifted).containsExactly(150f, 70f, 20f);
  }

  @Test
  void zoomStretchesEachAxisAboutTheCentre() {
    AffineMap map = AffineMap.about(5, 4, 0, 0, 0.5, 2, 0, 0);

    assertThat(map.row(5, 4)).isEqualTo(5);
    assertThat(map.column(5, 4)).isEqualTo(4);
    assertThat(map.row(7, 0)).isEqualTo(6);
    assertThat(map.column(0, 5)).isEqualTo(6);
  }

  @Test
  void shearTurnsTheRowAxisOnly() {
    AffineMap map = AffineMap.about(5, 4, 0, 0.1, 1, 1, 0, 0);

    assertThat(map.row(5, 6)).isEqualTo(5);
    assertThat(map.column(5, 6)).isEqualTo(6);
    assertThat(map.row(6, 4)).isCloseTo(5 + Math.cos(0.1), within(1e-12));
    assertThat(map.column(6, 4)).isCloseTo(4 - Math.sin(0.1), within(1e-12));
  }

  /** Bilinear interpolation as a weighted sum over every pixel. */
  private static double tent(byte[] image, double row, double column) {
    double sum = 0;
    for (int r = 0; r < HEIGHT; r++) {
      for (int c = 0; c < WIDTH; c++) {
        double weight = Math.max(0, 1 - Math.abs(row - r)) * Math.max(0, 1 - Math.abs(column - c));
        sum += weight * (image[r * WIDTH + c] & 0xFF);
      }
    }
    return sum;
  }

  private static byte[] noise(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
