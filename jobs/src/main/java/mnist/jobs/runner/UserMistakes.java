package mnist.jobs.runner;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import mnist.Failure;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.util.VersionInfo;
import org.apache.spark.sql.AnalysisException;

/** Tells mistakes of the user's from bugs, also those that libraries find. */
public final class UserMistakes {

  private UserMistakes() {}

  /** What to tell the user; empty if it is a bug. */
  public static Optional<String> explain(Throwable thrown) {
    Optional<Failure> ours = Failure.findIn(thrown);
    if (ours.isPresent()) {
      return Optional.of(ours.get().getMessage());
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      Optional<String> explained = explainOne(cause);
      if (explained.isPresent()) {
        return explained;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> explainOne(Throwable cause) {
    String said = firstLine(cause);
    if (cause instanceof UnknownHostException) {
      return Optional.of("Cannot reach host " + said + "; check the host in the path or master");
    }
    if (cause instanceof ConnectException) {
      return Optional.of("Cannot connect: " + said + "; check that the service runs");
    }
    if (cause instanceof AccessControlException || cause instanceof AccessDeniedException) {
      return Optional.of("Access denied: " + said + "; check permissions and credentials");
    }
    if (cause instanceof UnsupportedFileSystemException) {
      return Optional.of(said + "; check the path's scheme");
    }
    if (cause instanceof ClassNotFoundException && said.contains(".fs.s3a.")) {
      return Optional.of(
          "Cannot read s3a:// paths: hadoop-aws is missing; start with --packages"
              + " org.apache.hadoop:hadoop-aws:"
              + VersionInfo.getVersion());
    }
    if (said.contains("is not a Parquet file") || said.contains("CANNOT_READ_FILE_FOOTER")) {
      return Optional.of("Cannot read Parquet: " + said + "; write the file again");
    }
    if (cause instanceof AnalysisException) {
      return Optional.of("Cannot read the input: " + said);
    }
    return said.contains("No space left on device")
        ? Optional.of(said + "; free some or choose another output")
        : Optional.empty();
  }

  private static String firstLine(Throwable cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }
}
