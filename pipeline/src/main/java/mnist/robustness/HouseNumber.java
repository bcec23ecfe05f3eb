package mnist.robustness;

import java.util.List;
import mnist.transform.InkBox;

/**
 * In the manner of SVHN (Netzer et al., "Reading digits in natural images with unsupervised feature
 * learning", 2011), in grey: a digit cut out of a photographed house number, with parts of the
 * digits beside it.
 */
final class HouseNumber {

  private static final int SIDE = CorruptionFunction.SIDE;
  private static final float WHITE = CorruptionFunction.WHITE;
  private static final double CENTRE = (SIDE - 1) / 2.0;

  /** Of the digit, as a part of the frame's side. */
  private static final double LEAST_HEIGHT = 0.6;

  private static final double MOST_HEIGHT = 0.95;

  /** Wider digits are made narrower, as there is no room for more. */
  private static final double MOST_WIDTH = 0.85;

  /** How much higher or lower than the digit those beside it are at most. */
  private static final double OTHER_HEIGHT = 0.08;

  private static final double LEAST_GAP = 1;
  private static final double MOST_GAP = 3;

  /** That there is a digit at a side. */
  private static final double NEIGHBOUR = 0.6;

  private static final double OFF_CENTRE = 1;
  private static final double MOST_DEGREES = 10;

  /** By how much things get nearer from one pixel to the next, at most. */
  private static final double PERSPECTIVE = 0.006;

  private static final double LEAST_CONTRAST = 0.15;

  /** How much brighter or darker an edge of the frame is than its middle at most. */
  private static final double UNEVEN_LIGHT = 0.25;

  private static final double LEAST_BLUR = 0.5;
  private static final double MOST_BLUR = 1.3;

  /** Pixels of the side of the crop that the frame is enlarged from. */
  private static final int SMALLEST_CROP = 16;

  private static final double MOST_NOISE = 5;

  /** From this shade on, of 255, a written stroke is a printed one. */
  private static final double THICKEST = 70;

  private static final double THINNEST = 140;

  /** Shades from nothing to ink at the edge of a printed stroke. */
  private static final float PRINTED_EDGE = 60;

  private HouseNumber() {}

  /**
   * A digit as part of a house number.
   *
   * @param others images whose digits may stand beside it; nothing does if there are none
   */
  static float[] draw(byte[] image, List<byte[]> others, Chance chance) {
    float[] pixels = ink(image, others, chance);
    if (chance.coin()) {
      print(pixels, chance.between(THICKEST, THINNEST));
    }
    colour(pixels, chance);
    light(pixels, chance);
    Gaussian lens = new Gaussian(chance.between(LEAST_BLUR, MOST_BLUR));
    return enlarged(lens.filter(pixels), chance.whole(SMALLEST_CROP, SIDE + 1), chance);
  }

  /** The digit and those beside it, 0..255, as somebody who doesn't stand in front sees them. */
  private static float[] ink(byte[] image, List<byte[]> others, Chance chance) {
    double height = SIDE * chance.between(LEAST_HEIGHT, MOST_HEIGHT);
    Glyph digit = Glyph.centred(image, height);
    Glyph left = null;
    Glyph right = null;
    if (!others.isEmpty() && chance.uniform() < NEIGHBOUR) {
      Glyph other = other(others, height, chance);
      left = other.movedTo(digit.left() - chance.between(LEAST_GAP, MOST_GAP) - other.right());
    }
    if (!others.isEmpty() && chance.uniform() < NEIGHBOUR) {
      Glyph other = other(others, height, chance);
      right = other.movedTo(digit.right() + chance.between(LEAST_GAP, MOST_GAP) - other.left());
    }
    double down = CENTRE + chance.between(-OFF_CENTRE, OFF_CENTRE);
    double across = CENTRE + chance.between(-OFF_CENTRE, OFF_CENTRE);
    double angle = StrictMath.toRadians(chance.between(-MOST_DEGREES, MOST_DEGREES));
    double shear =
        StrictMath.tan(StrictMath.toRadians(chance.between(-MOST_DEGREES, MOST_DEGREES)));
    double nearerDown = chance.between(-PERSPECTIVE, PERSPECTIVE);
    double nearerAcross = chance.between(-PERSPECTIVE, PERSPECTIVE);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    float[] pixels = new float[CorruptionFunction.PIXELS];
    for (int i = 0; i < pixels.length; i++) {
      double y = i / SIDE - down;
      double x = i % SIDE - across;
      double distance = 1 + nearerDown * y + nearerAcross * x;
      double row = (cos * y - sin * x) / distance;
      double column = (sin * y + cos * x) / distance + shear * row;
      float ink = digit.at(row, column);
      ink = left == null ? ink : Math.max(ink, left.at(row, column));
      pixels[i] = right == null ? ink : Math.max(ink, right.at(row, column));
    }
    return pixels;
  }

  private static Glyph other(List<byte[]> others, double height, Chance chance) {
    byte[] image = others.get(chance.whole(0, others.size()));
    return Glyph.centred(image, height * chance.between(1 - OTHER_HEIGHT, 1 + OTHER_HEIGHT));
  }

  /** Even ink with hard edges, the thinner the higher the level. */
  private static void print(float[] pixels, double level) {
    for (int i = 0; i < pixels.length; i++) {
      float above = (float) (pixels[i] - level) / PRINTED_EDGE + 0.5f;
      pixels[i] = WHITE * Math.max(0, Math.min(1, above));
    }
  }

  /** Ink and ground of any two shades. */
  private static void colour(float[] pixels, Chance chance) {
    double contrast = WHITE * chance.between(LEAST_CONTRAST, 1);
    double darker = chance.between(0, WHITE - contrast);
    boolean light = chance.coin();
    float ground = (float) (light ? darker : darker + contrast);
    float ink = (float) (light ? darker + contrast : darker);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = ground + (ink - ground) * pixels[i] / WHITE;
    }
  }

  /** Brighter at one side, in any direction. */
  private static void light(float[] pixels, Chance chance) {
    double slope = chance.between(0, UNEVEN_LIGHT) / CENTRE;
    double angle = chance.between(0, 2 * Math.PI);
    double down = slope * StrictMath.sin(angle);
    double across = slope * StrictMath.cos(angle);
    for (int i = 0; i < pixels.length; i++) {
      double lit = 1 + down * (i / SIDE - CENTRE) + across * (i % SIDE - CENTRE);
      pixels[i] = (float) Math.min(WHITE, pixels[i] * lit);
    }
  }

  /** From a crop of so few pixels a side, with a camera's noise on each. */
  private static float[] enlarged(float[] pixels, int side, Chance chance) {
    double noise = chance.between(0, MOST_NOISE);
    float[] crop = resized(pixels, SIDE, side);
    for (int i = 0; i < crop.length; i++) {
      crop[i] += (float) (noise * chance.normal());
    }
    return resized(crop, side, SIDE);
  }

  private static float[] resized(float[] pixels, int from, int to) {
    double step = (double) from / to;
    float[] resized = new float[to * to];
    for (int i = 0; i < resized.length; i++) {
      double row = (i / to + 0.5) * step - 0.5;
      double column = (i % to + 0.5) * step - 0.5;
      resized[i] = bilinear(pixels, from, row, column);
    }
    return resized;
  }

  /** Between four pixels of a square; the edge is repeated outside. */
  private static float bilinear(float[] pixels, int side, double row, double column) {
    double y = Math.max(0, Math.min(side - 1, row));
    double x = Math.max(0, Math.min(side - 1, column));
    int top = Math.min(side - 2, (int) y);
    int left = Math.min(side - 2, (int) x);
    int at = top * side + left;
    float across = (float) (x - left);
    float upper = pixels[at] + across * (pixels[at + 1] - pixels[at]);
    float lower = pixels[at + side] + across * (pixels[at + side + 1] - pixels[at + side]);
    return upper + (float) (y - top) * (lower - upper);
  }

  /**
   * A digit on a plane, whose rows and columns are pixels from the middle of the frame.
   *
   * @param pixels of its image, 0..255
   * @param box around its ink
   * @param rowZoom pixels of its image in one of the plane
   * @param columnZoom the same across
   * @param column of its box's middle
   */
  private record Glyph(
      float[] pixels, InkBox box, double rowZoom, double columnZoom, double column) {

    static Glyph centred(byte[] image, double height) {
      float[] pixels = CorruptionFunction.pixels(image);
      InkBox box = InkBox.of(pixels, 0, SIDE, SIDE);
      double zoom = Math.max(1, box.height()) / height;
      return new Glyph(pixels, box, zoom, Math.max(zoom, box.width() / (MOST_WIDTH * SIDE)), 0);
    }

    Glyph movedTo(double newColumn) {
      return new Glyph(pixels, box, rowZoom, columnZoom, newColumn);
    }

    double left() {
      return column - box.width() / columnZoom / 2;
    }

    double right() {
      return column + box.width() / columnZoom / 2;
    }

    /** Ink at a place of the plane, 0..255; none a pixel away from the box. */
    float at(double row, double atColumn) {
      double y = box.middleRow() + row * rowZoom;
      double x = box.middleColumn() + (atColumn - column) * columnZoom;
      boolean near =
          y > box.top() - 1 && y < box.bottom() + 1 && x > box.left() - 1 && x < box.right() + 1;
      return near ? bilinear(pixels, SIDE, y, x) : 0;
    }
  }
}
