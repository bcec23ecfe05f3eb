package mnist.prepare;

import java.util.List;
import mnist.prepare.Components.Component;

/**
 * The ink of a digit alone.
 *
 * @param amounts from 0 to 1, full ink, of the box around it; 0 outside the digit
 * @param box where it lies in the picture
 */
record Strokes(Plane amounts, Box box) {

  /** Of full ink, what makes a piece of ink; less may surround it on an even background. */
  private static final float FAINTEST = 0.3f;

  /** Smaller ink, in pixels of its longer side, is a speck. */
  private static final int LEAST_SIDE = 5;

  /** Times its longer side, no digit's stroke is longer. */
  static final double LONGEST = 5;

  static Strokes of(Ink ink) throws NoDigitException {
    Plane amounts = ink.amounts();
    float least = ink.floor() == 0 ? 0 : Math.max(ink.floor(), FAINTEST * ink.full());
    boolean[] mask = amounts.above(least);
    boolean[] core = amounts.above(FAINTEST * ink.full());
    RuledLines.remove(mask, amounts.height(), amounts.width());
    Components components = Components.of(mask, core, amounts.height(), amounts.width());
    List<Component> digit = Pieces.ofDigit(components.all(), amounts.height(), amounts.width());
    boolean[] kept = new boolean[components.all().size()];
    Box box = digit.get(0).box();
    for (Component component : digit) {
      kept[component.label()] = true;
      box = box.union(component.box());
    }
    if (box.longerSide() < LEAST_SIDE) {
      throw new NoDigitException(NoDigitException.ONLY_LINES);
    }
    Plane alone = new Plane(box.height(), box.width());
    for (int row = 0, to = 0; row < box.height(); row++) {
      int at = (box.top() + row) * amounts.width() + box.left();
      for (int column = 0; column < box.width(); column++, at++, to++) {
        if (mask[at] && kept[components.label(at)]) {
          alone.values()[to] = Math.min(1, amounts.values()[at] / ink.full());
        }
      }
    }
    double length = StrokeWidth.area(alone) / StrokeWidth.of(alone);
    if (length > LONGEST * box.longerSide()) {
      throw new NoDigitException(NoDigitException.NOISE);
    }
    return new Strokes(alone, box);
  }
}
