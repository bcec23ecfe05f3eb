package mnist.input;

import java.util.Locale;

/** What directories say of the image files in them, as torchvision and Keras have it. */
final class DirectoryNames {

  private DirectoryNames() {}

  /**
   * The name of the directory above a file, {@code 7} for {@code train/7/img_001.png}; null if
   * there is none, or none but that of a split.
   *
   * @param name path from the directory that was given
   */
  static String label(String name) {
    int end = name.lastIndexOf('/');
    int start = name.lastIndexOf('/', end - 1) + 1;
    boolean isOfSplit = start == 0 && split(name) != null;
    return end < 0 || isOfSplit ? null : name.substring(start, end);
  }

  /**
   * The split that the first directory of a name says: {@link Split#value}; null if it says none.
   *
   * @param name path from the directory that was given
   */
  static String split(String name) {
    int end = name.indexOf('/');
    if (end < 0) {
      return null;
    }
    return switch (name.substring(0, end).toLowerCase(Locale.ROOT)) {
      case "train", "training" -> Split.TRAIN.value();
      case "validation", "val", "valid" -> Split.VALIDATION.value();
      case "test", "testing" -> Split.TEST.value();
      default -> null;
    };
  }
}
