package mnist.jobs.runner;

import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.hadoop.fs.Path;

/** Where a job writes that was given no output. */
public final class RunDirectories {
  /** For help texts: what {@link #of} chooses from. */
  public static final String PLACE =
      "under the project's runs; on a cluster or without the launcher, under mnist-spark-runs";

  /** To the millisecond, since a schedule or script may start several in a second. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RunDirectories() {}

  /** The local directory of a project's runs, whether or not it exists. */
  public static java.nio.file.Path in(String project) {
    return java.nio.file.Path.of(project, "runs");
  }

  /**
   * A directory named after time and job: under {@code runs} of the project if the launcher has
   * named one that can be written and all tasks run on this machine, else under {@code
   * mnist-spark-runs} in the working directory of the default file system, which executors share.
   *
   * @param project the launcher's MNIST_SPARK_HOME, null without the launcher
   */
  public static Path of(String job, Instant now, String project, String master) {
    String name = TIME.format(now) + "-" + job;
    if (project != null && master.startsWith("local")) {
      java.nio.file.Path runs = in(project);
      if (Files.isWritable(Files.exists(runs) ? runs : runs.getParent())) {
        return new Path(runs.resolve(name).toUri());
      }
    }
    return new Path("mnist-spark-runs/" + name);
  }
}
