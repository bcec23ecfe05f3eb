package mnist.nondigits;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import mnist.transform.Draws;
import mnist.transform.Pen;

/** One to four smooth curves, to and fro, the more winding the fewer they are. */
record Scribble() implements NonDigit {

  private static final int MOST = 4;

  /** Points of all curves together at least: with fewer some would be digits. */
  private static final int LEAST_POINTS = 11;

  @Override
  public String label() {
    return "scribble";
  }

  @Override
  public float[] draw(DigitsAtHand digits, SplittableRandom random) {
    int curves = 1 + random.nextInt(MOST);
    List<float[]> lines = new ArrayList<>();
    boolean cursive = curves == 1 && random.nextInt(2) == 0;
    for (int curve = 0; curve < curves; curve++) {
      int points = Math.max(4, LEAST_POINTS / curves + 1) + random.nextInt(4);
      lines.add(Pen.curve(cursive ? cursive(points, random) : anywhere(points, random)));
    }
    return new Sketch(lines).written(digits, 0.3, random);
  }

  private static float[] anywhere(int points, SplittableRandom random) {
    float[] line = new float[2 * points];
    for (int i = 0; i < line.length; i++) {
      line[i] = Draws.between(random, 0, 1);
    }
    return line;
  }

  /** Up and down, and on to the right, as somebody who pretends to write. */
  private static float[] cursive(int points, SplittableRandom random) {
    float[] line = new float[2 * points];
    float step = 1.5f / points;
    for (int point = 0; point < points; point++) {
      line[2 * point] = point * step + (float) Draws.symmetric(random, 1.2 * step);
      line[2 * point + 1] = point % 2 * Draws.between(random, 0.3, 0.8);
    }
    return line;
  }
}
