package mnist.nondigits;

import java.util.SplittableRandom;
import mnist.transform.AffineMap;
import mnist.transform.Draws;
import mnist.transform.InkBox;

/**
 * Two to four digits in one frame, none of them in its middle, where a digit with neighbours has
 * its own: beside each other, in two rows, or one written over another.
 */
record SeveralDigits() implements NonDigit {

  @Override
  public String label() {
    return "several digits";
  }

  @Override
  public boolean suits(DigitsAtHand digits) {
    return !digits.beside().isEmpty();
  }

  @Override
  public float[] draw(DigitsAtHand digits, SplittableRandom random) {
    float[] pixels = new float[digits.height() * digits.width()];
    float side = (float) digits.box() * Draws.between(random, 0.85, 1.2);
    float half = side / 2;
    switch (random.nextInt(5)) {
      case 0 -> row(pixels, digits, 0, half, side, 2, random);
      case 1 -> row(pixels, digits, 0, half, 1.3f * side, 4, random);
      case 2 -> {
        row(pixels, digits, -half / 2, half / 2, side, 1, random);
        row(pixels, digits, half / 2, half / 2, side, 2, random);
      }
      case 3 -> {
        row(pixels, digits, -half / 2, half / 2, side, 2, random);
        row(pixels, digits, half / 2, half / 2, side, 2, random);
      }
      default -> over(pixels, digits, half, random);
    }
    return pixels;
  }

  /**
   * Adds digits beside each other.
   *
   * @param down by which they are lower than the middle
   * @param halfHeight of each, at most
   */
  private static void row(
      float[] pixels,
      DigitsAtHand digits,
      float down,
      float halfHeight,
      float width,
      int count,
      SplittableRandom random) {
    float cell = width / count;
    for (int i = 0; i < count; i++) {
      float right = (i - (count - 1) / 2f) * cell;
      add(
          pixels,
          digits,
          digits.any(random),
          down + (float) Draws.symmetric(random, halfHeight / 10),
          right,
          2 * halfHeight - 1,
          cell - 1);
    }
  }

  /**
   * Adds two digits, askew, that share some ink; beside each other where they are the same, or one
   * is a 1, since together they might be one digit.
   */
  private static void over(
      float[] pixels, DigitsAtHand digits, float half, SplittableRandom random) {
    Digit other = digits.any(random);
    if (digits.own().label() == other.label() || digits.own().label() == 1 || other.label() == 1) {
      row(pixels, digits, 0, half, 2 * half, 2, random);
      return;
    }
    float down = half * Draws.between(random, 0.15, 0.5) * (1 - 2 * random.nextInt(2));
    float right = half * Draws.between(random, 0.3, 0.5);
    add(pixels, digits, digits.own(), -down, -right, 1.6f * half, 1.6f * half);
    add(pixels, digits, other, down, right, 1.6f * half, 1.6f * half);
  }

  /** Adds a digit, as large as fits into a cell whose middle lies this far from the image's. */
  private static void add(
      float[] pixels,
      DigitsAtHand digits,
      Digit digit,
      float down,
      float right,
      float cellHeight,
      float cellWidth) {
    int height = digits.height();
    int width = digits.width();
    InkBox ink = InkBox.of(digit.image(), height, width);
    if (ink.isEmpty()) {
      return;
    }
    double zoom = Math.max(ink.height() / cellHeight, ink.width() / cellWidth);
    float[] drawn = new float[pixels.length];
    new AffineMap(
            zoom,
            0,
            ink.middleRow() - zoom * (height / 2.0 + down),
            0,
            zoom,
            ink.middleColumn() - zoom * (width / 2.0 + right))
        .draw(digit.image(), height, width, drawn, 0);
    for (int i = 0; i < drawn.length; i++) {
      pixels[i] = Math.max(pixels[i], drawn[i]);
    }
  }
}
