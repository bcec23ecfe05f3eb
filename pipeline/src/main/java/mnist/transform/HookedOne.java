package mnist.transform;

import java.util.SplittableRandom;

/** An upstroke on a 1's top, and at times a base under it. */
final class HookedOne {

  /** How far an upstroke turns from the stem, in radians: 25 to 75 degrees. */
  private static final double LEAST_TURN = Math.toRadians(25);

  private static final double MOST_TURN = Math.toRadians(75);

  /** How far an upstroke is from upright at most, in radians: a flatter one would make a 7. */
  private static final double FLATTEST = Math.toRadians(66);

  /** How far from upright a stem is that may get a base, in radians: more would be a 2. */
  private static final double UPRIGHT = Math.toRadians(12);

  private HookedOne() {}

  static HookStrokes strokes(StemmedDigit digit, SplittableRandom random) {
    double lean = digit.stem().lean();
    double most = Math.min(lean + MOST_TURN, FLATTEST);
    if (lean + LEAST_TURN > most) {
      return null;
    }
    double turn = Draws.between(random, lean + LEAST_TURN, most);
    float length = digit.height() * Draws.between(random, 0.2, 0.85);
    int top = digit.top();
    float[] upstroke = HookStrokes.line(digit.stem().column(top), top, turn, length, random);
    if (Math.abs(lean) < UPRIGHT && length < 0.5 * digit.height() && random.nextBoolean()) {
      return digit.with(upstroke, base(digit, random));
    }
    return digit.with(upstroke);
  }

  private static float[] base(StemmedDigit digit, SplittableRandom random) {
    int foot = digit.foot();
    float reach = digit.height() * Draws.between(random, 0.15, 0.35);
    float tilt = (float) Draws.symmetric(random, 0.1) * reach;
    float column = digit.stem().column(foot);
    return new float[] {column - reach, foot - tilt, column + reach, foot + tilt};
  }
}
