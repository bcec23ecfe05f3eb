package mnist.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Boxes against the pixels that they hold. */
class BoxPropertyTest {

  @Provide
  Arbitrary<Box> boxes() {
    Arbitrary<Integer> starts = Arbitraries.integers().between(0, 12);
    Arbitrary<Integer> sides = Arbitraries.integers().between(1, 6);
    return Combinators.combine(starts, starts, sides, sides)
        .as((top, left, height, width) -> new Box(top, left, top + height, left + width));
  }

  @Property(tries = 300)
  void distanceIsOfTheNearestPixelsAndUnionTheLeastBox(
      @ForAll("boxes") Box one, @ForAll("boxes") Box other) {
    int nearest = Integer.MAX_VALUE;
    for (int y = one.top(); y < one.bottom(); y++) {
      for (int x = one.left(); x < one.right(); x++) {
        for (int v = other.top(); v < other.bottom(); v++) {
          for (int u = other.left(); u < other.right(); u++) {
            nearest = Math.min(nearest, Math.max(Math.abs(y - v), Math.abs(x - u)));
          }
        }
      }
    }
    assertThat(one.distance(other)).isEqualTo(Math.max(0, nearest - 1));

    Box union = one.union(other);
    assertThat(union.top()).isEqualTo(Math.min(one.top(), other.top()));
    assertThat(union.left()).isEqualTo(Math.min(one.left(), other.left()));
    assertThat(union.top() + union.height()).isEqualTo(Math.max(one.bottom(), other.bottom()));
    assertThat(union.left() + union.width()).isEqualTo(Math.max(one.right(), other.right()));
    assertThat(union.longerSide()).isEqualTo(Math.max(union.height(), union.width()));
  }
}
