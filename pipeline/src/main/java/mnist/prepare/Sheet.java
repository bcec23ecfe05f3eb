package mnist.prepare;

import java.util.Arrays;
import java.util.Optional;
import mnist.picture.GrayPicture;
import mnist.prepare.Components.Component;
import mnist.prepare.Polygon.Point;

/**
 * A sheet of paper, or whatever has straight sides and is written on, in a picture that shows what
 * it lies on as well. It is the largest piece on that side of Otsu's threshold to which less of the
 * picture's edge belongs.
 *
 * @param paper the box around it, in which what lies beside it has the paper's shade
 * @param isSure whether it is one even if nothing is on it: it touches no edge of the picture,
 *     which gives any shadow straight sides, and isn't as long as a bar, which may be a 1
 */
record Sheet(GrayPicture paper, boolean isSure) {

  /** Smaller pictures, in pixels of the longer side, are taken for a digit alone. */
  private static final int LEAST_SIDE = 128;

  /** Of the picture, what a sheet covers. */
  private static final double LEAST_AREA = 0.12;

  /** Of a sheet, what isn't covered by ink. */
  private static final double LEAST_PAPER = 0.7;

  /** Its area, by that of its convex hull. */
  private static final double CONVEX = 0.95;

  /** The hull's area, by that of the quadrilateral around it: a disc has pi / 4. */
  private static final double STRAIGHT = 0.94;

  /** Of its mean width, in pixels of the reduced picture. */
  private static final double LEAST_BREADTH = 8;

  /** Times its mean width: what is longer is a stroke. */
  private static final double LONGEST = 3;

  /** The same, where nothing is on it. */
  private static final double LONGEST_BLANK = 2;

  /** Of its mean width, half as wide as ink on it is at most: what is wider is a digit's hole. */
  private static final double THICKEST = 0.12;

  /** Across its sides, of the difference to all else: less is light that falls off. */
  private static final double LEAST_STEP = 0.6;

  /** From its sides, where that is measured, in pixels of the reduced picture. */
  private static final double ASIDE = 2;

  /** How far its soft edge reaches in, pixels of the reduced picture. */
  private static final double RIM = 1.5;

  /** Empty where the picture shows none, as where it shows nothing else. */
  static Optional<Sheet> of(Reduced reduced) {
    GrayPicture picture = reduced.picture();
    if (Math.max(picture.height(), picture.width()) < LEAST_SIDE) {
      return Optional.empty();
    }
    Plane gray = reduced.plane();
    boolean[] mask = lessOfTheEdge(gray);
    Components pieces = Components.of(mask, mask, gray.height(), gray.width());
    Component largest = pieces.largest().orElse(null);
    if (largest == null || largest.area() < LEAST_AREA * mask.length) {
      return Optional.empty();
    }
    Polygon outline = outline(pieces, largest, mask, gray.width());
    if (outline == null) {
      return Optional.empty();
    }
    PaperShade paper = PaperShade.of(gray, pieces, largest);
    if (step(gray, outline) / difference(gray, paper, largest) < LEAST_STEP) {
      return Optional.empty();
    }
    boolean isSure =
        largest.box().isInside(gray.height(), gray.width())
            && outline.longestSide() <= LONGEST_BLANK * outline.breadth();
    return Optional.of(new Sheet(cut(reduced, outline, paper), isSure));
  }

  /** The pixels above Otsu's threshold, or the others. */
  private static boolean[] lessOfTheEdge(Plane gray) {
    boolean[] mask = gray.above(Otsu.of(gray).threshold());
    int[] edge = gray.edge();
    int above = 0;
    for (int at : edge) {
      above += mask[at] ? 1 : 0;
    }
    if (2 * above > edge.length) {
      for (int i = 0; i < mask.length; i++) {
        mask[i] = !mask[i];
      }
    }
    return mask;
  }

  /**
   * The quadrilateral around a piece.
   *
   * @param mask rows of {@code width} pixels, of which the piece is one
   * @return null if it is no sheet by its shape and by what is on it
   */
  private static Polygon outline(Components pieces, Component piece, boolean[] mask, int width) {
    Box box = piece.box();
    int[] starts = new int[box.height()];
    int[] ends = new int[box.height()];
    int filled = 0;
    for (int row = 0; row < box.height(); row++) {
      starts[row] = box.left();
      while (pieces.label(box.top() + row, starts[row]) != piece.label()) {
        starts[row]++;
      }
      ends[row] = box.right();
      while (pieces.label(box.top() + row, ends[row] - 1) != piece.label()) {
        ends[row]--;
      }
      filled += ends[row] - starts[row];
    }
    if (piece.area() < LEAST_PAPER * filled) {
      return null;
    }
    Polygon hull = Polygon.around(box.top(), starts, ends);
    Polygon outline = filled < CONVEX * hull.area() ? null : hull.quadrilateral();
    if (outline == null || hull.area() < STRAIGHT * outline.area()) {
      return null;
    }
    double breadth = outline.breadth();
    boolean isSheet =
        breadth >= LEAST_BREADTH
            && outline.longestSide() <= LONGEST * breadth
            && halfWidthOfInk(box, mask, width, starts, ends) <= THICKEST * breadth;
    return isSheet ? outline : null;
  }

  /** The greatest distance from paper of what is on it. */
  private static float halfWidthOfInk(
      Box box, boolean[] mask, int width, int[] starts, int[] ends) {
    boolean[] paper = new boolean[box.height() * box.width()];
    Arrays.fill(paper, true);
    for (int row = 0; row < box.height(); row++) {
      int from = (box.top() + row) * width;
      int to = row * box.width() - box.left();
      for (int column = starts[row]; column < ends[row]; column++) {
        paper[to + column] = mask[from + column];
      }
    }
    float greatest = 0;
    int reach = (int) Math.ceil(THICKEST * box.longerSide());
    for (float distance : DistanceTransform.of(paper, box.height(), box.width(), reach)) {
      greatest = Math.max(greatest, distance);
    }
    return greatest;
  }

  /** By how much it is brighter at its sides than what lies beside it there; 0 without any. */
  private static double step(Plane gray, Polygon outline) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < outline.corners().size(); i++) {
      Point from = outline.corners().get(i);
      Point to = outline.corners().get((i + 1) % outline.corners().size());
      Point inwards = outline.inwards(i);
      int steps = (int) Math.ceil(Math.hypot(to.x() - from.x(), to.y() - from.y()));
      for (int step = 0; step < steps; step++) {
        double x = from.x() + (step + 0.5) / steps * (to.x() - from.x());
        double y = from.y() + (step + 0.5) / steps * (to.y() - from.y());
        int inside = at(gray, x + ASIDE * inwards.x(), y + ASIDE * inwards.y());
        int outside = at(gray, x - ASIDE * inwards.x(), y - ASIDE * inwards.y());
        if (inside >= 0 && outside >= 0) {
          sum += gray.values()[inside] - gray.values()[outside];
          count++;
        }
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  /** The pixel at a place, or -1 if that is outside. */
  private static int at(Plane gray, double x, double y) {
    boolean isInside = x >= 0 && y >= 0 && x < gray.width() && y < gray.height();
    return isInside ? (int) y * gray.width() + (int) x : -1;
  }

  /** By how much it is brighter than all else, on average. */
  private static double difference(Plane gray, PaperShade paper, Component piece) {
    double sum = 0;
    for (float value : gray.values()) {
      sum += value;
    }
    int rest = gray.values().length - piece.area();
    return paper.mean() - (sum - paper.mean() * piece.area()) / rest;
  }

  private static GrayPicture cut(Reduced reduced, Polygon outline, PaperShade paper) {
    GrayPicture picture = reduced.picture();
    double factor = reduced.factor();
    Box box = outline.box(RIM, factor, picture.height(), picture.width());
    GrayPicture sheet = box.of(picture);
    for (int row = 0; row < box.height(); row++) {
      double y = (box.top() + row + 0.5) / factor;
      double[] span = outline.span(y, RIM);
      // Of the pixels whose middles lie within it.
      int first = within(box.width(), Math.ceil(span[0] * factor - 0.5) - box.left());
      int end = within(box.width(), Math.floor(span[1] * factor + 0.5) - box.left());
      for (int column = 0; column < box.width(); column++) {
        if (column < first || column >= end) {
          sheet.pixels()[row * box.width() + column] =
              paper.at((box.left() + column + 0.5) / factor, y);
        }
      }
    }
    return sheet;
  }

  private static int within(int width, double column) {
    return (int) Math.max(0, Math.min(width, column));
  }
}
