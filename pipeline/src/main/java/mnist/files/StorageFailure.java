package mnist.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.security.sasl.SaslException;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.UnavailableException;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.PathAccessDeniedException;
import org.apache.hadoop.fs.PathExistsException;
import org.apache.hadoop.fs.PathIsDirectoryException;
import org.apache.hadoop.fs.PathIsNotDirectoryException;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;
import org.apache.hadoop.fs.PathNotFoundException;
import org.apache.hadoop.fs.PathPermissionException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.hdfs.protocol.QuotaExceededException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.ipc.RpcException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.security.KerberosAuthException;
import org.apache.hadoop.security.token.SecretManager;
import org.ietf.jgss.GSSException;

/**
 * Tells faults of storage that last until somebody changes something, such as a missing file or
 * permission, from those that may pass, such as a server that doesn't answer. An exception that
 * says neither counts as passing: running again in vain costs less than giving up a long training
 * for a short disturbance.
 *
 * <p>Decided one way though both are possible:
 *
 * <ul>
 *   <li>A host that isn't known lasts, as it is mostly a misspelt one, unless the resolver itself
 *       gave no answer.
 *   <li>A full disk passes, as other programs' files go; a quota that is used up lasts.
 *   <li>A wrong checksum lasts: by then every copy has been tried.
 *   <li>Missing and expired credentials last.
 * </ul>
 */
public final class StorageFailure {
  private static final Set<String> LASTING =
      Stream.concat(
              Stream.<Class<? extends Exception>>of(
                      FileNotFoundException.class,
                      NoSuchFileException.class,
                      NotDirectoryException.class,
                      DirectoryNotEmptyException.class,
                      FileSystemLoopException.class,
                      java.nio.file.AccessDeniedException.class,
                      java.nio.file.FileAlreadyExistsException.class,
                      FileAlreadyExistsException.class,
                      ParentNotDirectoryException.class,
                      PathNotFoundException.class,
                      PathExistsException.class,
                      PathIsDirectoryException.class,
                      PathIsNotDirectoryException.class,
                      PathIsNotEmptyDirectoryException.class,
                      PathAccessDeniedException.class,
                      PathPermissionException.class,
                      UnsupportedFileSystemException.class,
                      UnknownHostException.class,
                      AccessControlException.class,
                      KerberosAuthException.class,
                      SecretManager.InvalidToken.class,
                      SaslException.class,
                      GSSException.class,
                      SSLPeerUnverifiedException.class,
                      CertificateException.class,
                      CertPathBuilderException.class,
                      QuotaExceededException.class,
                      // A port at which something else than a name node listens.
                      RpcException.class,
                      ChecksumException.class,
                      ZipException.class,
                      CharacterCodingException.class)
                  .map(Class::getName),
              // Of hadoop-aws, which isn't on every class path.
              Stream.of(
                      "UnknownStoreException",
                      "auth.NoAuthWithAWSException",
                      "auth.CredentialInitializationException")
                  .map("org.apache.hadoop.fs.s3a."::concat))
          .collect(Collectors.toUnmodifiableSet());

  /** What operating systems answer, where Java has no exception of its own for it. */
  private static final List<String> LASTING_TEXTS =
      List.of(
          "Permission denied",
          "Operation not permitted",
          "Operation not supported",
          "Function not implemented",
          "Read-only file system",
          "Disk quota exceeded",
          "File name too long",
          "File too large",
          "Is a directory",
          "Not a directory",
          "Invalid argument");

  private static final List<String> FULL =
      List.of("No space left on device", "There is not enough space on the disk");

  /**
   * Also inside exceptions whose type says that it lasts: a file that can't be made isn't found.
   */
  private static final List<String> PASSING_TEXTS =
      List.of(
          "Too many open files",
          "Stale file handle",
          "Transport endpoint is not connected",
          "Input/output error",
          "Temporary failure in name resolution");

  /** Timeout, conflict with another request, too early, too many. */
  private static final Set<Integer> PASSING_STATUS = Set.of(408, 409, 425, 429);

  private StorageFailure() {}

  /**
   * What a file system's exception means for the job.
   *
   * @param action what failed: "Cannot write hdfs:///models"
   * @param remedy of a lasting failure; a passing one is mended by running again
   */
  public static Failure of(String action, String remedy, IOException cause) {
    String problem = action + ": " + Causes.oneLine(cause);
    if (isLasting(cause)) {
      return new InvalidInputException(problem, remedy, cause);
    }
    return new UnavailableException(
        problem,
        Failure.causes(cause).stream().anyMatch(StorageFailure::isFull)
            ? "free some space there and run again"
            : "check that the storage answers, and run again",
        cause);
  }

  /**
   * Looks for a file system's exception in what Spark threw, which wraps it.
   *
   * @return the outermost IOException of {@code thrown} and its causes, if there is one
   */
  public static Optional<IOException> findIn(Throwable thrown) {
    return Failure.causes(thrown).stream()
        .filter(IOException.class::isInstance)
        .map(IOException.class::cast)
        .findFirst();
  }

  /** By the first of the exception and its causes that says either. */
  private static boolean isLasting(IOException thrown) {
    for (Throwable cause : Failure.causes(thrown)) {
      if (isFull(cause) || says(cause, PASSING_TEXTS)) {
        return false;
      }
      if (!Collections.disjoint(types(cause), LASTING) || says(cause, LASTING_TEXTS)) {
        return true;
      }
      int status = httpStatus(cause);
      if (status >= 300) {
        return status < 500 && !PASSING_STATUS.contains(status);
      }
    }
    return false;
  }

  private static boolean isFull(Throwable cause) {
    return says(cause, FULL);
  }

  private static boolean says(Throwable cause, List<String> texts) {
    String message = String.valueOf(cause.getMessage());
    return texts.stream().anyMatch(message::contains);
  }

  /** Names of the exception's classes, or of the one that a server threw. */
  private static Set<String> types(Throwable cause) {
    Set<String> types = new HashSet<>();
    for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
      types.add(type.getName());
    }
    if (cause instanceof RemoteException remote) {
      types.add(remote.getClassName());
    }
    return types;
  }

  /** What an object store answered: the exceptions of each SDK have a method for it. */
  private static int httpStatus(Throwable cause) {
    for (String method : List.of("getStatusCode", "statusCode")) {
      try {
        if (cause.getClass().getMethod(method).invoke(cause) instanceof Integer status) {
          return status;
        }
      } catch (ReflectiveOperationException e) {
        // Not one of those.
      }
    }
    return 0;
  }
}
