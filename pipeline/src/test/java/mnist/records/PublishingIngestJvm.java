package mnist.records;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import mnist.files.NewFile;
import mnist.input.IngestedInput;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Publishes a directory as an ingest does: OUTPUT CHANGE, which is the one that it is killed at.
 */
final class PublishingIngestJvm {

  static final DataFingerprint FINGERPRINT =
      new DataFingerprint(
              1, null, List.of(), Map.of(), null, 28, 28, 2, null, null, 42, 0.1, null, null, 0)
          .withId();

  private PublishingIngestJvm() {}

  public static void main(String[] args) {
    HaltingFileSystem.haltAt(Integer.parseInt(args[1]));
    if (!publish(new Path(args[0]), HaltingFileSystem.configuration())) {
      throw new IllegalStateException("nobody else writes here");
    }
  }

  static boolean publish(Path target, Configuration conf) {
    try (IngestOutput output = IngestOutput.begin(target, conf)) {
      for (String part : List.of(IngestedInput.RECORDS, IngestedData.QUARANTINE)) {
        try (OutputStream out =
            NewFile.create(new Path(output.path(), part + "/a.parquet"), conf)) {
          out.write(1);
        }
      }
      return output.publish(FINGERPRINT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
