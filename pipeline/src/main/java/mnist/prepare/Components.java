package mnist.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
   * @param left first column of its core
   * @param right column after the last of its core
   * @param area pixels of its core
   * @param depth how far from the picture's nearest edge its core reaches, 1 being on it
   */
  record Component(int label, Box box, int left, int right, int area, int depth) {

    Component and(Component other) {
      return new Component(
          label,
          box.union(other.box),
          Math.min(left, other.left),
          Math.max(right, other.right),
          area + other.area,
          Math.max(depth, other.depth));
    }
  }

  private Components(int width, int[] labels, List<Component> components) {
    this.width = width;
    this.labels = labels;
    this.components = components;
  }

  /**
   * @param core what counts of a piece's pixels, but for its box
   */
  static Components of(boolean[] mask, boolean[] core, int height, int width) {
    Runs runs = new Runs(height, width);
    int above = 0;
    for (int row = 0; row < height; row++) {
      int first = runs.count;
      runs.find(mask, row, width);
      for (int run = first, other = above; run < runs.count; run++) {
        while (other < first && runs.end[other] < runs.start[run]) {
          other++;
        }
        for (int next = other; next < first && runs.start[next] <= runs.end[run]; next++) {
          union(runs.parent, next, run);
        }
      }
      above = first;
    }
    return numbered(runs, core, height, width);
  }

  /** Pixels of a mask that follow each other in a row. */
  private static final class Runs {
    final int[] row;
    final int[] start;
    final int[] end;
    final int[] parent;
    int count;

    Runs(int height, int width) {
      int most = height * ((width + 1) / 2);
      row = new int[most];
      start = new int[most];
      end = new int[most];
      parent = new int[most];
    }

    void find(boolean[] mask, int inRow, int width) {
      int from = inRow * width;
      int column = 0;
      while (true) {
        while (column < width && !mask[from + column]) {
          column++;
        }
        if (column == width) {
          return;
        }
        row[count] = inRow;
        start[count] = column;
        while (column < width && mask[from + column]) {
          column++;
        }
        end[count] = column;
        parent[count] = count;
        count++;
      }
    }
  }

  private static Components numbered(Runs runs, boolean[] core, int height, int width) {
    int[] labels = new int[height * width];
    Arrays.fill(labels, -1);
    int[] numbers = new int[runs.count];
    List<Component> components = new ArrayList<>();
    for (int run = 0; run < runs.count; run++) {
      int root = root(runs.parent, run);
      boolean isNew = root == run;
      numbers[run] = isNew ? components.size() : numbers[root];
      Component piece = ofRun(runs, run, numbers[run], core, height, width);
      if (isNew) {
        components.add(piece);
      } else {
        components.set(numbers[run], components.get(numbers[run]).and(piece));
      }
      int from = runs.row[run] * width;
      Arrays.fill(labels, from + runs.start[run], from + runs.end[run], numbers[run]);
    }
    return new Components(width, labels, components);
  }

  private static Component ofRun(
      Runs runs, int run, int label, boolean[] core, int height, int width) {
    int row = runs.row[run];
    int toEdge = Math.min(row, height - 1 - row);
    int left = width;
    int right = 0;
    int area = 0;
    int depth = 0;
    for (int column = runs.start[run]; column < runs.end[run]; column++) {
      if (core[row * width + column]) {
        left = Math.min(left, column);
        right = column + 1;
        area++;
        depth = Math.max(depth, 1 + Math.min(toEdge, Math.min(column, width - 1 - column)));
      }
    }
    Box box = new Box(row, runs.start[run], row + 1, runs.end[run]);
    return new Component(label, box, left, right, area, depth);
  }

  /** Roots are the least labels of their trees. */
  private static void union(int[] parents, int one, int other) {
    int a = root(parents, one);
    int b = root(parents, other);
    parents[Math.max(a, b)] = Math.min(a, b);
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

  /** The one of the greatest area, the first of equal ones; empty without any. */
  Optional<Component> largest() {
    return components.stream().max(Comparator.comparingInt(Component::area));
  }

  /** The number of the component that a pixel belongs to, or -1. */
  int label(int row, int column) {
    return labels[row * width + column];
  }

  int label(int at) {
    return labels[at];
  }
}
