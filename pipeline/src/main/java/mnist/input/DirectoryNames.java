package mnist.input;

import java.util.Locale;

/** What directories say of the image files in them, as torchvision and Keras have it. */
final class DirectoryNames {

  private DirectoryNames() {}

  /**
   * The name of the directory above a file, {@code 7} for {@code /digits/train/7/img_001.png}; null
   * if there is none.
   */
  static String label(String path) {
    int end = path.lastIndexOf('/');
    int start = path.lastIndexOf('/', end - 1);
    return end <= 0 ? null : path.substring(start + 1, end);
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
