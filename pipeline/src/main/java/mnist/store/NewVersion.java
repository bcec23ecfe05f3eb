package mnist.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import mnist.files.JsonFiles;
import mnist.files.NewFile;
import mnist.files.Sha256;
import mnist.model.DigitModel;
import mnist.model.NetworkArchive;
import mnist.network.UnsupportedLayerException;
import mnist.onnx.OnnxModel;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of a version that has no name yet. Its manifest, which has the name, comes last. */
final class NewVersion {
  private static final Logger LOG = LoggerFactory.getLogger(NewVersion.class);

  private final DigitModel model;
  private final TrainingRun training;

  /** All but the manifest, by name. */
  private final SortedMap<String, byte[]> contents;

  private NewVersion(DigitModel model, TrainingRun training, SortedMap<String, byte[]> contents) {
    this.model = model;
    this.training = training;
    this.contents = contents;
  }

  /** Of a model, in ONNX as well if it can be exported, and further files by name. */
  static NewVersion of(DigitModel model, TrainingRun training, Map<String, byte[]> more)
      throws IOException {
    SortedMap<String, byte[]> contents = new TreeMap<>(more);
    contents.put(StoredVersion.NETWORK, NetworkArchive.write(model.network(), model.images()));
    exported(model).ifPresent(onnx -> contents.put(StoredVersion.ONNX, onnx.file()));
    return new NewVersion(model, training, contents);
  }

  private static Optional<OnnxModel> exported(DigitModel model) {
    try {
      return Optional.of(OnnxModel.of(model));
    } catch (UnsupportedLayerException e) {
      LOG.warn(
          "storing no {}, since this network can't be exported: {}",
          StoredVersion.ONNX,
          e.getMessage());
      return Optional.empty();
    }
  }

  /** Writes all but the manifest. */
  void writeInto(Path directory, Configuration conf) throws IOException {
    for (Map.Entry<String, byte[]> file : contents.entrySet()) {
      write(file.getValue(), new Path(directory, file.getKey()), conf);
    }
  }

  /** Writes the manifest of the version of this name, in place of another name's. */
  Manifest nameIn(Path directory, String name, Configuration conf) throws IOException {
    Map<String, String> hashes = new HashMap<>();
    contents.forEach((file, content) -> hashes.put(file, Sha256.ofBytes(content)));
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT_VERSION,
            name,
            Instant.now(),
            model.parameterHash(),
            hashes,
            NetworkSummary.of(model),
            training,
            Provenance.current());
    Path file = new Path(directory, StoredVersion.MANIFEST);
    file.getFileSystem(conf).delete(file, false);
    write((JsonFiles.toText(manifest) + "\n").getBytes(StandardCharsets.UTF_8), file, conf);
    return manifest;
  }

  private static void write(byte[] content, Path file, Configuration conf) throws IOException {
    try (OutputStream out = NewFile.create(file, conf)) {
      out.write(content);
    }
  }
}
