package mnist.records;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the name of an IDX file says: images or labels, train or test, and which belong together.
 */
final class IdxFileNames {

  enum Kind {
    IMAGES,
    LABELS,
    OTHER
  }

  /** What differs between the names of an image file and its label file, and says nothing else. */
  private static final Pattern NOISE = Pattern.compile("images?|labels?|idx[13]|ubyte|\\.gz$");

  private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]+");

  private IdxFileNames() {}

  /** {@code idx3} or {@code idx1} decides, then {@code labels} or {@code images}. */
  static Kind kind(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith(".") || lower.startsWith("_")) {
      return Kind.OTHER;
    }
    if (lower.contains("idx3")) {
      return Kind.IMAGES;
    }
    if (lower.contains("idx1") || lower.contains("labels")) {
      return Kind.LABELS;
    }
    return lower.contains("images") ? Kind.IMAGES : Kind.OTHER;
  }

  /** {@code t10k} or {@code test} in the name makes the test split. */
  static Split split(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("t10k") || lower.contains("test") ? Split.TEST : Split.TRAIN;
  }

  /**
   * Equal for an image file and its label file: {@code train} for both {@code
   * train-images.idx3-ubyte} and {@code train-labels-idx1-ubyte.gz}.
   */
  static String pairKey(String name) {
    String bare = NOISE.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    return SEPARATORS.matcher(bare).replaceAll(" ").strip();
  }

  /** The label file's name that goes with an image file's, for messages. */
  static String labelsFor(String images) {
    String labels = images.replaceAll("(?i)images", "labels").replaceAll("(?i)idx3", "idx1");
    return labels.equals(images) ? images + "-labels-idx1-ubyte" : labels;
  }

  static String withoutGz(String name) {
    return name.replaceAll("(?i)\\.gz$", "");
  }
}
