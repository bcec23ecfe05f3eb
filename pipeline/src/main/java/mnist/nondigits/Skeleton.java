package mnist.nondigits;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import mnist.transform.Draws;
import mnist.transform.Pen;

/** Lines and arcs as of no letter there is, combs, stars, grids and zigzags. */
record Skeleton() implements NonDigit {

  /** Of the grid whose points are linked. */
  private static final int SIDE = 4;

  @Override
  public String label() {
    return "skeleton";
  }

  @Override
  public float[] draw(DigitsAtHand digits, SplittableRandom random) {
    List<float[]> lines = new ArrayList<>();
    switch (random.nextInt(6)) {
      case 0 -> comb(lines, random);
      case 1 -> star(lines, random);
      case 2 -> grid(lines, random);
      case 3 -> zigzag(lines, random);
      default -> links(lines, random);
    }
    return new Sketch(lines).written(digits, 0.4, random);
  }

  /** Two walks from point to point, by lines and arcs, none of them twice. */
  private static void links(List<float[]> lines, SplittableRandom random) {
    int links = 6 + random.nextInt(4);
    int[] points = Permutation.of(SIDE * SIDE, random);
    for (int link = 0; link <= links; link++) {
      if (link == links / 2) {
        continue;
      }
      float x = points[link] % SIDE;
      float y = points[link] / SIDE;
      float toX = points[link + 1] % SIDE;
      float toY = points[link + 1] / SIDE;
      if (random.nextInt(2) == 0) {
        lines.add(new float[] {x, y, toX, toY});
      } else {
        float bend = (float) Draws.symmetric(random, 0.6);
        float middleX = (x + toX) / 2 + bend * (toY - y);
        float middleY = (y + toY) / 2 - bend * (toX - x);
        lines.add(Pen.curve(new float[] {x, y, middleX, middleY, toX, toY}));
      }
    }
  }

  /** A spine, at any side, and four to six teeth. */
  private static void comb(List<float[]> lines, SplittableRandom random) {
    int teeth = 4 + random.nextInt(3);
    float spine = random.nextInt(3) / 2f;
    boolean upright = random.nextInt(2) == 0;
    add(lines, upright, 0, spine, 1, spine);
    for (int tooth = 0; tooth < teeth; tooth++) {
      float along = tooth / (teeth - 1f);
      add(
          lines,
          upright,
          along,
          Draws.between(random, 0, 0.2),
          along,
          Draws.between(random, 0.8, 1));
    }
  }

  private static void add(
      List<float[]> lines, boolean upright, float x0, float y0, float x1, float y1) {
    lines.add(upright ? new float[] {y0, x0, y1, x1} : new float[] {x0, y0, x1, y1});
  }

  /** Five to eight rays. */
  private static void star(List<float[]> lines, SplittableRandom random) {
    int rays = 5 + random.nextInt(4);
    double first = random.nextDouble() * 2 * Math.PI;
    for (int ray = 0; ray < rays; ray++) {
      double angle = first + 2 * Math.PI * ray / rays;
      float length = Draws.between(random, 0.7, 1);
      lines.add(
          new float[] {
            0, 0, length * (float) StrictMath.cos(angle), length * (float) StrictMath.sin(angle)
          });
    }
  }

  /** Three or more lines either way. */
  private static void grid(List<float[]> lines, SplittableRandom random) {
    for (int way = 0; way < 2; way++) {
      int count = 3 + random.nextInt(2);
      for (int line = 0; line < count; line++) {
        float across = line / (count - 1f);
        add(lines, way == 0, 0, across, 1, across);
      }
    }
  }

  /** Five to nine strokes to and fro, across or down. */
  private static void zigzag(List<float[]> lines, SplittableRandom random) {
    int corners = 6 + random.nextInt(5);
    boolean upright = random.nextInt(2) == 0;
    float[] line = new float[2 * corners];
    for (int corner = 0; corner < corners; corner++) {
      int along = upright ? 2 * corner + 1 : 2 * corner;
      int across = upright ? 2 * corner : 2 * corner + 1;
      line[along] = corner / (corners - 1f) * 1.2f;
      line[across] = corner % 2 * Draws.between(random, 0.5, 1);
    }
    lines.add(line);
  }
}
