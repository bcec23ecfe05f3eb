package mnist.transform;

import java.util.SplittableRandom;

/** A bar across a 7, or a serif at its left. */
final class HookedSeven {

  /** A narrower 7, as a part of its height, would be a 9 by a serif, a plus by a bar. */
  private static final float NARROWEST = 0.5f;

  /** One 7 in so many gets a serif, and no bar: with both, some would be 9s. */
  private static final int SERIF = 5;

  private HookedSeven() {}

  static HookStrokes strokes(StemmedDigit digit, SplittableRandom random) {
    if (digit.box().width() < NARROWEST * digit.height()) {
      return null;
    }
    return digit.with(random.nextInt(SERIF) == 0 ? serif(digit, random) : bar(digit, random));
  }

  private static float[] serif(StemmedDigit digit, SplittableRandom random) {
    InkBox box = digit.box();
    int end = box.top() + box.height() / 3;
    while (!digit.isInk(end, box.left()) && end > box.top()) {
      end--;
    }
    float start = box.left() + digit.stem().pen().halfWidth() - 0.5f;
    double turn = Draws.symmetric(random, 0.4);
    float length = box.height() * Draws.between(random, 0.08, 0.16);
    return HookStrokes.line(start, end, turn, length, random);
  }

  private static float[] bar(StemmedDigit digit, SplittableRandom random) {
    InkBox box = digit.box();
    int row = box.top() + Math.round(box.height() * Draws.between(random, 0.48, 0.62));
    float length = box.height() * Draws.between(random, 0.35, 0.65);
    float left = length * Draws.between(random, 0.4, 0.6);
    float tilt = (float) Draws.symmetric(random, 0.15);
    float column = digit.stem().column(row);
    return new float[] {
      column - left, row + tilt * left, column + length - left, row - tilt * (length - left)
    };
  }
}
