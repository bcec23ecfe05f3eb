package mnist.transform;

import java.util.SplittableRandom;
import mnist.Bounds;

/**
 * Lines across or beside a digit: one to three of any grey, straight, bent or wavy, that end or
 * cross the whole image, over everything; or, one time in four, the ruled lines of paper, behind
 * the ink.
 *
 * @param fraction part of the images that it touches, 0..1
 */
public record StrayLines(double fraction) implements OccasionalTransform {

  private static final int MOST = 3;

  /** One time in so many lines are ruled. */
  private static final int RULED = 4;

  /** Half of a line's width, in pixels. */
  private static final double THINNEST = 0.3;

  private static final double THICKEST = 1.5;

  /** By how many pixels a line strays at a distance of one; at ten, a hundred times as many. */
  private static final double BEND = 0.03;

  /** How far a wavy line strays to either side, in pixels. */
  private static final double LOWEST_WAVE = 1;

  private static final double HIGHEST_WAVE = 4;

  /** Half of a wave's length, in pixels. */
  private static final double SHORTEST_WAVE = 2;

  private static final double LONGEST_WAVE = 8;

  /** Between ruled lines, in pixels. */
  private static final double NARROWEST = 4;

  private static final double WIDEST = 14;

  /** Ruled lines are fainter than ink. */
  private static final float BRIGHTEST_RULE = 0.7f * WHITE;

  /** How far ruled lines are from level or upright, either way, in radians. */
  private static final double TILT = 0.1;

  /** Keeps what is drawn positive, so that a cast rounds it down. */
  private static final int POSITIVE = 1 << 10;

  public StrayLines {
    Bounds.within("augment.lines-fraction", fraction, 0, 1);
  }

  @Override
  public String label() {
    return "lines";
  }

  @Override
  public void change(float[] pixels, int offset, int height, int width, SplittableRandom random) {
    if (random.nextInt(RULED) == 0) {
      rule(pixels, offset, height, width, random);
      return;
    }
    int lines = 1 + random.nextInt(MOST);
    for (int line = 0; line < lines; line++) {
      cross(pixels, offset, height, width, random);
    }
  }

  private static void cross(
      float[] pixels, int offset, int height, int width, SplittableRandom random) {
    double angle = random.nextDouble() * Math.PI;
    float sin = (float) StrictMath.sin(angle);
    float cos = (float) StrictMath.cos(angle);
    float middleRow = Draws.between(random, 0, height);
    float middleColumn = Draws.between(random, 0, width);
    Course course = Course.draw(random);
    float halfLength = random.nextInt(2) == 0 ? height + width : between(random, height, width);
    float halfWidth = Draws.between(random, THINNEST, THICKEST);
    float grey = Draws.between(random, 0, WHITE);
    for (int row = 0; row < height; row++) {
      float down = row - middleRow;
      int first = offset + row * width;
      for (int column = 0; column < width; column++) {
        float right = column - middleColumn;
        float along = right * cos + down * sin;
        float aside = Math.abs(down * cos - right * sin + course.aside(along));
        float cover = part(halfWidth + 0.5f - aside) * part(halfLength + 0.5f - Math.abs(along));
        float pixel = pixels[first + column];
        pixels[first + column] = pixel + cover * (grey - pixel);
      }
    }
  }

  /**
   * How a line strays from a straight one.
   *
   * @param bend pixels aside at a distance of one from its middle, and by the distance's square
   * @param wave pixels aside at most, to either side in turn
   * @param halfWavesPerPixel half waves in each pixel along the line
   */
  private record Course(float bend, float wave, float halfWavesPerPixel) {

    static Course draw(SplittableRandom random) {
      return switch (random.nextInt(3)) {
        case 0 -> new Course(0, 0, 0);
        case 1 -> new Course((float) Draws.symmetric(random, BEND), 0, 0);
        default ->
            new Course(
                0,
                Draws.between(random, LOWEST_WAVE, HIGHEST_WAVE),
                1 / Draws.between(random, SHORTEST_WAVE, LONGEST_WAVE));
      };
    }

    float aside(float along) {
      float halfWaves = along * halfWavesPerPixel + POSITIVE;
      int whole = (int) halfWaves;
      float place = halfWaves - whole;
      // A parabola for each half of a wave.
      float up = 4 * place * (1 - place) * wave;
      return bend * along * along + ((whole & 1) == 0 ? up : -up);
    }
  }

  /** Half of the length of a line that ends: a tenth to a third of the image's height and width. */
  private static float between(SplittableRandom random, int height, int width) {
    return Draws.between(random, (height + width) / 20.0, (height + width) / 6.0);
  }

  private static void rule(
      float[] pixels, int offset, int height, int width, SplittableRandom random) {
    double angle = random.nextInt(2) * (Math.PI / 2) + Draws.symmetric(random, TILT);
    float spacing = Draws.between(random, NARROWEST, WIDEST);
    float byRow = (float) StrictMath.cos(angle) / spacing;
    float byColumn = (float) StrictMath.sin(angle) / spacing;
    float phase = Draws.between(random, 0, 1) + POSITIVE;
    float halfWidth = Draws.between(random, THINNEST, THICKEST / 2);
    float grey = Draws.between(random, 0, BRIGHTEST_RULE);
    for (int row = 0; row < height; row++) {
      float start = phase + row * byRow;
      int first = offset + row * width;
      for (int column = 0; column < width; column++) {
        float place = start + column * byColumn;
        float aside = Math.abs(place - (int) place - 0.5f) * spacing;
        float line = grey * part(halfWidth + 0.5f - aside);
        pixels[first + column] = Extremes.larger(line, pixels[first + column]);
      }
    }
  }

  private static float part(float value) {
    return Extremes.within(0, value, 1);
  }
}
