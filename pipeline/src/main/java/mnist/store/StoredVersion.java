package mnist.store;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import mnist.InvalidInputException;
import mnist.files.Causes;
import mnist.files.JsonFiles;
import mnist.files.NewFile;
import mnist.files.Sha256;
import mnist.model.DigitModel;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;

/**
 * A version of a model as it lies in a store.
 *
 * @param path its directory, qualified
 * @param manifest what it holds
 */
public record StoredVersion(Path path, Manifest manifest) {
  static final String MANIFEST = "manifest.json";
  static final String NETWORK = "network.zip";
  static final String ONNX = "model.onnx";

  /** Holds a {@link Calibration}. */
  public static final String CALIBRATION = "calibration.json";

  /** "PK", 5, 6: what the last record of a zip file begins with; its length without a comment. */
  private static final int ZIP_END = 0x504B0506;

  private static final int ZIP_END_BYTES = 22;

  /**
   * @throws InvalidInputException if the manifest is missing, malformed, or of a newer format
   */
  static StoredVersion read(Path path, Configuration conf) {
    return new StoredVersion(path, Manifest.read(new Path(path, MANIFEST), conf));
  }

  /** The version's name, such as v0001. */
  public String name() {
    return manifest.version();
  }

  /**
   * Loads the network, with its updater's state.
   *
   * @throws InvalidInputException if network.zip is missing or damaged, or its parameters aren't
   *     those of the manifest
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
            readNetwork(conf));
    String hash = model.parameterHash();
    if (!hash.equals(manifest.modelHash())) {
      throw new InvalidInputException(
          "Cannot load model "
              + path
              + ": expected parameters with SHA-256 "
              + manifest.modelHash()
              + " as its "
              + MANIFEST
              + " says, but those in "
              + NETWORK
              + " have "
              + hash
              + "; restore both files or train it again");
    }
    return model;
  }

  /**
   * The calibration; empty if the version has none, since an earlier release trained it.
   *
   * @throws InvalidInputException if the manifest names one, but the file is missing or another
   */
  public Optional<Calibration> calibration(Configuration conf) {
    String hash = manifest.fileHashes().get(CALIBRATION);
    if (hash == null) {
      return Optional.empty();
    }
    Path file = new Path(path, CALIBRATION);
    try (InputStream in = file.getFileSystem(conf).open(file)) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (!Sha256.hex(json).equals(hash)) {
        throw new InvalidInputException(
            "Cannot read %s: expected a file with SHA-256 %s as %s says, but it has %s; restore it or train the model again"
                .formatted(file, hash, MANIFEST, Sha256.hex(json)));
      }
      return Optional.of(JsonFiles.fromText(json, Calibration.class));
    } catch (IOException e) {
      throw new InvalidInputException(
          "Cannot read %s: %s; restore it or train the model again"
              .formatted(file, Causes.oneLine(e)),
          e);
    }
  }

  private MultiLayerNetwork readNetwork(Configuration conf) {
    Path file = new Path(path, NETWORK);
    try (InputStream in = file.getFileSystem(conf).open(file)) {
      byte[] zip = in.readAllBytes();
      requireWhole(zip);
      return ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(zip), true);
    } catch (FileNotFoundException e) {
      throw new InvalidInputException(
          "Cannot load model " + path + ": expected " + NETWORK + ", but there is no such file", e);
    } catch (IOException | RuntimeException e) {
      // DL4J answers a damaged file with whichever exception the damage leads to.
      throw new InvalidInputException(
          "Cannot load model "
              + path
              + ": expected a network that DL4J wrote, but "
              + NETWORK
              + " is damaged ("
              + e.toString().lines().findFirst().orElse("")
              + "); restore it or train it again",
          e);
    }
  }

  /**
   * DL4J reads a cut archive as one without an updater's state and starts a new one in silence, and
   * stops reading an entry before its checksum.
   */
  private static void requireWhole(byte[] zip) throws IOException {
    int end = zip.length - ZIP_END_BYTES;
    if (end < 0 || ByteBuffer.wrap(zip).getInt(end) != ZIP_END) {
      throw new ZipException("it ends after " + zip.length + " bytes without a zip's directory");
    }
    try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
      while (entries.getNextEntry() != null) {
        entries.transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  static void writeNetwork(MultiLayerNetwork network, Path directory, Configuration conf)
      throws IOException {
    try (OutputStream out = NewFile.create(new Path(directory, NETWORK), conf)) {
      ModelSerializer.writeModel(network, out, true);
    }
  }
}
