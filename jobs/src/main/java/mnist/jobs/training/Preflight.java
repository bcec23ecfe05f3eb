package mnist.jobs.training;

import java.io.IOException;
import java.util.Optional;
import mnist.InvalidInputException;
import mnist.files.Glob;
import mnist.jobs.data.DataLocation;
import mnist.jobs.doctor.Diagnosis;
import mnist.jobs.doctor.Doctor;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.StageSettings;
import org.apache.hadoop.fs.Path;

/** What a job that trains looks at first. */
public final class Preflight {

  private Preflight() {}

  /**
   * Fails in seconds where training would hang or be killed; logs what would slow it down.
   *
   * @param output a directory that the job writes into
   * @throws InvalidInputException for each fault a line
   */
  public static void require(JobContext context, Path output, DataLocation data)
      throws IOException, InterruptedException {
    // The reader reports unreadable input.
    Optional<String> readable = data.path().filter(path -> exists(context, path));
    examine(context, output, new DataLocation(readable, data.options())).require(context.job());
  }

  /** Looks for all that and reports it. */
  public static Diagnosis examine(JobContext context, Path output, DataLocation data)
      throws IOException, InterruptedException {
    return Doctor.examine(
        context.spark(),
        StageSettings.doctor(context.settings()),
        StageSettings.training(context.settings()).averaging().workers(),
        output,
        data.path().map(context::path).orElse(null));
  }

  private static boolean exists(JobContext context, String data) {
    try {
      return !Glob.find(context.path(data), context.hadoop()).isEmpty();
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
