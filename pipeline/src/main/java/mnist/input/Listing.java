package mnist.input;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.files.Glob;
import mnist.files.StorageFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files that paths mean, at any depth: files, directories and globs. Directories are listed
 * side by side.
 *
 * @param roots what the paths mean, qualified; at least one
 * @param files sorted by path; hidden ones and side files aren't among them
 * @param passedOver files that {@link SideFiles} knows for none of the data
 * @param tables directories that mark a table whose files alone don't tell what is in it
 */
record Listing(
    List<FileStatus> roots,
    List<ListedFile> files,
    List<PassedOver> passedOver,
    List<TableMark> tables) {

  static final String WHAT_TO_GIVE =
      "give IDX files, image files, a table or an archive, or a directory or glob of them";

  /** Listings wait for storage rather than for a processor. */
  private static final int AT_ONCE = 16;

  private static final String METACHARACTERS = "{}[]*?\\";

  /** What one directory holds. */
  private record Found(
      List<ListedFile> files, List<PassedOver> passedOver, List<TableMark> tables) {

    Found() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    void add(Found other) {
      files.addAll(other.files);
      passedOver.addAll(other.passedOver);
      tables.addAll(other.tables);
    }

    /** Whether an entry may be data; notes it if it isn't. */
    boolean takes(FileStatus entry) {
      Optional<String> reason =
          entry.isDirectory()
              ? SideFiles.reasonOfDirectory(name(entry))
              : SideFiles.reason(name(entry));
      reason.ifPresent(why -> passedOver.add(new PassedOver(name(entry), why)));
      return reason.isEmpty();
    }
  }

  /**
   * Lists them.
   *
   * @throws InvalidInputException if a path means nothing
   * @throws mnist.UnavailableException if the storage fails
   */
  static Listing of(List<String> paths, Configuration conf) {
    List<FileStatus> roots = new ArrayList<>();
    Found found = new Found();
    ForkJoinPool pool = new ForkJoinPool(AT_ONCE);
    try {
      for (String path : paths) {
        Path given = new Path(path);
        FileSystem fileSystem = given.getFileSystem(conf);
        List<FileStatus> meant = Glob.find(given, conf);
        if (meant.isEmpty()) {
          throw new InvalidInputException(
              "Cannot read " + fileSystem.makeQualified(given) + ": no such file or directory",
              WHAT_TO_GIVE);
        }
        roots.addAll(meant);
        Path named = fileSystem.makeQualified(given);
        Path base = base(named, meant);
        for (FileStatus root : meant) {
          // What the user names is meant, whatever it is called; what a pattern matches may not be.
          if (root.getPath().equals(named) || found.takes(root)) {
            found.add(root(root, base, fileSystem, pool));
          }
        }
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "Cannot read " + String.join(", ", paths) + ": " + e.getMessage(), WHAT_TO_GIVE, e);
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + String.join(", ", paths), WHAT_TO_GIVE, e);
    } catch (RuntimeException e) {
      // Of a task of the pool, which wraps what it throws.
      throw Failure.findIn(e).<RuntimeException>map(failure -> failure).orElse(e);
    } finally {
      pool.shutdown();
    }
    found.files.sort(Comparator.comparing(ListedFile::name).thenComparing(ListedFile::base));
    return new Listing(
        List.copyOf(roots),
        Collections.unmodifiableList(found.files),
        List.copyOf(found.passedOver),
        List.copyOf(found.tables));
  }

  /** The directory from which names count: the one that is given, or what is before a pattern. */
  private static Path base(Path given, List<FileStatus> meant) {
    boolean isItself = meant.size() == 1 && meant.get(0).getPath().equals(given);
    if (isItself) {
      return meant.get(0).isDirectory() ? given : given.getParent();
    }
    Path base = given;
    while (base.getParent() != null
        && base.toString().chars().anyMatch(c -> METACHARACTERS.indexOf(c) >= 0)) {
      base = base.getParent();
    }
    return base;
  }

  private static Found root(FileStatus root, Path base, FileSystem files, ForkJoinPool pool)
      throws IOException {
    Found found = new Found();
    if (root.isDirectory()) {
      Trail trail = Trail.to(root.getPath());
      found.add(pool.invoke(new Directory(files, root.getPath(), base, trail)));
    } else {
      found.files.add(listed(root, base));
    }
    return found;
  }

  private static ListedFile listed(FileStatus file, Path base) {
    String path = file.getPath().toUri().getPath();
    String directory = base.toUri().getPath();
    int start = directory.endsWith("/") ? directory.length() : directory.length() + 1;
    return new ListedFile(base, path.substring(start), file.getLen(), file.getModificationTime());
  }

  private static String name(FileStatus file) {
    return file.getPath().getName();
  }

  /** Lists one directory and, beside each other, those in it. */
  private static final class Directory extends RecursiveTask<Found> {

    private static final long serialVersionUID = 1;

    private final transient FileSystem files;
    private final transient Path path;
    private final transient Path base;
    private final transient Trail trail;

    Directory(FileSystem files, Path path, Path base, Trail trail) {
      this.trail = trail;
      this.files = files;
      this.path = path;
      this.base = base;
    }

    @Override
    protected Found compute() {
      Found found = new Found();
      List<Directory> inside = new ArrayList<>();
      try {
        for (FileStatus entry : entries()) {
          Optional<TableMark> mark =
              entry.isDirectory() ? TableMark.of(entry.getPath(), files) : Optional.empty();
          if (mark.isPresent()) {
            found.tables.add(mark.get());
          } else if (found.takes(entry)) {
            if (entry.isDirectory()) {
              enter(entry, found).ifPresent(inside::add);
            } else {
              found.files.add(listed(entry, base));
            }
          }
        }
      } catch (IOException e) {
        throw StorageFailure.of("Cannot read " + path, "make it readable, or move it away", e);
      }
      invokeAll(inside).forEach(directory -> found.add(directory.join()));
      return found;
    }

    /** On the local disk, Hadoop looks at each file several times. */
    private List<FileStatus> entries() throws IOException {
      if (!(files instanceof LocalFileSystem local)) {
        return List.of(files.listStatus(path));
      }
      List<FileStatus> entries = new ArrayList<>();
      try (DirectoryStream<java.nio.file.Path> directory =
          Files.newDirectoryStream(local.pathToFile(path).toPath())) {
        for (java.nio.file.Path entry : directory) {
          entries.add(status(entry, new Path(path, new Path(null, null, fileName(entry)))));
        }
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
      return entries;
    }

    private static String fileName(java.nio.file.Path entry) {
      return entry.getFileName().toString();
    }

    /** A link to nothing is a file that can't be read, which shows when it is. */
    private static FileStatus status(java.nio.file.Path entry, Path path) throws IOException {
      try {
        BasicFileAttributes attributes = Files.readAttributes(entry, BasicFileAttributes.class);
        return new FileStatus(
            attributes.size(),
            attributes.isDirectory(),
            1,
            1,
            attributes.lastModifiedTime().toMillis(),
            path);
      } catch (NoSuchFileException e) {
        return new FileStatus(0, false, 1, 1, 0, path);
      }
    }

    private Optional<Directory> enter(FileStatus directory, Found found) throws IOException {
      Optional<Trail> further = trail.into(directory.getPath());
      if (further.isEmpty()) {
        found.passedOver.add(new PassedOver(name(directory), "a link that leads back"));
      }
      return further.map(next -> new Directory(files, directory.getPath(), base, next));
    }
  }
}
