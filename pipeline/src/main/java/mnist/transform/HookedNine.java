package mnist.transform;

import java.util.Arrays;
import java.util.SplittableRandom;

/** A round tail on a 9's foot, or one in place of its stem, which swings out to the right first. */
final class HookedNine {

  /** By how much of its height a loop's right side may lie to the left of its stem. */
  private static final float OPENING = 0.15f;

  /** One 9 in so many loses its stem to a tail that swings out. */
  private static final int SWUNG = 3;

  private HookedNine() {}

  static HookStrokes strokes(StemmedDigit digit, SplittableRandom random) {
    if (isOpen(digit)) {
      return null;
    }
    return random.nextInt(SWUNG) == 0 ? swung(digit, random) : tailed(digit, random);
  }

  /** Whether its loop is open at its right, so that a tail would make it a 5. */
  private static boolean isOpen(StemmedDigit digit) {
    InkBox box = digit.box();
    for (int row = box.top() + box.height() / 5; row < digit.stem().first(); row++) {
      int column = box.right();
      while (!digit.isInk(row, column) && column > box.left()) {
        column--;
      }
      if (column < digit.stem().column(row) - OPENING * box.height()) {
        return true;
      }
    }
    return false;
  }

  private static HookStrokes tailed(StemmedDigit digit, SplittableRandom random) {
    int foot = digit.foot();
    float column = digit.stem().column(foot);
    float length = digit.height() * Draws.between(random, 0.3, 0.9);
    float drop = digit.height() * Draws.between(random, 0.05, 0.15);
    float rise = length * Draws.between(random, -0.1, 0.3);
    int above = foot - 2;
    return digit.with(
        Pen.curve(
            digit.stem().column(above),
            above,
            column,
            foot,
            column - length / 2,
            foot + drop,
            column - length,
            foot - rise));
  }

  private static HookStrokes swung(StemmedDigit digit, SplittableRandom random) {
    Stem stem = digit.stem();
    int first = stem.first();
    int foot = digit.foot();
    float column = stem.column(first);
    float out = digit.height() * Draws.between(random, 0, 0.15);
    float length = digit.height() * Draws.between(random, 0.4, 0.9);
    float rise = digit.height() * Draws.between(random, -0.05, 0.12);
    byte[] loop = digit.image().clone();
    Arrays.fill(loop, (first + 1) * digit.width(), loop.length, (byte) 0);
    return new HookStrokes(
        loop,
        stem.pen(),
        Pen.curve(
            column,
            first,
            column + out,
            (first + foot) / 2f,
            column - 0.1f * digit.height(),
            foot,
            column - length,
            foot - rise));
  }
}
