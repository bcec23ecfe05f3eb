package mnist.jobs.runner;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import mnist.files.JsonFiles;
import mnist.files.NewFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * What a job did.
 *
 * @param status "done", or "refused" if what was given can't be run
 * @param directory the output or the store; takes {@code result.json}, null for none
 * @param figures paths and main figures by snake_case key
 * @param summary lines for people: what came of it, where it is, what to do next
 */
public record JobResult(
    String status, Path directory, Map<String, Object> figures, List<String> summary) {
  static final String FILE = "result.json";

  private static final String DONE = "done";
  private static final String REFUSED = "refused";

  public static JobResult done(Path directory, Map<String, Object> figures) {
    return new JobResult(DONE, directory, figures, List.of());
  }

  /** Of a job that writes nothing. */
  public static JobResult told(Map<String, Object> figures) {
    return new JobResult(DONE, null, figures, List.of());
  }

  /** Of a job that writes nothing and has found mistakes of the user's. */
  public static JobResult refused(Map<String, Object> figures) {
    return new JobResult(REFUSED, null, figures, List.of());
  }

  /** The same, with lines for people. */
  public JobResult summed(List<String> lines) {
    return new JobResult(status, directory, figures, lines);
  }

  int exitCode() {
    return status.equals(REFUSED) ? JobRunner.USER_MISTAKE : JobRunner.DONE;
  }

  /** All of it, sorted by key, paths as text. */
  SortedMap<String, Object> toMap(String job, double elapsedSeconds) {
    SortedMap<String, Object> map = new TreeMap<>();
    figures.forEach((key, value) -> map.put(key, value instanceof Path ? value.toString() : value));
    map.put("job", job);
    map.put("status", status);
    map.put("elapsed_s", Math.round(elapsedSeconds * 10) / 10.0);
    return map;
  }

  /**
   * Writes {@code result.json}; a store's is that of the last job. It appears in one step, since
   * two jobs on one store may end together.
   */
  public void write(Map<String, Object> result, Configuration conf) throws IOException {
    if (directory == null) {
      return;
    }
    Path file = directory.getFileSystem(conf).makeQualified(new Path(directory, FILE));
    Path staging = new Path(directory, "." + FILE + ".tmp-" + UUID.randomUUID());
    try (OutputStream out = NewFile.create(staging, conf)) {
      out.write((JsonFiles.toText(result) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    FileContext.getFileContext(file.toUri(), conf).rename(staging, file, Options.Rename.OVERWRITE);
  }
}
