package mnist.nondigits;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import mnist.transform.Draws;
import mnist.transform.Pen;

/**
 * Lines that a pen draws.
 *
 * @param lines each a polygonal chain x0, y0, x1, y1, ... of two points or more; x points right, y
 *     down
 */
record Sketch(List<float[]> lines) {

  /** How many times in four a sketch is placed as preparation places digits. */
  private static final int FITTED_OF_FOUR = 3;

  /**
   * The lines on black by a pen such as MNIST's, placed as {@link #placed} does.
   *
   * @param slant by which they are turned and sheared at most, either way, in radians
   * @return height x width values 0..255, row-major
   */
  float[] written(DigitsAtHand digits, double slant, SplittableRandom random) {
    float pen = pen(digits, random);
    Sketch placed = slanted(random, slant).placed(digits, pen, random);
    float[] pixels = new float[digits.height() * digits.width()];
    placed.draw(pixels, digits.height(), digits.width(), pen, ink(random));
    return pixels;
  }

  /** Half of the width of a pen such as MNIST's, in pixels. */
  static float pen(DigitsAtHand digits, SplittableRandom random) {
    return (float) (Draws.between(random, 0.5, 1.4) * digits.box() / 20);
  }

  /** How bright lines are: mostly white, as MNIST's strokes are. */
  static float ink(SplittableRandom random) {
    return Math.min(NonDigit.WHITE, NonDigit.WHITE * Draws.between(random, 0.5, 2));
  }

  /**
   * Turned by an angle and sheared, both within the bound in radians, and wider or higher by up to
   * a quarter.
   */
  Sketch slanted(SplittableRandom random, double bound) {
    double angle = Draws.symmetric(random, bound);
    float shear = (float) Draws.symmetric(random, bound);
    float wider = Draws.between(random, 0.8, 1.25);
    float sin = (float) StrictMath.sin(angle);
    float cos = (float) StrictMath.cos(angle);
    return mapped(wider * (cos + shear * sin), wider * (shear * cos - sin), 0, sin, cos, 0);
  }

  /**
   * In pixels: mostly as preparation places digits, as large as fits and with the centre of mass in
   * the middle; otherwise somewhere, smaller or larger.
   *
   * @param halfWidth of the pen, pixels
   */
  Sketch placed(DigitsAtHand digits, float halfWidth, SplittableRandom random) {
    float[] bounds = bounds();
    float extent = Math.max(bounds[2] - bounds[0], bounds[3] - bounds[1]);
    float scale = (float) (digits.box() - 2 * halfWidth) / extent;
    if (random.nextInt(4) < FITTED_OF_FOUR) {
      float[] center = centerOfMass();
      return at(center[0], center[1], scale, digits.width() / 2f, digits.height() / 2f);
    }
    return at(
        (bounds[0] + bounds[2]) / 2,
        (bounds[1] + bounds[3]) / 2,
        scale * Draws.between(random, 0.5, 1.25),
        digits.width() * Draws.between(random, 0.35, 0.65),
        digits.height() * Draws.between(random, 0.35, 0.65));
  }

  private Sketch at(float centerX, float centerY, float scale, float x, float y) {
    return mapped(scale, 0, x - scale * centerX, 0, scale, y - scale * centerY);
  }

  private Sketch mapped(float xByX, float xByY, float right, float yByX, float yByY, float down) {
    return new Sketch(
        lines.stream()
            .map(
                line -> {
                  float[] mapped = new float[line.length];
                  for (int i = 0; i < line.length; i += 2) {
                    mapped[i] = xByX * line[i] + xByY * line[i + 1] + right;
                    mapped[i + 1] = yByX * line[i] + yByY * line[i + 1] + down;
                  }
                  return mapped;
                })
            .toList());
  }

  /** The smallest x and y, and the largest. */
  private float[] bounds() {
    float most = Float.POSITIVE_INFINITY;
    float[] bounds = {most, most, -most, -most};
    for (float[] line : lines) {
      for (int i = 0; i < line.length; i++) {
        bounds[i % 2] = Math.min(bounds[i % 2], line[i]);
        bounds[2 + i % 2] = Math.max(bounds[2 + i % 2], line[i]);
      }
    }
    return bounds;
  }

  /** Of the lines' length, as if they didn't cross. */
  private float[] centerOfMass() {
    float length = 0;
    float[] sums = new float[2];
    for (float[] line : lines) {
      for (int i = 2; i < line.length; i += 2) {
        float right = line[i] - line[i - 2];
        float down = line[i + 1] - line[i - 1];
        float part = (float) Math.sqrt(right * right + down * down);
        length += part;
        sums[0] += part * (line[i] + line[i - 2]) / 2;
        sums[1] += part * (line[i + 1] + line[i - 1]) / 2;
      }
    }
    return new float[] {sums[0] / length, sums[1] / length};
  }

  /**
   * Draws the lines, over what is darker.
   *
   * @param pixels height x width values, row-major
   */
  void draw(float[] pixels, int height, int width, float halfWidth, float ink) {
    Pen pen = new Pen(halfWidth, ink);
    for (float[] line : lines) {
      pen.draw(line, pixels, height, width);
    }
  }

  /**
   * How much of each pixel lies within the first line, which ends where it began.
   *
   * @return height x width values 0..1, row-major
   */
  float[] inside(int height, int width) {
    float[] line = lines.get(0);
    float[] inside = new float[height * width];
    float[] crossings = new float[line.length / 2];
    for (int row = 0; row < height; row++) {
      int count = 0;
      for (int i = 2; i < line.length; i += 2) {
        float above = line[i - 1] - row;
        float below = line[i + 1] - row;
        if (above < 0 != below < 0) {
          crossings[count++] = line[i - 2] + (line[i] - line[i - 2]) * above / (above - below);
        }
      }
      Arrays.sort(crossings, 0, count);
      for (int i = 0; i + 1 < count; i += 2) {
        span(inside, row * width, width, crossings[i], crossings[i + 1]);
      }
    }
    return inside;
  }

  /** Pixels reach half a pixel to either side. */
  private static void span(float[] inside, int offset, int width, float from, float to) {
    int first = (int) Math.max(0, from - 0.5f);
    int last = (int) Math.min(width - 1f, to + 1);
    for (int column = first; column <= last; column++) {
      float cover = Math.min(column + 0.5f, to) - Math.max(column - 0.5f, from);
      inside[offset + column] += Math.max(0, cover);
    }
  }
}
