package mnist.input;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mnist.Failure;
import mnist.UnavailableException;
import mnist.files.Causes;
import mnist.files.StorageFailure;

/**
 * Tells what is wrong with a file, for good, from storage that doesn't answer and from bugs. What
 * libraries throw at damaged bytes has no type of its own; it is told by who throws it.
 */
final class Damage {

  /** What makes rows of bytes. What else throws an IOException may be the storage. */
  private static final List<String> DECODERS =
      List.of(
          "org.apache.parquet.",
          "shaded.parquet.",
          "org.apache.orc.",
          "org.apache.avro.",
          "org.apache.spark.sql.",
          "org.xerial.snappy.",
          "com.github.luben.zstd.",
          "net.jpountz.",
          "io.airlift.compress.",
          "com.fasterxml.jackson.",
          "java.util.zip.");

  /** Of functions of ours, in Spark 3.5 and in 4. */
  private static final List<String> OF_FUNCTIONS =
      List.of("FAILED_EXECUTE_UDF", "Failed to execute user defined function");

  /** Of Spark, what makes no rows: its broadcasts, shuffles and stores of blocks. */
  private static final String SPARK = "org.apache.spark.";

  private Damage() {}

  /**
   * What is wrong with the file that was read.
   *
   * @return empty if it isn't the file
   */
  static Optional<String> of(Throwable thrown) {
    List<Throwable> causes = Failure.causes(thrown);
    Optional<Failure> ours = Failure.findIn(thrown);
    if (ours.isPresent()) {
      return ours.filter(failure -> !(failure instanceof UnavailableException))
          .map(Failure::problem);
    }
    Throwable innermost = causes.get(causes.size() - 1);
    boolean isOther =
        causes.stream()
            .anyMatch(
                cause ->
                    cause instanceof Error
                        || cause instanceof InterruptedException
                        || cause instanceof java.io.InterruptedIOException
                        || cause.getClass().getSimpleName().equals("TaskKilledException")
                        || OF_FUNCTIONS.stream()
                            .anyMatch(String.valueOf(cause.getMessage())::contains));
    boolean isBug = !(innermost instanceof IOException) && thrower(innermost).startsWith("mnist.");
    String caller = callerOfLibraries(innermost);
    boolean isSpark = caller.startsWith(SPARK) && !caller.startsWith(SPARK + "sql.");
    if (isOther || isBug || isSpark) {
      return Optional.empty();
    }
    Optional<IOException> storage = StorageFailure.findIn(thrown);
    boolean isPassing =
        storage.isPresent()
            && StorageFailure.of("", "", storage.get()) instanceof UnavailableException
            && !isOfContent(innermost);
    return isPassing ? Optional.empty() : Optional.of(Causes.oneLine(innermost));
  }

  private static boolean isOfContent(Throwable thrown) {
    return thrown instanceof EOFException
        || !(thrown instanceof IOException)
        || DECODERS.stream().anyMatch(thrower(thrown)::startsWith);
  }

  private static String thrower(Throwable thrown) {
    return classes(thrown).findFirst().orElse("");
  }

  /** The thrower, or who called it if that was a part of Java or of Scala. */
  private static String callerOfLibraries(Throwable thrown) {
    return classes(thrown)
        .filter(name -> !name.startsWith("java.") && !name.startsWith("scala."))
        .findFirst()
        .orElse("");
  }

  private static Stream<String> classes(Throwable thrown) {
    return Stream.of(thrown.getStackTrace()).map(StackTraceElement::getClassName);
  }
}
