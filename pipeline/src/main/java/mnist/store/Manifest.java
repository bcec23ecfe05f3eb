package mnist.store;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import mnist.Bounds;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What a version holds and where it comes from: manifest.json.
 *
 * <p>Format 1 named by their hash only the files that the job had added, if any, and the ONNX file
 * by a key of its own; network.zip was known by its parameters' hash alone. Format 2 names every
 * file.
 *
 * @param formatVersion of the version's directory; keys that may be missing don't raise it
 * @param version its name in the store that it was made in, such as v0001
 * @param createdAt when it was stored
 * @param modelHash SHA-256 over the parameters, see {@link mnist.model.DigitModel#parameterHash}
 * @param fileHashes SHA-256 of each of the version's files, by name, without the manifest itself;
 *     of format 1, see above
 * @param network its inputs and outputs
 * @param training how it was trained
 * @param provenance the software and the machine that made it
 */
public record Manifest(
    int formatVersion,
    String version,
    Instant createdAt,
    String modelHash,
    Map<String, String> fileHashes,
    NetworkSummary network,
    TrainingRun training,
    Provenance provenance) {

  /** The format that this release writes, and the newest that it reads. */
  public static final int FORMAT_VERSION = 2;

  /** The first format whose manifests name every file. */
  private static final int EVERY_FILE = 2;

  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  public Manifest {
    Bounds.atLeast("format_version", formatVersion, 1);
    VersionName.require("version", version);
    Bounds.present("created_at", createdAt);
    Bounds.present("model_hash", modelHash);
    requireHash("model_hash", modelHash);
    Bounds.present("network", network);
    Bounds.present("training", training);
    Bounds.present("provenance", provenance);
    fileHashes = fileHashes == null ? Map.of() : Map.copyOf(fileHashes);
    for (Map.Entry<String, String> file : fileHashes.entrySet()) {
      Bounds.require(
          FILE.matcher(file.getKey()).matches(),
          "file_hashes",
          "by file names",
          "'" + file.getKey() + "'");
      requireHash("file_hashes of " + file.getKey(), file.getValue());
    }
    if (formatVersion >= EVERY_FILE) {
      Bounds.present(
          "file_hashes of " + StoredVersion.NETWORK, fileHashes.get(StoredVersion.NETWORK));
    }
  }

  static void requireHash(String key, String hash) {
    Bounds.require(
        SHA_256.matcher(hash).matches(), key, "a SHA-256 in 64 hexadecimal digits", hash);
  }

  /** Whether a file that isn't among the hashes is none of this version's. */
  boolean namesEveryFile() {
    return formatVersion >= EVERY_FILE;
  }

  /** Read first: a newer manifest may have nothing else in common with this release's. */
  private record ModelManifest(int formatVersion) {}

  /**
   * @throws InvalidInputException if the file is missing, malformed, or of a newer format
   */
  static Manifest read(Path file, Configuration conf) {
    int format = JsonFiles.read(file, ModelManifest.class, conf).formatVersion();
    if (format > FORMAT_VERSION) {
      throw new InvalidInputException(
          "Unknown model format %d in %s, this release reads at most %d"
              .formatted(format, file, FORMAT_VERSION),
          "use the release that wrote it or a later one");
    }
    return JsonFiles.read(file, Manifest.class, conf);
  }
}
