package mnist.input;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an input was found to hold, once all of it was read.
 *
 * @param files names and hashes of what decides the images and their labels, in order
 * @param filesWithGroups the same with what decides the groups
 * @param rows how many rows each split of the input has, in order
 * @param splits how many rows there are of each split of the data set that occurs
 * @param labels the labels that occur, sorted, a thousand at most
 * @param sizes how many images there are of each size
 */
public record InputSurvey(
    List<InputFile> files,
    List<InputFile> filesWithGroups,
    List<Long> rows,
    Map<Split, Long> splits,
    Set<String> labels,
    Map<Size, Long> sizes) {

  static final int MOST_LABELS = 1000;

  /**
   * Size of an image.
   *
   * @param height rows, pixels
   * @param width columns, pixels
   */
  public record Size(int height, int width) {

    /** Of the image, and bytes. */
    public int pixels() {
      return Math.multiplyExact(height, width);
    }

    @Override
    public String toString() {
      return height + " x " + width;
    }
  }

  /** Rows of a split of the data set. */
  public long count(Split split) {
    return splits.getOrDefault(split, 0L);
  }

  /** Rows of all splits. */
  public long count() {
    return rows.stream().mapToLong(Long::longValue).sum();
  }

  /** The size that most images have, of equals the smallest; empty if there are no images. */
  public Optional<Size> commonestSize() {
    return sizes.entrySet().stream()
        .max(
            Map.Entry.<Size, Long>comparingByValue()
                .thenComparing(
                    Comparator.comparing(
                            (Map.Entry<Size, Long> entry) ->
                                (long) entry.getKey().height() * entry.getKey().width())
                        .reversed()))
        .map(Map.Entry::getKey);
  }
}
