package mnist.transform;

import java.util.SplittableRandom;
import mnist.Bounds;

/**
 * Lines across or beside a digit: one to three of any grey, straight or bent, that end or cross the
 * whole image, over everything; or, one time in four, the ruled lines of paper, behind the ink.
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
    float bend = random.nextInt(2) == 0 ? 0 : (float) Draws.symmetric(random, BEND);
    float halfLength = random.nextInt(2) == 0 ? height + width : between(random, height, width);
    float halfWidth = Draws.between(random, THINNEST, THICKEST);
    float grey = Draws.between(random, 0, WHITE);
    for (int row = 0; row < height; row++) {
      float down = row - middleRow;
      int first = offset + row * width;
      for (int column = 0; column < width; column++) {
        float right = column - middleColumn;
        float along = right * cos + down * sin;
        float aside = Math.abs(down * cos - right * sin + bend * along * along);
        float cover = part(halfWidth + 0.5f - aside) * part(halfLength + 0.5f - Math.abs(along));
        float pixel = pixels[first + column];
        pixels[first + column] = pixel + cover * (grey - pixel);
      }
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
