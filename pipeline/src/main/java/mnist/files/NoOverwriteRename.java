package mnist.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * The rename that publishes: it moves a file or directory to a name that must be free, in one step,
 * and never replaces or nests. Of several processes that publish to one target, one wins.
 *
 * <p>What each file system guarantees:
 *
 * <ul>
 *   <li>HDFS: all of it. The name node checks and renames under one lock.
 *   <li>Local: all of it, by java.nio. Hadoop's own local rename checks first and acts later, so
 *       that a second process overwrites a file or copies into a directory. A file is published by
 *       a hard link, which fails where the name is taken, or, where the file system has no hard
 *       links, by a rename under a claim file, {@code ClaimedRename}, which excludes other
 *       processes of ours alone; a directory by rename(2), which fails onto a directory that holds
 *       anything. Only an empty directory that a third party makes between our check and the rename
 *       is replaced.
 *   <li>Object stores (s3a and the like): no overwrite by one process. They have no atomic rename;
 *       Hadoop checks, copies object by object and deletes. Two processes at the same moment can
 *       both be told that they won, and a directory appears piece by piece. Let one writer at a
 *       time publish there, and let readers go by a file that is written last.
 * </ul>
 */
public final class NoOverwriteRename {

  private static final Set<String> ATOMIC = Set.of("file", "hdfs", "webhdfs", "swebhdfs");

  private NoOverwriteRename() {}

  /**
   * Publishes {@code source} as {@code target}, both on the same file system. The target's parent
   * exists. A directory must hold something.
   *
   * @return true if {@code target} now is what {@code source} was; false if {@code target} existed,
   *     and then both are as they were
   * @throws IOException if the file system fails, or {@code source} doesn't exist
   */
  public static boolean rename(Path source, Path target, Configuration conf) throws IOException {
    Path from = source.getFileSystem(conf).makeQualified(source);
    Path to = target.getFileSystem(conf).makeQualified(target);
    if (LocalFiles.isLocal(from) && LocalFiles.isLocal(to)) {
      return renameLocal(LocalFiles.local(from), LocalFiles.local(to));
    }
    FileContext files = FileContext.getFileContext(to.toUri(), conf);
    if (files.util().exists(to)) {
      return false;
    }
    try {
      files.rename(from, to, Options.Rename.NONE);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /**
   * Whether a directory is renamed in one step where a path lies, so that it is seen whole or not
   * at all; false where that isn't known.
   */
  public static boolean isAtomic(Path path, Configuration conf) throws IOException {
    return ATOMIC.contains(path.getFileSystem(conf).makeQualified(path).toUri().getScheme());
  }

  private static boolean renameLocal(java.nio.file.Path source, java.nio.file.Path target)
      throws IOException {
    return Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)
        ? renameLocalDirectory(source, target)
        : renameLocalFile(source, target);
  }

  private static boolean renameLocalFile(java.nio.file.Path source, java.nio.file.Path target)
      throws IOException {
    try {
      Files.createLink(target, source);
    } catch (java.nio.file.FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException | FileSystemException e) {
      // Each file system has an error of its own for links that it doesn't have.
      return ClaimedRename.rename(source, target);
    }
    // The target is ours now. Hadoop's checksum of the source can't move in the same step, and one
    // left by an earlier file of the target's name would make ours look corrupt: neither is kept.
    Files.deleteIfExists(LocalFiles.checksum(target));
    Files.deleteIfExists(LocalFiles.checksum(source));
    Files.delete(source);
    return true;
  }

  private static boolean renameLocalDirectory(java.nio.file.Path source, java.nio.file.Path target)
      throws IOException {
    requireSomething(source);
    // rename(2) would silently replace an empty directory.
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try {
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (FileSystemException e) {
      // Which error a taken name gives depends on what took it and on the operating system.
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && Files.isDirectory(source)) {
        return false;
      }
      throw e;
    }
  }

  private static void requireSomething(java.nio.file.Path directory) throws IOException {
    try (Stream<java.nio.file.Path> entries = Files.list(directory)) {
      if (entries.findAny().isEmpty()) {
        throw new IllegalArgumentException(
            "A directory to publish must hold something, but " + directory + " is empty");
      }
    }
  }
}
