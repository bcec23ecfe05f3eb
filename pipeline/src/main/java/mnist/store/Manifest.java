package mnist.store;

import java.time.Instant;
import java.util.Map;
import mnist.Bounds;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What a version holds and where it comes from: manifest.json.
 *
 * @param formatVersion of the version's directory; keys and files that may be missing don't raise
 *     it
 * @param version its name in the store that it was made in, such as v0001
 * @param createdAt when it was stored
 * @param modelHash SHA-256 over the parameters, see {@link mnist.model.DigitModel#parameterHash}
 * @param onnxHash SHA-256 of model.onnx; null if there is none, since the network can't be exported
 *     or an earlier release stored it
 * @param fileHashes SHA-256 of the files that the job added, by name; none of a version that an
 *     earlier release stored
 * @param network what it takes and gives
 * @param training how it came to be
 * @param provenance what it was made by
 */
public record Manifest(
    int formatVersion,
    String version,
    Instant createdAt,
    String modelHash,
    String onnxHash,
    Map<String, String> fileHashes,
    NetworkSummary network,
    TrainingRun training,
    Provenance provenance) {

  /** The format that this release writes, and the newest that it reads. */
  public static final int FORMAT_VERSION = 1;

  public Manifest {
    Bounds.atLeast("format_version", formatVersion, 1);
    Bounds.present("version", version);
    Bounds.present("created_at", createdAt);
    Bounds.present("model_hash", modelHash);
    Bounds.present("network", network);
    Bounds.present("training", training);
    Bounds.present("provenance", provenance);
    fileHashes = fileHashes == null ? Map.of() : Map.copyOf(fileHashes);
  }

  /** All that is read of a manifest before it is known whether this release can read the rest. */
  private record ModelManifest(int formatVersion) {}

  /**
   * @throws InvalidInputException if the file is missing, malformed, or of a newer format
   */
  static Manifest read(Path file, Configuration conf) {
    int format = JsonFiles.read(file, ModelManifest.class, conf).formatVersion();
    if (format > FORMAT_VERSION) {
      throw new InvalidInputException(
          "Unknown model format "
              + format
              + " in "
              + file
              + ", this release reads at most "
              + FORMAT_VERSION
              + "; use the release that wrote it or a later one");
    }
    return JsonFiles.read(file, Manifest.class, conf);
  }
}
