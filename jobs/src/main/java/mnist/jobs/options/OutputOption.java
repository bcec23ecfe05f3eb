package mnist.jobs.options;

import java.util.Optional;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.RunDirectories;
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
}
