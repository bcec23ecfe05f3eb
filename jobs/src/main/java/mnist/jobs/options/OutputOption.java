package mnist.jobs.options;

import java.util.Optional;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.RunDirectories;
import mnist.progress.RunProgress;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Option;

/** The output of a job that makes a directory. */
public final class OutputOption {
  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "New directory to write (default: one " + RunDirectories.PLACE + ").")
  private String path;

  /**
   * The directory that the user names, or a new one.
   *
   * @throws mnist.InvalidInputException if there is something already
   */
  public Path directory(JobContext context) {
    return context.newOutput(Optional.ofNullable(path));
  }

  /**
   * The same for a job that goes on in a directory of its own.
   *
   * @throws mnist.InvalidInputException if there is something else
   */
  public Path newOrRun(JobContext context) {
    Path output = context.output(Optional.ofNullable(path));
    return new RunProgress(output, context.hadoop()).exists()
        ? output
        : context.newOutput(Optional.of(output.toString()));
  }

  /** As the user gave it; null if they didn't. */
  public String given() {
    return path;
  }
}
