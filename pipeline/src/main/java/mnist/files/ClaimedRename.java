package mnist.files;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/**
 * Publishes a local file where the file system has no hard links; see {@link NoOverwriteRename}.
 */
final class ClaimedRename {

  /** Claims are held for milliseconds: one that is seen standing so long is a killed process's. */
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
   * @param patience with a single claim of another process
   */
  static boolean rename(Path source, Path target, Duration patience) throws IOException {
    Path claim = target.resolveSibling("." + target.getFileName() + ".claim");
    String ours = UUID.randomUUID().toString();
    FileTime watched = null;
    long since = 0;
    while (!created(claim, ours)) {
      if (exists(target)) {
        return false;
      }
      // Compared with itself only, since a file server's clock may differ from this machine's.
      FileTime written = timeOf(claim);
      if (!Objects.equals(written, watched)) {
        watched = written;
        since = System.nanoTime();
      } else if (written != null && System.nanoTime() - since > patience.toNanos()) {
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
      release(claim, ours);
    }
  }

  /** Unless another process has lost patience and holds a claim of its own by now. */
  static void release(Path claim, String ours) throws IOException {
    try {
      if (Files.readString(claim, StandardCharsets.ISO_8859_1).equals(ours)) {
        Files.deleteIfExists(claim);
      }
    } catch (NoSuchFileException e) {
      // That process is through already.
    }
  }

  private static boolean created(Path claim, String ours) throws IOException {
    try {
      Files.createFile(claim);
    } catch (FileAlreadyExistsException e) {
      return false;
    }
    try {
      Files.writeString(claim, ours, StandardCharsets.ISO_8859_1);
      return true;
    } catch (IOException e) {
      Files.deleteIfExists(claim);
      throw e;
    }
  }

  /** When a claim was written; null if it is gone. */
  private static FileTime timeOf(Path claim) throws IOException {
    try {
      return Files.getLastModifiedTime(claim, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return null;
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
