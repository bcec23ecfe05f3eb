package mnist.store;

import java.io.IOException;
import java.util.Optional;
import mnist.files.JsonFiles;
import mnist.files.StorageFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * How versions did as challengers, each in its own directory.
 *
 * @param versions that have been challengers
 */
record Decisions(Versions versions, Configuration conf) {

  private static final String FILE = "decision.json";

  boolean keep(Decision decision) {
    versions.named(decision.challenger());
    return JsonFiles.writeIfAbsent(file(decision.challenger()), decision, conf);
  }

  boolean has(String challenger) {
    Path file = file(challenger);
    try {
      return file.getFileSystem(conf).exists(file);
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + file, "make it readable", e);
    }
  }

  Optional<Decision> of(String challenger) {
    return has(challenger)
        ? Optional.of(JsonFiles.read(file(challenger), Decision.class, conf))
        : Optional.empty();
  }

  private Path file(String challenger) {
    return new Path(versions.path(challenger), FILE);
  }
}
