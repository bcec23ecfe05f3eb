package mnist.deliveries;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import mnist.files.JsonFiles;
import mnist.files.StorageFailure;
import mnist.input.IngestedInput;
import mnist.records.DataFingerprint;
import mnist.store.ModelStore;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Ingested data that a store keeps so as not to make them again. Nothing refers to them.
 *
 * @param path the directory
 * @param fingerprint what it holds
 */
public record KeptData(Path path, DataFingerprint fingerprint) {

  /** Where a store keeps them, each in a directory of its own. */
  public static Path directory(Path store) {
    return new Path(store, "data");
  }

  /** All that are whole. */
  static List<KeptData> in(ModelStore store, Configuration conf) {
    Path directory = directory(store.path());
    List<KeptData> kept = new ArrayList<>();
    try {
      for (FileStatus entry : directory.getFileSystem(conf).listStatus(directory)) {
        if (IngestedInput.isIngested(entry.getPath(), conf)) {
          kept.add(of(entry.getPath(), conf));
        }
      }
      return kept;
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + directory, "make it readable", e);
    }
  }

  static KeptData of(Path ingested, Configuration conf) {
    Path file = new Path(ingested, IngestedInput.FINGERPRINT);
    return new KeptData(ingested, JsonFiles.read(file, DataFingerprint.class, conf));
  }
}
