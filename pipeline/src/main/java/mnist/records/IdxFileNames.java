package mnist.records;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the name of an IDX file says: images, labels or groups, train or test, and which belong
 * together.
 */
final class IdxFileNames {

  enum Kind {
    IMAGES,
    LABELS,
    GROUPS,
    OTHER
  }

  /** What differs between the names of files that belong together, and says nothing else. */
  private static final Pattern NOISE =
      Pattern.compile("images?|labels?|groups?|idx[13]([-.]int)?|ubyte|\\.gz$");

  private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]+");

  private IdxFileNames() {}

  /**
   * {@code idx3} decides, then {@code groups}, then {@code idx1}, then {@code labels} or {@code
   * images}.
   */
  static Kind kind(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith(".") || lower.startsWith("_")) {
      return Kind.OTHER;
    }
    if (lower.contains("idx3")) {
      return Kind.IMAGES;
    }
    if (lower.contains("groups")) {
      return Kind.GROUPS;
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
   * Equal for an image file, its label file and its file of groups: {@code train} for {@code
   * train-images.idx3-ubyte}, {@code train-labels-idx1-ubyte.gz} and {@code train-groups-idx1-int}.
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

  /** The name of the file of groups that goes with an image file's, for messages. */
  static String groupsFor(String images) {
    String groups =
        images
            .replaceAll("(?i)images", "groups")
            .replaceAll("(?i)idx3", "idx1")
            .replaceAll("(?i)ubyte", "int");
    return groups.contains("groups") ? groups : images + "-groups-idx1-int";
  }

  static String withoutGz(String name) {
    return name.replaceAll("(?i)\\.gz$", "");
  }
}
