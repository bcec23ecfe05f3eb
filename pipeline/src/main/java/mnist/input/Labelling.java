package mnist.input;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What people said of images, in a table of labels that tells who gave them.
 *
 * @param by how many of the labels each person gave
 * @param none images that were said to show no digit; they are left out
 * @param conflicting images of which people said different things; they are left out
 * @param unlabelled images of which nobody said anything; they are left out
 */
public record Labelling(SortedMap<String, Long> by, long none, long conflicting, long unlabelled) {

  /** What a table has in place of a class for an image that shows no digit. */
  public static final String NONE = "none";

  public Labelling {
    by = Collections.unmodifiableSortedMap(new TreeMap<>(by));
  }

  /** For results and decisions. */
  public Map<String, Object> figures() {
    return Map.of(
        "labelled_by", by, "no_digit", none, "conflicting", conflicting, "unlabelled", unlabelled);
  }
}
