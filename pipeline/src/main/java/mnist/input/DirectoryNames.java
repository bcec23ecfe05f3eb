package mnist.input;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What directories say of the image files in them, as torchvision and Keras have it. */
final class DirectoryNames {

  private DirectoryNames() {}

  /**
   * The name of the directory above a file, {@code 7} for {@code train/7/img_001.png}; null if
   * there is none, or if it is the one that says the split.
   *
   * @param name path from the directory that was given, or in an archive
   */
  static String label(String name) {
    List<String> directories = directories(name);
    int last = directories.size() - 1;
    return last < 0 || last == ofSplit(directories) ? null : directories.get(last);
  }

  /**
   * The split that the first directory says of those that say one: {@link Split#value}; null if
   * none does.
   *
   * @param name path from the directory that was given, or in an archive
   */
  static String split(String name) {
    List<String> directories = directories(name);
    int index = ofSplit(directories);
    return index < 0 ? null : said(directories.get(index));
  }

  private static List<String> directories(String name) {
    String[] parts = name.split("/", -1);
    return Stream.of(parts)
        .limit(parts.length - 1L)
        .filter(part -> !part.isEmpty() && !part.equals("."))
        .toList();
  }

  private static int ofSplit(List<String> directories) {
    return IntStream.range(0, directories.size())
        .filter(i -> said(directories.get(i)) != null)
        .findFirst()
        .orElse(-1);
  }

  private static String said(String directory) {
    return switch (directory.toLowerCase(Locale.ROOT)) {
      case "train", "training" -> Split.TRAIN.value();
      case "validation", "val", "valid" -> Split.VALIDATION.value();
      case "test", "testing" -> Split.TEST.value();
      default -> null;
    };
  }
}
