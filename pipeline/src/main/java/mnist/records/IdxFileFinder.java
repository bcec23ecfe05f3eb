package mnist.records;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.files.Glob;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Finds the IDX files that paths mean: files, directories and globs. Files of labels and of groups
 * are looked for among them, and in the directory of their image file.
 */
final class IdxFileFinder {

  private static final int NAMES_LISTED = 10;

  private final Configuration conf;

  IdxFileFinder(Configuration conf) {
    this.conf = conf;
  }

  /**
   * An image file and what belongs to it, before any is opened.
   *
   * @param labels null if there are none
   * @param groups null if there are none
   */
  record Found(FileStatus images, FileStatus labels, FileStatus groups) {

    Split split() {
      return IdxFileNames.split(images.getPath().getName());
    }
  }

  /**
   * All image files in the order of their ids: training files by name, then test files by name.
   *
   * @throws InvalidInputException if a path doesn't exist, there is no image file among them, or
   *     two files claim the same name
   */
  List<Found> find(List<String> paths) {
    Map<Path, FileStatus> files = new TreeMap<>();
    for (String path : paths) {
      list(path).forEach(file -> files.put(file.getPath(), file));
    }
    List<FileStatus> images = ofKind(files.values(), IdxFileNames.Kind.IMAGES);
    if (images.isEmpty()) {
      throw new InvalidInputException(
          "Cannot find IDX images in %s: expected a file with 'images' or 'idx3' in its name, such as"
                  .formatted(String.join(", ", paths))
              + " train-images-idx3-ubyte.gz, but found "
              + names(files.values()));
    }
    for (Path directory : images.stream().map(i -> i.getPath().getParent()).distinct().toList()) {
      list(directory.toString()).forEach(file -> files.put(file.getPath(), file));
    }
    List<FileStatus> labels = ofKind(files.values(), IdxFileNames.Kind.LABELS);
    List<FileStatus> groups = ofKind(files.values(), IdxFileNames.Kind.GROUPS);
    rejectTwins(images);
    Comparator<Found> order =
        Comparator.comparing(Found::split)
            .thenComparing(found -> found.images().getPath().getName())
            .thenComparing(found -> found.images().getPath());
    return images.stream()
        .map(
            file ->
                new Found(
                    file, partnerOf(file, "labels", labels), partnerOf(file, "groups", groups)))
        .sorted(order)
        .toList();
  }

  private List<FileStatus> list(String path) {
    try {
      Path hadoopPath = new Path(path);
      FileSystem fileSystem = hadoopPath.getFileSystem(conf);
      List<FileStatus> roots = Glob.find(hadoopPath, conf);
      if (roots.isEmpty()) {
        throw new InvalidInputException(
            "Cannot read "
                + fileSystem.makeQualified(hadoopPath)
                + ": no such file or directory; give an IDX file, or a directory or glob of them");
      }
      List<FileStatus> files = new ArrayList<>();
      for (FileStatus root : roots) {
        if (root.isDirectory()) {
          Stream.of(fileSystem.listStatus(root.getPath()))
              .filter(FileStatus::isFile)
              .forEach(files::add);
        } else {
          files.add(root);
        }
      }
      return files;
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidInputException("Cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  private static List<FileStatus> ofKind(Iterable<FileStatus> files, IdxFileNames.Kind kind) {
    List<FileStatus> found = new ArrayList<>();
    for (FileStatus file : files) {
      if (IdxFileNames.kind(file.getPath().getName()) == kind) {
        found.add(file);
      }
    }
    return found;
  }

  /** The same file plain and packed, side by side, would count every image twice. */
  private static void rejectTwins(List<FileStatus> images) {
    Map<String, Path> seen = new LinkedHashMap<>();
    for (FileStatus file : images) {
      Path path = file.getPath();
      String key = path.getParent() + "/" + IdxFileNames.pairKey(path.getName());
      Path twin = seen.put(key, path);
      if (twin != null) {
        throw ambiguous("images", List.of(twin, path));
      }
    }
  }

  /** Null if there is none. */
  private static FileStatus partnerOf(FileStatus images, String what, List<FileStatus> files) {
    String key = IdxFileNames.pairKey(images.getPath().getName());
    List<FileStatus> beside = new ArrayList<>();
    List<FileStatus> elsewhere = new ArrayList<>();
    for (FileStatus file : files) {
      if (IdxFileNames.pairKey(file.getPath().getName()).equals(key)) {
        boolean isBeside = file.getPath().getParent().equals(images.getPath().getParent());
        (isBeside ? beside : elsewhere).add(file);
      }
    }
    List<FileStatus> candidates = beside.isEmpty() ? elsewhere : beside;
    if (candidates.size() > 1) {
      throw ambiguous(
          what + " for " + images.getPath(), candidates.stream().map(FileStatus::getPath).toList());
    }
    return candidates.isEmpty() ? null : candidates.get(0);
  }

  private static InvalidInputException ambiguous(String what, List<Path> files) {
    return new InvalidInputException(
        "Invalid input: expected one file of "
            + what
            + ", but found "
            + files.stream().map(Path::toString).collect(Collectors.joining(" and "))
            + "; move all but one away");
  }

  private static String names(Iterable<FileStatus> files) {
    List<String> names = new ArrayList<>();
    files.forEach(file -> names.add(file.getPath().getName()));
    if (names.isEmpty()) {
      return "no files";
    }
    String listed = String.join(", ", names.subList(0, Math.min(NAMES_LISTED, names.size())));
    return names.size() <= NAMES_LISTED
        ? listed
        : listed + " and " + (names.size() - NAMES_LISTED) + " more";
  }
}
