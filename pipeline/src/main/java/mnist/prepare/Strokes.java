package mnist.prepare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mnist.prepare.Components.Component;

/**
 * The ink of a digit alone.
 *
 * @param amounts from 0 to 1, 0 outside the digit
 * @param box around what is above 0
 */
record Strokes(Plane amounts, Box box) {

  /** Of full ink, what is ink in a picture with an uneven background. */
  private static final float FAINTEST = 0.3f;

  /** Pieces that are smaller than this share of the largest are specks. */
  private static final double SPECK = 0.02;

  static Strokes of(Ink ink) throws NoDigitException {
    Plane amounts = ink.amounts();
    float least = ink.floor() == 0 ? 0 : Math.max(ink.floor(), FAINTEST * ink.full());
    boolean[] mask = new boolean[amounts.values().length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = amounts.values()[i] > least;
    }
    Components components = Components.of(mask, amounts.height(), amounts.width());
    List<Component> digit = digit(components.all());
    boolean[] kept = new boolean[components.all().size()];
    Box box = digit.get(0).box();
    for (Component component : digit) {
      kept[component.label()] = true;
      box = box.union(component.box());
    }
    Plane alone = new Plane(amounts.height(), amounts.width());
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] && kept[components.label(i)]) {
        alone.values()[i] = Math.min(1, amounts.values()[i] / ink.full());
      }
    }
    return new Strokes(alone, box);
  }

  private static List<Component> digit(List<Component> components) throws NoDigitException {
    List<Component> pieces = new ArrayList<>(components);
    if (pieces.isEmpty()) {
      throw new NoDigitException(NoDigitException.ONLY_LINES);
    }
    int largest = pieces.stream().mapToInt(Component::area).max().orElseThrow();
    pieces.removeIf(piece -> piece.area() < Math.max(2, SPECK * largest));
    if (pieces.isEmpty() || pieces.size() > 12) {
      throw new NoDigitException(NoDigitException.NOISE);
    }
    pieces.sort(Comparator.comparingInt(piece -> -piece.area()));
    return pieces;
  }
}
