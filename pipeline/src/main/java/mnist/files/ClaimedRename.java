package mnist.files;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * Publishes a local file where the file system has no hard links; see {@link NoOverwriteRename}.
 */
final class ClaimedRename {

  /** Claims are held for milliseconds: one that stands so long is a killed process's. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long PAUSE_MILLIS = 5;

  private ClaimedRename() {}

  /**
   * @return false if {@code target} exists
   */
  static boolean rename(Path source, Path target) throws IOException {
    return rename(source, target, PATIENCE);
  }

  /**
   * @param patience with another process's claim
   */
  static boolean rename(Path source, Path target, Duration patience) throws IOException {
    Path claim = target.resolveSibling("." + target.getFileName() + ".claim");
    long began = System.nanoTime();
    while (!created(claim)) {
      if (exists(target)) {
        return false;
      }
      if (System.nanoTime() - began > patience.toNanos()) {
        Files.deleteIfExists(claim);
      }
      pause();
    }
    try {
      if (exists(target)) {
        return false;
      }
      Files.deleteIfExists(LocalFiles.checksum(target));
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
      Files.deleteIfExists(LocalFiles.checksum(source));
      return true;
    } finally {
      Files.deleteIfExists(claim);
    }
  }

  private static boolean created(Path claim) throws IOException {
    try {
      Files.createFile(claim);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static boolean exists(Path target) {
    return Files.exists(target, LinkOption.NOFOLLOW_LINKS);
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while another process published");
    }
  }
}
