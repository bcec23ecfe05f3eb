package mnist.prepare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mnist.prepare.Components.Component;

/** Which pieces of a picture's ink are its digit. */
final class Pieces {

  /** Pieces that are smaller than this share of the largest are specks. */
  private static final double SPECK = 0.02;

  /** More specks than this, as a share of all ink, are noise. */
  private static final double NOISE = 0.4;

  /** No digit is in more pieces. */
  private static final int MOST = 8;

  /** Along the edge, as a share of the shorter side, pieces are the border of a box. */
  private static final double RIM = 0.18;

  /** MNIST's digits have 20 / 28 of a side, so that one of them at the edge is no border. */
  private static final double ALONG = 0.75;

  /** Pieces that touch the edge are left out if one of this share of their size doesn't. */
  private static final double INSIDE = 0.3;

  /** Farther from the largest piece, as shares of its longer side, small pieces are none of it. */
  private static final double NEAR = 0.25;

  private static final double SMALL = 0.15;

  /** Of the higher one's height or area: what makes a neighbour a second digit. */
  private static final double SECOND_HEIGHT = 0.6;

  private static final double SECOND_AREA = 0.25;
  private static final double GAP = 0.06;

  private Pieces() {}

  /** At least one, the largest first. */
  static List<Component> ofDigit(List<Component> components, int height, int width)
      throws NoDigitException {
    List<Component> pieces = new ArrayList<>(components);
    pieces.removeIf(piece -> piece.area() == 0);
    removeBorder(pieces, height, width);
    if (pieces.isEmpty()) {
      throw new NoDigitException(NoDigitException.ONLY_LINES);
    }
    removeSpecks(pieces);
    removeCutOff(pieces, height, width);
    pieces.sort(Comparator.comparingInt(piece -> -piece.area()));
    removeFar(pieces);
    if (isSeveral(pieces)) {
      throw new NoDigitException(NoDigitException.SEVERAL);
    }
    return pieces;
  }

  /**
   * Thin pieces along the edge, if together they reach along most of it, and nothing else touches
   * it: if something does, they may be a bar of a digit that fills its picture.
   */
  private static void removeBorder(List<Component> pieces, int height, int width) {
    int rim = Math.max(2, (int) (RIM * Math.min(height, width)));
    List<Component> along = pieces.stream().filter(piece -> piece.depth() <= rim).toList();
    boolean fillsPicture =
        pieces.stream()
            .anyMatch(piece -> piece.depth() > rim && !piece.box().isInside(height, width));
    Box all = along.stream().map(Component::box).reduce(Box::union).orElse(null);
    if (!fillsPicture
        && all != null
        && (all.height() > ALONG * height || all.width() > ALONG * width)) {
      pieces.removeAll(along);
    }
  }

  private static void removeSpecks(List<Component> pieces) throws NoDigitException {
    int largest = largest(pieces);
    int all = area(pieces);
    pieces.removeIf(piece -> piece.area() < Math.max(2, SPECK * largest));
    if (pieces.isEmpty() || area(pieces) < (1 - NOISE) * all || pieces.size() > MOST) {
      throw new NoDigitException(NoDigitException.NOISE);
    }
  }

  private static void removeCutOff(List<Component> pieces, int height, int width) {
    List<Component> inside =
        pieces.stream().filter(piece -> piece.box().isInside(height, width)).toList();
    if (!inside.isEmpty() && largest(inside) >= INSIDE * largest(pieces)) {
      pieces.retainAll(inside);
    }
  }

  private static void removeFar(List<Component> pieces) {
    Component main = pieces.get(0);
    double reach = NEAR * main.box().longerSide();
    pieces.removeIf(
        piece -> piece.area() < SMALL * main.area() && piece.box().distance(main.box()) > reach);
  }

  /** By their cores: what surrounds them softly reaches into the gap between. */
  private static boolean isSeveral(List<Component> pieces) {
    List<Component> groups = new ArrayList<>();
    for (Component piece :
        pieces.stream().sorted(Comparator.comparingInt(Component::left)).toList()) {
      Component last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
      if (last != null && piece.left() <= last.right()) {
        groups.set(groups.size() - 1, last.and(piece));
      } else {
        groups.add(piece);
      }
    }
    for (int i = 1; i < groups.size(); i++) {
      if (areTwo(groups.get(i - 1), groups.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean areTwo(Component left, Component right) {
    int height = Math.max(left.box().height(), right.box().height());
    int lower = Math.min(left.box().height(), right.box().height());
    int area = Math.max(left.area(), right.area());
    int smaller = Math.min(left.area(), right.area());
    return lower >= SECOND_HEIGHT * height
        && smaller >= SECOND_AREA * area
        && right.left() - left.right() >= GAP * height;
  }

  private static int largest(List<Component> pieces) {
    return pieces.stream().mapToInt(Component::area).max().orElse(0);
  }

  private static int area(List<Component> pieces) {
    return pieces.stream().mapToInt(Component::area).sum();
  }
}
