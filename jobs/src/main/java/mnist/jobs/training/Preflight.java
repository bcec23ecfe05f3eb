package mnist.jobs.training;

import java.io.IOException;
import mnist.InvalidInputException;
import mnist.files.Glob;
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
   * @param data that the user named; null for the bundled data
   * @throws InvalidInputException for each fault a line
   */
  public static void require(JobContext context, Path output, String data)
      throws IOException, InterruptedException {
    // What nobody can read is told by who reads it.
    Path readable = data != null && exists(context, data) ? context.path(data) : null;
    examine(context, output, readable).require(context.job());
  }

  /**
   * @param data null for the bundled data
   */
  public static Diagnosis examine(JobContext context, Path output, Path data)
      throws IOException, InterruptedException {
    return Doctor.examine(
        context.spark(),
        StageSettings.doctor(context.settings()),
        StageSettings.training(context.settings()).averaging().workers(),
        output,
        data);
  }

  private static boolean exists(JobContext context, String data) {
    try {
      return !Glob.find(context.path(data), context.hadoop()).isEmpty();
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
