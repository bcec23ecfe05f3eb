package mnist.gate;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a gate decides by.
 *
 * @param images each of which all three models were asked about; none if none are left
 * @param classes that the champion knows, each to be judged
 * @param challenger model that would be promoted
 * @param champion model that it would replace
 * @param best the champion so far that gets most of these images right; may be the champion itself
 */
public record Judging(
    List<JudgedImages> images,
    SortedSet<Integer> classes,
    JudgedModel challenger,
    JudgedModel champion,
    JudgedModel best) {

  public Judging {
    images = List.copyOf(images);
    classes = new TreeSet<>(classes);
  }

  /** What there is to decide where no images are left. */
  public static Judging withoutImages(
      SortedSet<Integer> classes, String challenger, String champion) {
    return new Judging(
        List.of(), classes, unasked(challenger), unasked(champion), unasked(champion));
  }

  private static JudgedModel unasked(String version) {
    return new JudgedModel(version, null, 0, 0, 1, 0);
  }

  /** Whether an earlier champion is better than the champion. */
  boolean hasEarlierBest() {
    return !best.version().equals(champion.version());
  }

  /** How many images are judged. */
  public long count() {
    return images.stream().mapToLong(JudgedImages::images).sum();
  }
}
