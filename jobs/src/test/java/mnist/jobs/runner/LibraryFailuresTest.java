package mnist.jobs.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.UnavailableException;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LibraryFailuresTest {
  private static final String LOST =
      "Job aborted due to stage failure: Task 0 in stage 3.0 failed 4 times, most recent failure:"
          + " Lost task 0.3 in stage 3.0 (TID 12) (10.0.0.1 executor 4): ExecutorLostFailure"
          + " (executor 4 exited caused by one of the running tasks) Reason: Command exited with"
          + " code 137\nDriver stacktrace:";
  private static final String LOST_TASK =
      "Job aborted due to stage failure: Task 0 in stage 0.0 failed 1 times, most recent failure:"
          + " Lost task 0.0 in stage 0.0 (TID 0) (host executor %s): java.lang.%s";

  static Stream<Arguments> somebodyHasToChange() {
    return Stream.of(
        mistake(new UncheckedIOException(new AccessDeniedException("/x")), "Access denied: /x ("),
        mistake(new IllegalArgumentException(new UnknownHostException("nosuch")), "Cannot reach a"),
        mistake(new UnsupportedFileSystemException("No FileSystem for scheme"), "Cannot open a p"),
        mistake(
            new RuntimeException(
                new ClassNotFoundException(
                    "Class org.apache.hadoop.fs.s3a.S3AFileSystem not found")),
            "Cannot read s3a:// paths: hadoop-aws is missing"),
        mistake(
            new RuntimeException("file:/x is not a Parquet file"), "Cannot read Parquet: file:"),
        mistake(new OutOfMemoryError("Java heap space"), "The driver ran out of memory: Java heap"),
        mistake(
            new SparkException(
                LOST_TASK.formatted("driver", "OutOfMemoryError: Java heap space"),
                new OutOfMemoryError("Java heap space")),
            "The driver ran out of memory: Java heap space"),
        mistake(
            new SparkException(
                LOST_TASK.formatted("7", "OutOfMemoryError: Java heap space"),
                new OutOfMemoryError("Java heap space")),
            "An executor ran out of memory: Java heap space"),
        mistake(
            new OutOfMemoryError("Physical memory usage is too high: physicalBytes (4G)"),
            "The driver ran out of memory outside its heap: Physical memory"));
  }

  static Stream<Arguments> mayWorkLater() {
    return Stream.of(
        fault(new ConnectException("refused"), "Cannot connect: refused"),
        fault(
            new SparkException(LOST, null),
            "Executors were lost more often than Spark tries"
                + " again: Command exited with code 137"),
        fault(
            new SparkException("Job aborted", new UncheckedIOException(new IOException("gone"))),
            "Storage failed: gone (IOException)"),
        fault(
            new ExecutionException(new AssertionError(new IOException("No space left on device"))),
            "Storage failed: No space left on device"),
        fault(
            new SparkException(
                "CANNOT_READ_FILE_FOOTER", new IOException("Connection reset by peer")),
            "Storage failed: Connection reset"),
        fault(
            new SparkException(
                "ShuffleMapStage 3 has failed the maximum allowable number of times: 4.", null),
            "Executors were lost more often than Spark tries again: "),
        fault(new TimeoutException("Futures timed out"), "Spark didn't answer in time: Futures"));
  }

  static Stream<Throwable> bugs() {
    return Stream.of(
        new NullPointerException(),
        new IllegalArgumentException("n must be 1"),
        new NotSerializableException("mnist.Something"),
        // As Spark wraps what its deserialisation stumbles over.
        new IOException("java.lang.NoSuchMethodError", new NoSuchMethodError("x")),
        new IOException("java.lang.ClassNotFoundException", new ClassNotFoundException("x")),
        new SparkException("Task not serializable", new NotSerializableException("x")));
  }

  private static Arguments mistake(Throwable thrown, String start) {
    return Arguments.of(thrown, start);
  }

  private static Arguments fault(Throwable thrown, String start) {
    return Arguments.of(thrown, start);
  }

  @ParameterizedTest
  @MethodSource("somebodyHasToChange")
  void tellsMistakes(Throwable thrown, String start) {
    assertThat(LibraryFailures.explain(thrown))
        .containsInstanceOf(InvalidInputException.class)
        .hasValueSatisfying(failure -> assertThat(failure).hasMessageStartingWith(start));
  }

  @ParameterizedTest
  @MethodSource("mayWorkLater")
  void tellsWhatMayPass(Throwable thrown, String start) {
    assertThat(LibraryFailures.explain(thrown))
        .containsInstanceOf(UnavailableException.class)
        .hasValueSatisfying(failure -> assertThat(failure).hasMessageStartingWith(start));
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void leavesBugs(Throwable thrown) {
    assertThat(LibraryFailures.explain(thrown)).isEmpty();
  }

  @Test
  void prefersOurs() {
    Failure ours = new InvalidInputException("Cannot read it", "write it again");

    assertThat(LibraryFailures.explain(new SparkException(LOST, ours))).containsSame(ours);
  }
}
