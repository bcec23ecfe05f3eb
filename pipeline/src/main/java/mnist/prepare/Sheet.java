package mnist.prepare;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import mnist.picture.GrayPicture;
import mnist.prepare.Components.Component;

/**
 * A sheet of paper, or whatever has four straight sides and is written on, in a picture that shows
 * what it lies on as well. It is the largest piece on that side of Otsu's threshold to which less
 * of the picture's edge belongs.
 */
final class Sheet {

  /** Smaller pictures, in pixels of the longer side, show a digit and no surroundings. */
  private static final int LEAST_SIDE = 128;

  /** Of the picture, what a sheet covers. */
  private static final double LEAST_AREA = 0.12;

  /** Of a sheet, what isn't covered by ink. */
  private static final double LEAST_PAPER = 0.7;

  /** Its area, by that of its convex hull. */
  private static final double CONVEX = 0.95;

  /** The hull's area, by that of the quadrilateral around it: a disc has pi / 4. */
  private static final double STRAIGHT = 0.94;

  /** Times its mean width: what is longer is a stroke. */
  private static final double LONGEST = 3;

  /** Of its mean width, half as wide as ink on it is at most: what is wider is a hole. */
  private static final double THICKEST = 0.12;

  /** How far its soft edge reaches in, pixels of the reduced picture. */
  private static final double RIM = 1.5;

  private Sheet() {}

  /**
   * The sheet alone: the box around it, in which what lies beside it has the paper's shade.
   *
   * @return empty where the picture shows none, as where it shows nothing else
   */
  static Optional<GrayPicture> cut(Reduced reduced) {
    GrayPicture picture = reduced.picture();
    if (Math.max(picture.height(), picture.width()) < LEAST_SIDE) {
      return Optional.empty();
    }
    Plane gray = reduced.plane();
    boolean[] mask = lessOfTheEdge(gray);
    Components pieces = Components.of(mask, mask, gray.height(), gray.width());
    Component largest =
        pieces.all().stream().max(Comparator.comparingInt(Component::area)).orElse(null);
    if (largest == null || largest.area() < LEAST_AREA * mask.length) {
      return Optional.empty();
    }
    Polygon outline = outline(pieces, largest, mask, gray.width());
    if (outline == null) {
      return Optional.empty();
    }
    PaperShade paper = PaperShade.of(gray, pieces, largest);
    return Optional.of(cut(reduced, outline.inset(RIM), paper));
  }

  /** The pixels above Otsu's threshold, or the others. */
  private static boolean[] lessOfTheEdge(Plane gray) {
    int height = gray.height();
    int width = gray.width();
    boolean[] mask = gray.above(Otsu.of(gray).threshold());
    int edge = 0;
    int above = 0;
    for (int row = 0; row < height; row++) {
      int step = row == 0 || row == height - 1 ? 1 : Math.max(1, width - 1);
      for (int column = 0; column < width; column += step) {
        edge++;
        above += mask[row * width + column] ? 1 : 0;
      }
    }
    if (2 * above > edge) {
      for (int i = 0; i < mask.length; i++) {
        mask[i] = !mask[i];
      }
    }
    return mask;
  }

  /**
   * The quadrilateral around a piece.
   *
   * @param mask height x width pixels, of which the piece is one
   * @return null if it is no sheet
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
    double length = outline.longestSide();
    double breadth = outline.area() / length;
    boolean isSheet =
        length <= LONGEST * breadth
            && halfWidthOfInk(box, mask, width, starts, ends) <= THICKEST * breadth;
    return isSheet ? outline : null;
  }

  /** The greatest distance from paper of what is on it. */
  private static float halfWidthOfInk(
      Box box, boolean[] mask, int width, int[] starts, int[] ends) {
    int stride = box.width() + 2;
    boolean[] paper = new boolean[(box.height() + 2) * stride];
    Arrays.fill(paper, true);
    for (int row = 0; row < box.height(); row++) {
      int from = (box.top() + row) * width;
      int to = (row + 1) * stride + 1 - box.left();
      for (int column = starts[row]; column < ends[row]; column++) {
        paper[to + column] = mask[from + column];
      }
    }
    float greatest = 0;
    int reach = Math.max(2, (int) Math.ceil(THICKEST * box.longerSide()));
    for (float distance : DistanceTransform.of(paper, box.height() + 2, stride, reach)) {
      greatest = Math.max(greatest, distance);
    }
    return greatest;
  }

  private static GrayPicture cut(Reduced reduced, Polygon outline, PaperShade paper) {
    GrayPicture picture = reduced.picture();
    double factor = reduced.factor();
    Box box = outline.box(factor, picture.height(), picture.width());
    byte[] pixels = new byte[box.height() * box.width()];
    for (int row = 0, to = 0; row < box.height(); row++) {
      double y = (box.top() + row + 0.5) / factor;
      double[] span = outline.span(y);
      int from = (box.top() + row) * picture.width() + box.left();
      for (int column = 0; column < box.width(); column++, to++) {
        double x = (box.left() + column + 0.5) / factor;
        boolean isOnPaper = x >= span[0] && x <= span[1];
        pixels[to] = isOnPaper ? picture.pixels()[from + column] : paper.at(x, y);
      }
    }
    return new GrayPicture(box.height(), box.width(), pixels);
  }
}
