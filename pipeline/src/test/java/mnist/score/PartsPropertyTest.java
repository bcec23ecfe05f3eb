package mnist.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mnist.InvalidInputException;
import mnist.input.InputSplit;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class PartsPropertyTest {

  private static List<InputSplit> splits(List<Integer> images) {
    List<InputSplit> splits = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      splits.add(new InputSplit(i, "f" + i / 3, i % 3 * 8L, images.get(i), "any"));
    }
    return splits;
  }

  @Property
  void everySplitIsInOnePartInOrderAndAllButTheLastAreFull(
      @ForAll @Size(max = 50) List<@IntRange(min = 1, max = 100) Integer> images,
      @ForAll @LongRange(min = 1, max = 400) long perFile) {
    List<InputSplit> splits = splits(images);

    List<List<InputSplit>> parts = Parts.of(splits, perFile).parts();

    assertThat(parts.stream().flatMap(List::stream)).containsExactlyElementsOf(splits);
    for (int i = 0; i < parts.size(); i++) {
      List<InputSplit> part = parts.get(i);
      assertThat(part).isNotEmpty();
      long held = part.stream().mapToLong(InputSplit::images).sum();
      long last = part.get(part.size() - 1).images();
      assertThat(held - last).isLessThan(perFile);
      if (i < parts.size() - 1) {
        assertThat(held).isGreaterThanOrEqualTo(perFile);
      }
    }
  }

  @Property
  void aRunThatGoesOnHasTheSameParts(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(min = 1, max = 100) Integer> images,
      @ForAll @LongRange(min = 1, max = 400) long perFile,
      @ForAll @IntRange(max = 20) int gone) {
    List<InputSplit> splits = splits(images);
    Parts parts = Parts.of(splits, perFile);

    assertThat(Parts.byKey(parts.keys(), splits, Set.of())).isEqualTo(parts);
    assertThat(Parts.inOrder(parts.keys(), splits)).isEqualTo(parts);

    String file = "f" + gone;
    List<InputSplit> left = splits.stream().filter(split -> !split.file().equals(file)).toList();
    List<List<InputSplit>> again = Parts.byKey(parts.keys(), left, Set.of(file)).parts();
    assertThat(again).hasSameSizeAs(parts.parts());
    for (int i = 0; i < again.size(); i++) {
      assertThat(again.get(i))
          .isEqualTo(
              parts.parts().get(i).stream().filter(split -> !split.file().equals(file)).toList());
    }
  }

  @Property
  void whatAFileHasMoreIsInThePartOfItsEnd(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 1, max = 100) Integer> images,
      @ForAll @LongRange(min = 1, max = 200) long perFile) {
    List<InputSplit> splits = splits(images);
    Parts parts = Parts.of(splits, perFile);
    InputSplit last = splits.get(splits.size() - 1);
    InputSplit more = new InputSplit(splits.size(), last.file(), last.start() + 8, 1, "more");
    List<InputSplit> longer = new ArrayList<>(splits);
    longer.add(more);

    List<List<InputSplit>> again = Parts.byKey(parts.keys(), longer, Set.of(last.file())).parts();

    assertThat(again.get(again.size() - 1)).endsWith(last, more);
  }

  @Property
  void otherPiecesAreRefusedAsTheyWouldLoseRowsOrDoubleThem(
      @ForAll @Size(min = 4, max = 30) List<@IntRange(min = 1, max = 100) Integer> images,
      @ForAll @IntRange(min = 1, max = 3) int other) {
    List<InputSplit> splits = splits(images);
    List<List<String>> keys = Parts.of(splits, 100).keys();
    List<InputSplit> fewer = new ArrayList<>(splits);
    fewer.remove(other);
    List<InputSplit> more = new ArrayList<>(splits);
    more.add(other, new InputSplit(splits.size(), splits.get(0).file(), 3, 1, "more"));

    for (List<InputSplit> others : List.of(fewer, more)) {
      assertThatThrownBy(() -> Parts.byKey(keys, others, Set.of("f90")))
          .isInstanceOf(InvalidInputException.class);
      assertThatThrownBy(() -> Parts.inOrder(keys, others))
          .isInstanceOf(InvalidInputException.class);
    }
  }

  @Example
  void partsOfNoImagesAreTheUsersMistake() {
    assertThatThrownBy(() -> Parts.of(splits(List.of(3)), 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("score.images-per-file must be 1 or more (images), but was 0");
  }

  @Property
  void unchangedInputMayLieElsewhere(
      @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 100) Integer> images) {
    List<InputSplit> splits = splits(images);
    List<InputSplit> moved =
        splits.stream()
            .map(at -> new InputSplit(at.index(), "b/" + at.file(), at.start(), at.images(), "any"))
            .toList();

    List<List<InputSplit>> again = Parts.inOrder(Parts.of(splits, 100).keys(), moved).parts();

    assertThat(again).isEqualTo(Parts.of(moved, 100).parts());
  }
}
