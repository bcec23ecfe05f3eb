package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import mnist.prepare.Components.Component;
import mnist.prepare.Planes.Mask;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Pieces against a flood from each pixel. */
class ComponentsPropertyTest {

  @Provide
  Arbitrary<Mask> masks() {
    return Planes.masks();
  }

  @Property(tries = 500)
  void piecesAreWhatAFloodReaches(@ForAll("masks") Mask mask, @ForAll("masks") Mask other) {
    boolean[] core = new boolean[mask.pixels().length];
    for (int i = 0; i < core.length; i++) {
      core[i] = other.pixels()[i % other.pixels().length];
    }

    Components found = Components.of(mask.pixels(), core, mask.height(), mask.width());

    int[] flooded = new int[core.length];
    Arrays.fill(flooded, -1);
    List<Component> expected = new ArrayList<>();
    for (int at = 0; at < core.length; at++) {
      if (mask.pixels()[at] && flooded[at] < 0) {
        expected.add(flood(mask, core, at, expected.size(), flooded));
      }
    }
    assertThat(found.all()).isEqualTo(expected);
    for (int at = 0; at < core.length; at++) {
      assertThat(found.label(at)).isEqualTo(flooded[at]);
      assertThat(found.label(at / mask.width(), at % mask.width())).isEqualTo(flooded[at]);
    }
  }

  private static Component flood(Mask mask, boolean[] core, int from, int label, int[] labels) {
    Component piece = null;
    Deque<Integer> next = new ArrayDeque<>(List.of(from));
    labels[from] = label;
    while (!next.isEmpty()) {
      int at = next.pop();
      int row = at / mask.width();
      int column = at % mask.width();
      Component pixel = pixel(mask, core[at], row, column, label);
      piece = piece == null ? pixel : piece.and(pixel);
      for (int y = row - 1; y <= row + 1; y++) {
        for (int x = column - 1; x <= column + 1; x++) {
          if (mask.at(y, x) && labels[y * mask.width() + x] < 0) {
            labels[y * mask.width() + x] = label;
            next.push(y * mask.width() + x);
          }
        }
      }
    }
    return piece;
  }

  private static Component pixel(Mask mask, boolean isCore, int row, int column, int label) {
    int toEdge =
        Math.min(
            Math.min(row, column), Math.min(mask.height() - 1 - row, mask.width() - 1 - column));
    return new Component(
        label,
        new Box(row, column, row + 1, column + 1),
        isCore ? column : mask.width(),
        isCore ? column + 1 : 0,
        isCore ? 1 : 0,
        isCore ? toEdge + 1 : 0);
  }
}
