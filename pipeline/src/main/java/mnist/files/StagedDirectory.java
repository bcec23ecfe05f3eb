package mnist.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import mnist.Failure;
import mnist.InvalidInputException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory that is filled under a hidden temporary name and published by one rename. What isn't
 * published is deleted by {@link #close}, and when the JVM ends. What a killed JVM left is deleted
 * a week later by the next that stages in the same place. For one thread.
 *
 * <p>That place is the nearest directory around the target that is there already; those between are
 * made by publishing. So there is nothing to delete but what has a name of its own: a directory
 * that others may have begun to use is never removed. Object stores have directories in name only,
 * and permissions by prefix: there it is the target's parent.
 *
 * <pre>{@code
 * try (StagedDirectory output = StagedDirectory.beside(target, conf)) {
 *   write(new Path(output.path(), "metrics.json"));
 *   output.publish();
 * }
 * }</pre>
 */
public final class StagedDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StagedDirectory.class);

  private final FileSystem files;
  private final Configuration conf;
  private final Path target;
  private final Path staging;
  private boolean open = true;

  private StagedDirectory(FileSystem files, Configuration conf, Path target, Path staging) {
    this.files = files;
    this.conf = conf;
    this.target = target;
    this.staging = staging;
  }

  /**
   * Starts the directory that {@link #publish} will name {@code target}, as {@code
   * .<name>.tmp-<uuid>}.
   *
   * @throws InvalidInputException if {@code target} exists
   * @throws Failure if its parent can't be written
   */
  public static StagedDirectory beside(Path target, Configuration conf) {
    try {
      Path qualified = target.getFileSystem(conf).makeQualified(target);
      if (qualified.getFileSystem(conf).exists(qualified)) {
        throw new InvalidInputException(
            "Cannot write " + qualified + ": it already exists",
            "choose another output or delete it");
      }
      return start(qualified, qualified.getParent(), "." + qualified.getName() + ".", conf);
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
  }

  /**
   * Starts a directory whose name in {@code parent}, which may be missing, only {@link #publishAs}
   * will tell.
   *
   * @throws Failure if {@code parent} can't be written
   */
  public static StagedDirectory inside(Path parent, Configuration conf) {
    try {
      return start(null, parent.getFileSystem(conf).makeQualified(parent), ".", conf);
    } catch (IOException e) {
      throw cannotWrite(parent, e);
    }
  }

  private static StagedDirectory start(Path target, Path parent, String prefix, Configuration conf)
      throws IOException {
    FileSystem files = parent.getFileSystem(conf);
    Path place = parent;
    Deque<String> missing = new ArrayDeque<>();
    if (NoOverwriteRename.isAtomic(parent, conf)) {
      while (place.getParent() != null && !isThere(place, files)) {
        missing.addFirst(place.getName());
        place = place.getParent();
      }
    }
    if (files.exists(place) && !files.getFileStatus(place).isDirectory()) {
      throw new ParentNotDirectoryException("Parent path is not a directory: " + place);
    }
    Leftovers.clear(place, conf);
    Path staging = Names.in(place, prefix + "tmp-" + UUID.randomUUID());
    make(staging, files);
    files.deleteOnExit(staging);
    StagedDirectory started = new StagedDirectory(files, conf, target, staging);
    try {
      started.rehearse(missing);
      return started;
    } catch (IOException e) {
      started.close();
      throw e;
    }
  }

  /** Also a link to nothing is there, in whose place no directory can be made. */
  private static boolean isThere(Path path, FileSystem files) throws IOException {
    return files.exists(path)
        || LocalFiles.isLocal(path)
            && Files.exists(LocalFiles.local(path), LinkOption.NOFOLLOW_LINKS);
  }

  private static void make(Path directory, FileSystem files) throws IOException {
    if (LocalFiles.isLocal(directory)) {
      // Says why, if it can't.
      Files.createDirectories(LocalFiles.local(directory));
    } else if (!files.mkdirs(directory)) {
      throw new IOException("it can't make the directory " + directory);
    }
  }

  /**
   * Fails before the work where publishing it would fail after it, for want of a permission or by a
   * name that is too long.
   *
   * @param parents names of those that publishing will make
   */
  private void rehearse(Iterable<String> parents) throws IOException {
    Path rehearsal = new Path(staging, ".rehearsal");
    Path parent = rehearsal;
    for (String name : parents) {
      parent = Names.in(parent, name);
    }
    Path written = new Path(parent, "written");
    Path published = new Path(parent, "published");
    try (OutputStream out = NewFile.create(written, conf)) {
      out.write(0);
    }
    if (!NoOverwriteRename.rename(written, published, conf) || !files.delete(rehearsal, true)) {
      throw new IOException("it can't rename and delete files in " + staging);
    }
  }

  private static Failure cannotWrite(Path target, IOException cause) {
    return StorageFailure.of(
        "Cannot write " + target, "choose an output in a directory that can be written", cause);
  }

  /** Where to write until it is published; on the target's file system. */
  public Path path() {
    return staging;
  }

  /**
   * Gives the directory its target name.
   *
   * @return the target, qualified
   * @throws InvalidInputException if something took the name meanwhile; it is left as it is
   * @throws IOException if the file system fails
   */
  public Path publish() throws IOException {
    if (target == null) {
      throw new IllegalStateException(staging + " was started without a name to publish it by");
    }
    if (!publishAs(target)) {
      throw new InvalidInputException(
          "Cannot write " + target + ": it already exists, since another process made it meanwhile",
          "choose another output or delete it");
    }
    return target;
  }

  /**
   * Gives the directory another name in the target's file system, for callers that try one number
   * after another; missing parents are made.
   *
   * @return false if that name is taken; the directory is still staged then
   * @throws IOException if the file system fails
   */
  public boolean publishAs(Path name) throws IOException {
    if (!open) {
      throw new IllegalStateException(staging + " has been published or closed already");
    }
    Path qualified = files.makeQualified(name);
    make(qualified.getParent(), files);
    if (!NoOverwriteRename.rename(staging, qualified, conf)) {
      return false;
    }
    open = false;
    files.cancelDeleteOnExit(staging);
    return true;
  }

  /** Deletes what wasn't published; a failure to do so is logged. */
  @Override
  public void close() {
    if (!open) {
      return;
    }
    open = false;
    try {
      files.delete(staging, true);
      files.cancelDeleteOnExit(staging);
    } catch (IOException e) {
      LOG.warn("Cannot delete {}; delete it by hand", staging, e);
    }
  }
}
