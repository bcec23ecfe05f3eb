package mnist.prepare;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Small planes and masks of any content, for properties. */
final class Planes {

  private Planes() {}

  /** A mask as rows of pixels. */
  record Mask(int height, int width, boolean[] pixels) {

    boolean at(int row, int column) {
      return row >= 0
          && row < height
          && column >= 0
          && column < width
          && pixels[row * width + column];
    }
  }

  /** Of whole values from 0 to 255, up to 12 x 12. */
  static Arbitrary<Plane> planes() {
    return Combinators.combine(sides(), sides(), seeds()).as(Planes::plane);
  }

  /** Up to 12 x 12, with few, some or most pixels set. */
  static Arbitrary<Mask> masks() {
    return Combinators.combine(sides(), sides(), seeds(), Arbitraries.of(0.1, 0.4, 0.6, 0.9))
        .as(Planes::mask);
  }

  private static Arbitrary<Integer> sides() {
    return Arbitraries.integers().between(1, 12);
  }

  private static Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  private static Plane plane(int height, int width, long seed) {
    Random random = new Random(seed);
    Plane plane = new Plane(height, width);
    for (int i = 0; i < plane.values().length; i++) {
      plane.values()[i] = random.nextInt(256);
    }
    return plane;
  }

  private static Mask mask(int height, int width, long seed, double share) {
    Random random = new Random(seed);
    boolean[] pixels = new boolean[height * width];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextDouble() < share;
    }
    return new Mask(height, width, pixels);
  }

  /** Ink by rows of digits, which are ninths of full ink. */
  static Plane ink(String... rows) {
    Plane plane = new Plane(rows.length, rows[0].length());
    for (int i = 0; i < plane.values().length; i++) {
      plane.values()[i] = (rows[i / plane.width()].charAt(i % plane.width()) - '0') / 9f;
    }
    return plane;
  }
}
