package mnist.examination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewTest {

  /** 1 2 / 3 4. */
  private static final byte[] SQUARE = {1, 2, 3, 4};

  @Test
  void everyViewOfASquareIsAnother() {
    Set<List<Byte>> seen = new HashSet<>();
    Set<String> descriptions = new HashSet<>();
    for (View view : View.others(true)) {
      byte[] image = view.of(SQUARE, 2, 2);
      seen.add(List.of(image[0], image[1], image[2], image[3]));
      descriptions.add(view.description());
    }

    assertThat(seen).hasSize(15).doesNotContain(List.of((byte) 1, (byte) 2, (byte) 3, (byte) 4));
    assertThat(descriptions).hasSize(15);
    assertThat(View.AS_IT_IS.of(SQUARE, 2, 2)).isEqualTo(SQUARE);
  }

  @Test
  void descriptionsSayWhatIsDone() {
    for (View view : View.others(true)) {
      byte[] expected =
          switch (view.description()) {
            case "mirrored left to right" -> new byte[] {2, 1, 4, 3};
            case "mirrored upside down" -> new byte[] {3, 4, 1, 2};
            case "turned by 180 degrees" -> new byte[] {4, 3, 2, 1};
            case "transposed" -> new byte[] {1, 3, 2, 4};
            case "turned clockwise by 90 degrees" -> new byte[] {3, 1, 4, 2};
            case "turned counterclockwise by 90 degrees" -> new byte[] {2, 4, 1, 3};
            case "transposed along the other diagonal" -> new byte[] {4, 2, 3, 1};
            case "inverted" -> new byte[] {-2, -3, -4, -5};
            default -> null;
          };
      if (expected != null) {
        assertThat(view.of(SQUARE, 2, 2)).as(view.description()).isEqualTo(expected);
      } else {
        assertThat(view.description()).endsWith(" and inverted");
      }
    }
  }

  @Test
  void imagesThatAreNoSquareAreNotTransposed() {
    assertThat(View.others(false)).hasSize(7).noneMatch(View::transposed);
    assertThat(new View(false, false, true, false).of(new byte[] {1, 2, 3, 4, 5, 6}, 2, 3))
        .containsExactly(3, 2, 1, 6, 5, 4);
  }
}
