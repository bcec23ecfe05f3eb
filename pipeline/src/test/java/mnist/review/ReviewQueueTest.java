package mnist.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import mnist.review.ReviewQueue.Chosen;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ReviewQueueTest {

  /** Few values, so that many are equal. */
  @Property(tries = 500)
  void partsLeaveTheFirstOfAllSortedImages(
      @ForAll long seed,
      @ForAll @IntRange(max = 9) int size,
      @ForAll @IntRange(max = 40) int count) {
    Random random = new Random(seed);
    List<ReviewImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte content = (byte) random.nextInt(30);
      // Equal images get equal answers.
      Random answer = new Random(content);
      images.add(image(i, answer.nextInt(5) / 5f, answer.nextInt(5), content));
    }

    ReviewQueue whole = new ReviewQueue(size);
    int from = 0;
    while (from < count) {
      int to = Math.min(count, from + 1 + random.nextInt(12));
      ReviewQueue part = new ReviewQueue(size);
      images.subList(from, to).forEach(part::offer);
      assertThat(part.kept()).hasSizeLessThanOrEqualTo(size + (size + 1) / 2);
      part.kept().forEach(whole::offer);
      from = to;
    }

    assertThat(whole.chosen().stream().map(chosen -> chosen.image().place()))
        .containsExactlyElementsOf(expected(images, size));
    assertThat(whole.chosen().stream().map(Chosen::why).filter(Reason.CONFIDENCE::equals))
        .hasSize(Math.min((size + 1) / 2, new HashSet<>(places(firsts(images))).size()));
  }

  private static List<Long> expected(List<ReviewImage> images, int size) {
    List<ReviewImage> firsts = firsts(images);
    List<ReviewImage> least =
        firsts.stream()
            .sorted(Comparator.comparing(ReviewImage::confidence))
            .limit((size + 1) / 2)
            .toList();
    Stream<ReviewImage> oddest =
        firsts.stream()
            .sorted(Comparator.comparing(image -> -image.energy()))
            .filter(image -> !least.contains(image))
            .limit(size - least.size());
    return Stream.concat(least.stream(), oddest).map(ReviewImage::place).toList();
  }

  private static List<Long> places(List<ReviewImage> images) {
    return images.stream().map(ReviewImage::place).toList();
  }

  private static List<ReviewImage> firsts(List<ReviewImage> images) {
    Set<Byte> seen = new HashSet<>();
    return images.stream().filter(image -> seen.add(image.pixels()[0])).toList();
  }

  @Example
  void whatANetworkSaysThatHasDivergedComesFirst() {
    ReviewQueue queue = new ReviewQueue(2);
    queue.offer(image(0, 0.1f, 5, 0));
    queue.offer(image(1, Float.NaN, 1, 1));
    queue.offer(image(2, 0.9f, Float.NaN, 2));

    assertThat(queue.chosen().stream().map(chosen -> chosen.image().place()))
        .containsExactly(1L, 2L);
  }

  @Example
  void equalPixelsHaveOneName() {
    assertThat(image(0, 0, 0, 7).name())
        .isEqualTo(image(1, 1, 1, 7).name())
        .matches("[0-9a-f]{16}\\.png")
        .isNotEqualTo(image(0, 0, 0, 8).name());
  }

  private static ReviewImage image(long place, float confidence, float energy, int content) {
    return new ReviewImage(place, "key", 0, confidence, energy, new byte[] {(byte) content});
  }
}
