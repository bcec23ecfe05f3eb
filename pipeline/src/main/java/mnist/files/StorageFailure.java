package mnist.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.UnavailableException;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;

/**
 * Tells storage that somebody has to do something about, such as a missing file or permission, from
 * storage that may answer later.
 */
public final class StorageFailure {
  /** Whose remedy is somebody's, whatever is tried again. */
  private static final List<Class<? extends IOException>> LASTING =
      List.of(
          FileNotFoundException.class,
          NoSuchFileException.class,
          AccessControlException.class,
          java.nio.file.AccessDeniedException.class,
          java.nio.file.FileAlreadyExistsException.class,
          FileAlreadyExistsException.class,
          ParentNotDirectoryException.class,
          NotDirectoryException.class,
          UnsupportedFileSystemException.class);

  private StorageFailure() {}

  /**
   * What a file system's exception means for the job.
   *
   * @param action what failed: "Cannot write hdfs:///models"
   * @param remedy of a lasting failure; a passing one is mended by running again
   */
  public static Failure of(String action, String remedy, IOException cause) {
    String problem = action + ": " + Causes.oneLine(cause);
    return isLasting(cause)
        ? new InvalidInputException(problem, remedy, cause)
        : new UnavailableException(problem, "check that the storage answers, and run again", cause);
  }

  private static boolean isLasting(IOException cause) {
    return LASTING.stream().anyMatch(type -> type.isInstance(cause));
  }
}
