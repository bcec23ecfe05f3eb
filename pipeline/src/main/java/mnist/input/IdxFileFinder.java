package mnist.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.files.Glob;
import mnist.files.StorageFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Finds the IDX files that paths mean: files, directories and globs. The labels and groups of an
 * image file are looked for beside it among the files that the paths mean, then among all others
 * beside it, then in the other directories that the paths mean. Of files with the same content
 * under one name, such as one packed and one plain, one is taken; files of one name that differ are
 * an error.
 */
final class IdxFileFinder {

  private static final String WHAT_TO_GIVE = "give an IDX file, or a directory or glob of them";

  /** What an IDX file begins with: two zeros; or gzip, which may hold one. */
  private static final int MAGIC_BYTES = 2;

  private final Configuration conf;
  private final List<PassedOver> passedOver = new ArrayList<>();

  IdxFileFinder(Configuration conf) {
    this.conf = conf;
  }

  /**
   * An image file and what belongs to it.
   *
   * @param labels null if there are none
   * @param groups null if there are none
   */
  record Found(FileStatus images, FileStatus labels, FileStatus groups) {

    Split split() {
      return IdxName.split(images.getPath().getName());
    }
  }

  /** A file that may hold data. */
  private record Candidate(FileStatus status, IdxName name) {

    Path path() {
      return status.getPath();
    }

    Path directory() {
      return path().getParent();
    }
  }

  /**
   * All image files in the order of their ids: training files by name, then those of validation,
   * then test files.
   *
   * @throws InvalidInputException if a path doesn't exist, there is no image file among them, or
   *     files of one name differ
   * @throws mnist.UnavailableException if the storage fails
   */
  List<Found> find(List<String> paths) {
    Map<Path, FileStatus> files = new TreeMap<>();
    for (String path : paths) {
      list(path).forEach(file -> files.put(file.getPath(), file));
    }
    List<Candidate> given = candidates(files.values(), passedOver);
    List<Candidate> images = onePerName(ofKind(given, IdxName.Kind.IMAGES));
    if (images.isEmpty()) {
      throw new InvalidInputException(
          "Cannot find IDX images in %s: expected a file with 'images' or 'idx3' in its name, such as train-images-idx3-ubyte.gz, but found %s"
              .formatted(String.join(", ", paths), described(given)),
          WHAT_TO_GIVE);
    }
    Map<Path, FileStatus> others = new TreeMap<>();
    for (Path directory : images.stream().map(Candidate::directory).distinct().toList()) {
      list(directory.toString()).forEach(file -> others.put(file.getPath(), file));
    }
    others.keySet().removeAll(files.keySet());
    List<Candidate> beside = candidates(others.values(), new ArrayList<>());
    Comparator<Found> order =
        Comparator.comparing(Found::split)
            .thenComparing(found -> found.images().getPath().getName())
            .thenComparing(found -> found.images().getPath());
    return images.stream()
        .map(
            file ->
                new Found(
                    file.status(),
                    partner(file, IdxName.Kind.LABELS, given, beside),
                    partner(file, IdxName.Kind.GROUPS, given, beside)))
        .sorted(order)
        .toList();
  }

  /** What {@link #find} passed over of the files that the paths mean. */
  List<PassedOver> passedOver() {
    return List.copyOf(passedOver);
  }

  private List<FileStatus> list(String path) {
    try {
      Path hadoopPath = new Path(path);
      FileSystem fileSystem = hadoopPath.getFileSystem(conf);
      List<FileStatus> roots = Glob.find(hadoopPath, conf);
      if (roots.isEmpty()) {
        throw new InvalidInputException(
            "Cannot read " + fileSystem.makeQualified(hadoopPath) + ": no such file or directory",
            WHAT_TO_GIVE);
      }
      List<FileStatus> files = new ArrayList<>();
      for (FileStatus root : roots) {
        if (!root.isDirectory()) {
          files.add(root);
        } else if (isMeant(root, fileSystem.makeQualified(hadoopPath))) {
          Stream.of(fileSystem.listStatus(root.getPath()))
              .filter(FileStatus::isFile)
              .forEach(files::add);
        }
      }
      return files;
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "Cannot read " + path + ": " + e.getMessage(), WHAT_TO_GIVE, e);
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + path, WHAT_TO_GIVE, e);
    }
  }

  /** A directory that is hidden, such as __MACOSX, is read if it is named, but not for a glob. */
  private static boolean isMeant(FileStatus directory, Path path) {
    return directory.getPath().equals(path)
        || SideFiles.reason(directory.getPath().getName()).isEmpty();
  }

  private List<Candidate> candidates(Collection<FileStatus> files, List<PassedOver> others) {
    List<Candidate> candidates = new ArrayList<>();
    for (FileStatus file : files) {
      String fileName = file.getPath().getName();
      IdxName name = IdxName.of(fileName);
      String reason = SideFiles.reasonAmongIdx(fileName).orElseGet(() -> whyNoData(file, name));
      if (reason == null) {
        candidates.add(new Candidate(file, name));
      } else {
        others.add(new PassedOver(fileName, reason));
      }
    }
    return candidates;
  }

  /** Null for a file that may hold data. */
  private String whyNoData(FileStatus file, IdxName name) {
    if (name.kind() == IdxName.Kind.OTHER) {
      return "its name says neither images nor labels";
    }
    return name.isUsual() || beginsLikeData(file) ? null : "not IDX";
  }

  private boolean beginsLikeData(FileStatus file) {
    Path path = file.getPath();
    try (InputStream in = path.getFileSystem(conf).open(path)) {
      byte[] magic = in.readNBytes(MAGIC_BYTES);
      return magic.length == MAGIC_BYTES
          && (magic[0] == 0 && magic[1] == 0 || magic[0] == 0x1F && magic[1] == (byte) 0x8B);
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + path, "make it readable, or move it away", e);
    }
  }

  private static List<Candidate> ofKind(List<Candidate> files, IdxName.Kind kind) {
    return files.stream().filter(file -> file.name().kind() == kind).toList();
  }

  private List<Candidate> onePerName(List<Candidate> files) {
    Function<Candidate, String> name = file -> file.directory() + "/" + file.name().key();
    return files.stream()
        .collect(Collectors.groupingBy(name, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(this::one)
        .toList();
  }

  /** Null if there is none. */
  private FileStatus partner(
      Candidate images, IdxName.Kind kind, List<Candidate> given, List<Candidate> beside) {
    List<Candidate> candidates =
        ofKind(given, kind).stream()
            .filter(file -> file.name().key().equals(images.name().key()))
            .toList();
    List<Candidate> givenBeside =
        candidates.stream().filter(file -> file.directory().equals(images.directory())).toList();
    List<Candidate> notGiven =
        ofKind(beside, kind).stream()
            .filter(file -> file.directory().equals(images.directory()))
            .filter(file -> file.name().key().equals(images.name().key()))
            .toList();
    return Stream.of(givenBeside, notGiven, candidates)
        .filter(files -> !files.isEmpty())
        .findFirst()
        .map(files -> one(files).status())
        .orElse(null);
  }

  /**
   * One of several files under one name: one that isn't marked as a copy and is plain, if there is
   * one, since plain files can be split.
   *
   * @throws InvalidInputException if they differ
   */
  private Candidate one(List<Candidate> files) {
    if (files.size() == 1) {
      return files.get(0);
    }
    Map<Candidate, DataFile> opened = new LinkedHashMap<>();
    files.forEach(file -> opened.put(file, DataFile.of(file.status(), conf)));
    List<Candidate> byPreference =
        files.stream()
            .sorted(
                Comparator.comparing((Candidate file) -> file.name().isCopy())
                    .thenComparing(file -> opened.get(file).isPacked())
                    .thenComparing(Candidate::path))
            .toList();
    Candidate taken = byPreference.get(0);
    for (Candidate other : byPreference.subList(1, files.size())) {
      if (!opened.get(taken).hasContentOf(opened.get(other), conf)) {
        throw new InvalidInputException(
            "Invalid input: expected one file of %s, but found %s and %s, which differ"
                .formatted(describe(taken), taken.path(), other.path()),
            "move one away, or give the one that is meant");
      }
      passedOver.add(
          new PassedOver(other.path().getName(), "the same content as " + taken.path().getName()));
    }
    return taken;
  }

  /** For people: what a file holds. */
  private static String describe(Candidate file) {
    String kind = file.name().kind().toString().toLowerCase(Locale.ROOT);
    return file.name().key().isEmpty() ? kind : kind + " called '" + file.name().key() + "'";
  }

  private String described(List<Candidate> candidates) {
    List<String> found = new ArrayList<>(candidates.stream().map(f -> f.path().getName()).toList());
    found.addAll(PassedOver.summary(passedOver));
    return found.isEmpty() ? "no files" : String.join(", ", found);
  }
}
