package mnist.transform;

import java.util.SplittableRandom;

/** A 6's top that goes on to the right, like a flag. */
final class HookedSix {

  /** How far it falls and rises from a level line at most, in radians. */
  private static final double FALL = 0.1;

  private static final double RISE = 0.6;

  private HookedSix() {}

  static HookStrokes strokes(StemmedDigit digit, SplittableRandom random) {
    double rise = Draws.between(random, -FALL, RISE);
    float length = digit.height() * Draws.between(random, 0.15, 0.4);
    int top = digit.top();
    int below = digit.stem().last();
    float column = digit.stem().column(top);
    return digit.with(
        Pen.curve(
            digit.stem().column(below),
            below,
            column,
            top,
            column + length * (float) StrictMath.cos(rise),
            top - length * (float) StrictMath.sin(rise)));
  }
}
