package mnist.jobs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
 * @param status "done", or what else it came to, such as "nothing to do"
 * @param directory the output or the store; takes {@code result.json}
 * @param figures paths and main figures by snake_case key
 */
record JobResult(String status, Path directory, Map<String, Object> figures) {
  static final String FILE = "result.json";

  static JobResult done(Path directory, Map<String, Object> figures) {
    return new JobResult("done", directory, figures);
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
  void write(Map<String, Object> result, Configuration conf) throws IOException {
    Path file = directory.getFileSystem(conf).makeQualified(new Path(directory, FILE));
    Path staging = new Path(directory, "." + FILE + ".tmp-" + UUID.randomUUID());
    try (OutputStream out = NewFile.create(staging, conf)) {
      out.write((JsonFiles.toText(result) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    FileContext.getFileContext(file.toUri(), conf).rename(staging, file, Options.Rename.OVERWRITE);
  }
}
