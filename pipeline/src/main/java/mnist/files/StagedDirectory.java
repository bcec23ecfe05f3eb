package mnist.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import mnist.Failure;
import mnist.InvalidInputException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory that is filled under a hidden temporary name and published by one rename. What isn't
 * published is deleted by {@link #close}, and when the JVM ends; so are parents that were made for
 * it and stayed empty. What a killed JVM left is deleted a week later by the next that stages in
 * the same parent. For one thread.
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
  private final List<Path> madeParents;
  private boolean open = true;

  private StagedDirectory(
      FileSystem files, Configuration conf, Path target, Path staging, List<Path> madeParents) {
    this.files = files;
    this.conf = conf;
    this.target = target;
    this.staging = staging;
    this.madeParents = madeParents;
  }

  /**
   * Starts the directory that {@link #publish} will name {@code target}, as {@code
   * .<name>.tmp-<uuid>} in the same parent; missing parents are made.
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
   * Starts a directory whose name in {@code parent} only {@link #publishAs} will tell; {@code
   * parent} is made if missing.
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
    List<Path> madeParents = new ArrayList<>();
    for (Path p = parent; p != null && !files.exists(p); p = p.getParent()) {
      madeParents.add(p);
    }
    if (madeParents.isEmpty()) {
      Leftovers.clear(parent, conf);
    }
    Path staging = Names.in(parent, prefix + "tmp-" + UUID.randomUUID());
    if (!files.mkdirs(staging)) {
      if (LocalFiles.isLocal(staging)) {
        // Says why not.
        Files.createDirectories(LocalFiles.local(staging));
      }
      throw new IOException("it can't make the directory " + staging);
    }
    files.deleteOnExit(staging);
    StagedDirectory started =
        new StagedDirectory(files, conf, target, staging, List.copyOf(madeParents));
    try {
      started.rehearse();
      return started;
    } catch (IOException e) {
      started.close();
      throw e;
    }
  }

  /** Fails before the work where publishing it would fail after it, for want of a permission. */
  private void rehearse() throws IOException {
    Path written = new Path(staging, ".rehearsal");
    Path published = new Path(staging, ".rehearsed");
    try (OutputStream out = NewFile.create(written, conf)) {
      out.write(0);
    }
    if (!NoOverwriteRename.rename(written, published, conf) || !files.delete(published, false)) {
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
   * after another.
   *
   * @return false if that name is taken; the directory is still staged then
   * @throws IOException if the file system fails
   */
  public boolean publishAs(Path name) throws IOException {
    if (!open) {
      throw new IllegalStateException(staging + " has been published or closed already");
    }
    if (!NoOverwriteRename.rename(staging, name, conf)) {
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
      for (Path parent : madeParents) {
        if (files.listStatus(parent).length > 0) {
          return;
        }
        files.delete(parent, false);
      }
    } catch (IOException e) {
      LOG.warn("Cannot delete {}; delete it by hand", staging, e);
    }
  }
}
