package mnist.jobs.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.ObjectStreamException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.UnavailableException;
import mnist.files.StorageFailure;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.hadoop.util.VersionInfo;
import org.apache.spark.SparkException;
import org.apache.spark.sql.AnalysisException;

/** What libraries throw, and what it means for who runs the job. */
public final class LibraryFailures {
  private static final Pattern LOST_EXECUTOR =
      Pattern.compile("(?s).*ExecutorLostFailure \\((.*?)\\)(?: Reason: ([^\n]*))?.*");
  private static final Pattern LOST_SHUFFLE =
      Pattern.compile("(?s).*(?:FetchFailed|maximum allowable number of times).*");
  private static final Pattern ON_EXECUTOR =
      Pattern.compile("(?s).*Lost task .* executor (?!driver\\)).*");

  private LibraryFailures() {}

  /**
   * The failure that an exception is, or has among its causes.
   *
   * @return ours if there is one; empty if it is a bug
   */
  public static Optional<Failure> explain(Throwable thrown) {
    Optional<Failure> ours = Failure.findIn(thrown);
    if (ours.isPresent()) {
      return ours;
    }
    List<Throwable> causes = Failure.causes(thrown);
    return causes.stream()
        .map(cause -> explainOne(cause, causes))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Failure> explainOne(Throwable cause, List<Throwable> all) {
    String said = String.valueOf(cause.getMessage());
    String line = firstLine(cause);
    if (cause instanceof OutOfMemoryError || said.contains(OutOfMemoryError.class.getName())) {
      return Optional.of(outOfMemory(cause, all));
    }
    if (cause instanceof SparkException && said.contains("ExecutorLostFailure")) {
      return Optional.of(lostExecutor(said, cause));
    }
    if (cause instanceof ClassNotFoundException && said.contains(".fs.s3a.")) {
      return Optional.of(
          new InvalidInputException(
              "Cannot read s3a:// paths: hadoop-aws is missing",
              "start with --packages org.apache.hadoop:hadoop-aws:" + VersionInfo.getVersion(),
              cause));
    }
    if (said.contains("is not a Parquet file")) {
      return Optional.of(
          new InvalidInputException("Cannot read Parquet: " + line, "write the file again", cause));
    }
    if (cause instanceof AnalysisException) {
      return Optional.of(
          new InvalidInputException(
              "Cannot read the input: " + line, "give data that it can be read from", cause));
    }
    if (cause instanceof IOException storage && isStorage(storage)) {
      return Optional.of(storage(storage));
    }
    // Innermost, and from an executor whose exception didn't survive the way.
    if (cause.getCause() != null) {
      return Optional.empty();
    }
    if (cause instanceof SparkException && LOST_SHUFFLE.matcher(said).matches()) {
      return Optional.of(lostExecutor(said, cause));
    }
    if (cause instanceof TimeoutException) {
      return Optional.of(
          new UnavailableException(
              "Spark didn't answer in time: " + line,
              "check that driver and executors reach each other, and run again",
              cause));
    }
    if (said.contains("CANNOT_READ_FILE_FOOTER")) {
      return Optional.of(
          new InvalidInputException("Cannot read Parquet: " + line, "write the file again", cause));
    }
    return said.contains("No space left on device")
        ? Optional.of(
            new UnavailableException(
                "No space left on device: " + line, "free some space and run again", cause))
        : Optional.empty();
  }

  /** Not what our own serialisation gets wrong, nor a wrapper of somebody's bug. */
  private static boolean isStorage(IOException thrown) {
    Throwable cause = thrown.getCause();
    return !(thrown instanceof ObjectStreamException)
        && !(thrown instanceof JsonProcessingException)
        && !(cause instanceof RuntimeException)
        && !(cause instanceof ReflectiveOperationException)
        && !(cause instanceof LinkageError);
  }

  private static Failure storage(IOException cause) {
    if (cause instanceof UnknownHostException) {
      return StorageFailure.of(
          "Cannot reach a host", "check the host in the path or master", cause);
    }
    if (cause instanceof ConnectException) {
      return StorageFailure.of("Cannot connect", "check that the service runs", cause);
    }
    if (cause instanceof AccessControlException || cause instanceof AccessDeniedException) {
      return StorageFailure.of("Access denied", "check permissions and credentials", cause);
    }
    if (cause instanceof UnsupportedFileSystemException) {
      return StorageFailure.of("Cannot open a path", "check its scheme", cause);
    }
    return StorageFailure.of(
        "Storage failed", "check the path, permissions and credentials", cause);
  }

  private static Failure outOfMemory(Throwable cause, List<Throwable> all) {
    boolean onExecutor =
        all.stream().anyMatch(t -> ON_EXECUTOR.matcher(String.valueOf(t.getMessage())).matches());
    String process = onExecutor ? "An executor" : "The driver";
    String role = onExecutor ? "executor" : "driver";
    String line = cause instanceof OutOfMemoryError ? firstLine(cause) : "Java heap space";
    // JavaCPP's, of arrays outside the heap.
    if (line.contains("ytes")) {
      return new InvalidInputException(
          "spark.%s.memoryOverhead".formatted(role),
          "%s ran out of memory outside its heap: %s".formatted(process, line),
          "give it more by --conf spark.%s.memoryOverhead and, above four heaps, --conf spark.%s.extraJavaOptions=-Dorg.bytedeco.javacpp.maxphysicalbytes=0"
              .formatted(role, role),
          cause);
    }
    return new InvalidInputException(
        "spark.%s.memory".formatted(role),
        "%s ran out of memory: %s".formatted(process, line),
        "give it more by --%s-memory, such as --%s-memory 6g".formatted(role, role),
        cause);
  }

  private static Failure lostExecutor(String said, Throwable cause) {
    Matcher lost = LOST_EXECUTOR.matcher(said);
    String why = "what they had computed is gone";
    if (lost.matches()) {
      why = lost.group(2) == null ? lost.group(1) : lost.group(2).strip();
    }
    if (why.contains("memory limits") || why.contains("memoryOverhead")) {
      return new InvalidInputException(
          "spark.executor.memoryOverhead",
          "Executors were killed for using more memory than their containers have: " + why,
          "give them more by --conf spark.executor.memoryOverhead",
          cause);
    }
    return new UnavailableException(
        "Executors were lost more often than Spark tries again: " + why,
        "see in the executors' logs why they end, and run again",
        cause);
  }

  private static String firstLine(Throwable cause) {
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }
}
