package mnist.store;

import java.io.IOException;
import java.io.InputStream;
import mnist.InvalidInputException;
import mnist.files.Sha256;
import mnist.files.StorageFailure;
import mnist.model.DigitModel;
import mnist.model.NetworkArchive;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A version of a model in a store.
 *
 * @param path its directory, qualified
 * @param manifest what it holds
 */
public record StoredVersion(Path path, Manifest manifest) {
  static final String MANIFEST = "manifest.json";
  static final String NETWORK = "network.zip";
  static final String ONNX = "model.onnx";

  /** The network is by far the largest file. */
  private static final int MAX_FILE_BYTES = NetworkArchive.MAX_BYTES;

  private static final String REMEDY = "restore it or train the model again";

  /**
   * @throws InvalidInputException if the manifest is missing, malformed or of a newer format, or
   *     says another name than that of a directory that is called as a version
   */
  static StoredVersion read(Path path, Configuration conf) {
    Manifest manifest = Manifest.read(new Path(path, MANIFEST), conf);
    String directory = path.getName();
    if (VersionName.PATTERN.matcher(directory).matches() && !directory.equals(manifest.version())) {
      throw new InvalidInputException(
          "Cannot use %s: expected version %s in it, but its %s is that of %s"
              .formatted(path, directory, MANIFEST, manifest.version()),
          "put each version back where it was, or copy it to a directory of another name");
    }
    return new StoredVersion(path, manifest);
  }

  /** The version's name, such as v0001. */
  public String name() {
    return manifest.version();
  }

  /**
   * Loads the network.
   *
   * @throws InvalidInputException if network.zip is missing, damaged or another than the manifest
   *     says
   */
  public DigitModel load(Configuration conf) {
    NetworkSummary summary = manifest.network();
    DigitModel model =
        new DigitModel(
            summary.architecture(),
            summary.height(),
            summary.width(),
            summary.classes(),
            summary.normalisation(),
            NetworkArchive.read(
                new Path(path, NETWORK).toString(), content(NETWORK, conf), summary.images()));
    String hash = model.parameterHash();
    if (!hash.equals(manifest.modelHash())) {
      throw new InvalidInputException(
          "Cannot load model %s: expected parameters with SHA-256 %s as its %s says, but those in %s have %s"
              .formatted(path, manifest.modelHash(), MANIFEST, NETWORK, hash),
          "restore both files or train it again");
    }
    return model;
  }

  /**
   * SHA-256 of the manifest's file. As it has every other file's hash, it stands for the whole
   * version.
   */
  String manifestHash(Configuration conf) {
    return Sha256.ofBytes(bytes(new Path(path, MANIFEST), conf));
  }

  /** Whether the version has a file of this name, or may have, if its manifest is of format 1. */
  public boolean holds(String file, Configuration conf) {
    if (manifest.fileHashes().containsKey(file)) {
      return true;
    }
    try {
      Path whole = new Path(path, file);
      return !manifest.namesEveryFile() && whole.getFileSystem(conf).exists(whole);
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + path, REMEDY, e);
    }
  }

  /**
   * A file of this version. It is checked before anything else sees it: against its hash in the
   * manifest, if the manifest has one, as it does since format 2.
   *
   * @throws InvalidInputException if it is missing, another than the manifest says, or none of this
   *     version's
   */
  public byte[] content(String name, Configuration conf) {
    Path file = new Path(path, name);
    String expected = manifest.fileHashes().get(name);
    if (expected == null && manifest.namesEveryFile()) {
      throw new InvalidInputException(
          "Cannot read %s: %s names no such file".formatted(file, MANIFEST), REMEDY);
    }
    byte[] content = bytes(file, conf);
    String found = Sha256.ofBytes(content);
    if (expected != null && !found.equals(expected)) {
      throw new InvalidInputException(
          "Cannot read %s: expected a file with SHA-256 %s as %s says, but it has %s"
              .formatted(file, expected, MANIFEST, found),
          REMEDY);
    }
    return content;
  }

  private static byte[] bytes(Path file, Configuration conf) {
    byte[] content;
    try (InputStream in = file.getFileSystem(conf).open(file)) {
      content = in.readNBytes(MAX_FILE_BYTES + 1);
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + file, REMEDY, e);
    }
    if (content.length > MAX_FILE_BYTES) {
      throw new InvalidInputException(
          "Cannot read %s: expected %d bytes at most, but it has more"
              .formatted(file, MAX_FILE_BYTES),
          REMEDY);
    }
    return content;
  }
}
