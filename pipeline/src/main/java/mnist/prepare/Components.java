package mnist.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The pieces of a mask that hang together, diagonally too, found by union-find over runs (K. Wu, E.
 * Otoo and K. Suzuki, "Optimizing two-pass connected-component labeling algorithms", 2009).
 */
final class Components {

  private final int width;

  /** Per pixel, the number of its component, or -1. */
  private final int[] labels;

  private final List<Component> components;

  /**
   * A piece.
   *
   * @param label its number
   * @param box around it
   * @param area pixels of its core
   * @param depth how far from the picture's nearest edge its core reaches, 1 being on it
   */
  record Component(int label, Box box, int area, int depth) {

    Component and(Component other) {
      return new Component(
          label, box.union(other.box), area + other.area, Math.max(depth, other.depth));
    }
  }

  private Components(int width, int[] labels, List<Component> components) {
    this.width = width;
    this.labels = labels;
    this.components = components;
  }

  /**
   * @param core pixels that count for areas and depths; the others belong to a piece's box alone
   */
  static Components of(boolean[] mask, boolean[] core, int height, int width) {
    int[] labels = new int[mask.length];
    int[] parents = new int[mask.length / 2 + 2];
    int count = 0;
    for (int at = 0, row = 0; row < height; row++) {
      for (int column = 0; column < width; column++, at++) {
        if (!mask[at]) {
          labels[at] = -1;
          continue;
        }
        int label = -1;
        if (column > 0) {
          label = labels[at - 1];
        }
        if (row > 0) {
          int first = column > 0 ? -1 : 0;
          int last = column < width - 1 ? 1 : 0;
          for (int d = first; d <= last; d++) {
            int above = labels[at - width + d];
            if (above >= 0) {
              label = label < 0 ? root(parents, above) : union(parents, label, above);
            }
          }
        }
        if (label < 0) {
          label = count;
          parents[count] = count++;
        }
        labels[at] = label;
      }
    }
    return numbered(labels, core, parents, count, height, width);
  }

  private static Components numbered(
      int[] labels, boolean[] core, int[] parents, int count, int height, int width) {
    int[] numbers = new int[count];
    int pieces = 0;
    for (int label = 0; label < count; label++) {
      int root = root(parents, label);
      numbers[label] = root == label ? pieces++ : numbers[root];
    }
    int[] top = new int[pieces];
    int[] left = new int[pieces];
    int[] bottom = new int[pieces];
    int[] right = new int[pieces];
    int[] area = new int[pieces];
    int[] depth = new int[pieces];
    Arrays.fill(top, height);
    Arrays.fill(left, width);
    for (int at = 0, row = 0; row < height; row++) {
      for (int column = 0; column < width; column++, at++) {
        if (labels[at] < 0) {
          continue;
        }
        int piece = numbers[labels[at]];
        labels[at] = piece;
        top[piece] = Math.min(top[piece], row);
        bottom[piece] = row + 1;
        if (core[at]) {
          area[piece]++;
          int rows = Math.min(row, height - 1 - row);
          int columns = Math.min(column, width - 1 - column);
          depth[piece] = Math.max(depth[piece], 1 + Math.min(rows, columns));
        }
        left[piece] = Math.min(left[piece], column);
        right[piece] = Math.max(right[piece], column + 1);
      }
    }
    List<Component> components = new ArrayList<>(pieces);
    for (int i = 0; i < pieces; i++) {
      Box box = new Box(top[i], left[i], bottom[i], right[i]);
      components.add(new Component(i, box, area[i], depth[i]));
    }
    return new Components(width, labels, components);
  }

  /** Roots are the least labels of their trees. */
  private static int union(int[] parents, int one, int other) {
    int a = root(parents, one);
    int b = root(parents, other);
    parents[Math.max(a, b)] = Math.min(a, b);
    return Math.min(a, b);
  }

  private static int root(int[] parents, int label) {
    int root = label;
    while (parents[root] != root) {
      parents[root] = parents[parents[root]];
      root = parents[root];
    }
    return root;
  }

  List<Component> all() {
    return components;
  }

  /** The number of the component that a pixel belongs to, or -1. */
  int label(int row, int column) {
    return labels[row * width + column];
  }

  int label(int at) {
    return labels[at];
  }
}
