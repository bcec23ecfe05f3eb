package mnist.jobs.runner;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.UnavailableException;
import mnist.files.JsonFiles;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What a job did.
 *
 * @param status "done"; "refused" or "unavailable" of an examination by which the run can't be
 *     started; "failed"
 * @param code the process's exit code
 * @param directory the output or the store; takes {@code result.json}, null for none
 * @param figures paths and main figures by snake_case key
 * @param summary lines for people: what came of it, where it is, what to do next
 */
public record JobResult(
    String status, int code, Path directory, Map<String, Object> figures, List<String> summary) {
  static final String FILE = "result.json";

  private static final String DONE = "done";
  private static final String FAILED = "failed";

  public static JobResult done(Path directory, Map<String, Object> figures) {
    return new JobResult(DONE, JobRunner.DONE, directory, figures, List.of());
  }

  /** Of a job that writes nothing. */
  public static JobResult told(Map<String, Object> figures) {
    return new JobResult(DONE, JobRunner.DONE, null, figures, List.of());
  }

  /** Of a job that writes nothing and has found mistakes of the user's. */
  public static JobResult refused(Map<String, Object> figures) {
    return new JobResult("refused", JobRunner.USER_MISTAKE, null, figures, List.of());
  }

  /** The same, with lines for people. */
  public JobResult summed(List<String> lines) {
    return new JobResult(status, code, directory, figures, lines);
  }

  /** Of a job that writes nothing and has found nothing but what may pass. */
  public static JobResult unavailable(Map<String, Object> figures) {
    return new JobResult("unavailable", JobRunner.UNAVAILABLE, null, figures, List.of());
  }

  /**
   * Of a job that has done what it could, and has found mistakes of the user's in the rest.
   *
   * @param failure which
   */
  public static JobResult incomplete(
      Path directory, Map<String, Object> figures, InvalidInputException failure) {
    JobResult failed = failed(failure, Optional.of(failure), directory);
    Map<String, Object> all = new HashMap<>(figures);
    all.putAll(failed.figures);
    return new JobResult(
        FAILED, failed.code, directory, all, List.of("error: " + failure.getMessage()));
  }

  /**
   * Of a job that failed.
   *
   * @param failure what it means; empty if it is a bug
   */
  static JobResult failed(Throwable thrown, Optional<Failure> failure, Path directory) {
    Map<String, Object> told = new HashMap<>();
    told.put("problem", failure.map(Failure::problem).orElseGet(thrown::toString));
    failure.flatMap(Failure::remedy).ifPresent(remedy -> told.put("remedy", remedy));
    failure.map(Failure::figures).ifPresent(told::putAll);
    failure.flatMap(Failure::setting).ifPresent(setting -> told.put("setting", setting));
    int code =
        failure
            .map(
                f ->
                    f instanceof UnavailableException
                        ? JobRunner.UNAVAILABLE
                        : JobRunner.USER_MISTAKE)
            .orElse(JobRunner.BUG);
    return new JobResult(FAILED, code, directory, told, List.of());
  }

  /** All of it, sorted by key, paths as text. */
  SortedMap<String, Object> toMap(String job, double elapsedSeconds) {
    SortedMap<String, Object> map = new TreeMap<>();
    figures.forEach((key, value) -> map.put(key, value instanceof Path ? value.toString() : value));
    map.put("job", job);
    map.put("status", status);
    map.put("code", code);
    map.put("elapsed_s", Math.round(elapsedSeconds * 10) / 10.0);
    return map;
  }

  /**
   * Writes {@code result.json}; a store's is that of the last job. It appears in one step, since
   * two jobs on one store may end together.
   */
  public void write(Map<String, Object> result, Configuration conf) {
    if (directory != null) {
      JsonFiles.replace(new Path(directory, FILE), result, conf);
    }
  }
}
