package mnist.store;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import mnist.files.NewFile;
import mnist.files.NumberedEntries;
import mnist.files.Sha256;
import mnist.files.StagedDirectory;
import mnist.model.DigitModel;
import mnist.onnx.NotExportableException;
import mnist.onnx.OnnxModel;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Versions of a model and which of them is the champion, in a directory that several processes may
 * use at once. A version takes the next free number; its manifest is written last, and without one
 * it doesn't count. The champion is the highest numbered champion file, and writing the next number
 * is a compare-and-set. Both hold as far as the file system has a rename that doesn't overwrite,
 * see {@link mnist.files.NoOverwriteRename}: on object stores let one process at a time publish.
 */
public final class ModelStore {
  private static final Logger LOG = LoggerFactory.getLogger(ModelStore.class);
  private static final String VERSIONS = "versions";
  private static final String CHAMPIONS = "champions";
  private static final String DECISION = "decision.json";
  private static final Pattern VERSION = Pattern.compile("v(\\d{4,9})");

  private final Path path;
  private final FileSystem files;
  private final Configuration conf;
  private final Champions champions;

  private ModelStore(Path path, FileSystem files, Configuration conf) {
    this.path = path;
    this.files = files;
    this.conf = conf;
    this.champions = new Champions(new Path(path, CHAMPIONS), conf);
  }

  /**
   * The store in this directory, which needn't exist yet.
   *
   * @throws InvalidInputException if the path names no file system that can be reached
   */
  public static ModelStore at(Path path, Configuration conf) {
    try {
      FileSystem files = path.getFileSystem(conf);
      return new ModelStore(files.makeQualified(path), files, conf);
    } catch (IOException e) {
      throw new InvalidInputException(
          "Cannot use the model store " + path + ": " + e.getMessage(), e);
    }
  }

  /**
   * The version that a user names by its directory, or by a store for its champion.
   *
   * @throws InvalidInputException if there is neither, or the store has no champion, or the
   *     manifest is malformed or of a newer format
   */
  public static StoredVersion resolve(String versionOrStore, Configuration conf) {
    ModelStore store = at(parse(versionOrStore), conf);
    try {
      if (store.files.exists(new Path(store.path, StoredVersion.MANIFEST))) {
        return StoredVersion.read(store.path, conf);
      }
      if (store.files.exists(new Path(store.path, VERSIONS))) {
        return store.version(store.requireChampion().version());
      }
      throw new InvalidInputException(
          "Cannot load a model from "
              + store.path
              + ": expected a version's directory (with "
              + StoredVersion.MANIFEST
              + ") or a model store (with "
              + VERSIONS
              + "/), but "
              + (store.files.exists(store.path) ? "it holds neither" : "there is no such directory")
              + "; give one that a train job wrote");
    } catch (IOException e) {
      throw new InvalidInputException(
          "Cannot load a model from " + store.path + ": " + e.getMessage(), e);
    }
  }

  private static Path parse(String text) {
    try {
      return new Path(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("Invalid model path: '" + text + "'; " + e.getMessage(), e);
    }
  }

  /** The store's directory, qualified. */
  public Path path() {
    return path;
  }

  /** The directory of a version of this name, whether or not there is one. */
  public Path path(String version) {
    return new Path(new Path(path, VERSIONS), version);
  }

  /**
   * Fails before the work is done that couldn't be stored after it. Leaves nothing behind.
   *
   * @throws InvalidInputException if the store's directory can't be written
   */
  public void requireWritable() {
    StagedDirectory.inside(new Path(path, VERSIONS), conf).close();
  }

  /**
   * Stores a model as the next version, in ONNX as well if it can be exported. The first of a store
   * becomes its champion.
   *
   * @param more texts of further files by name, such as {@link StoredVersion#CALIBRATION}
   * @throws InvalidInputException if the store's directory can't be written
   */
  public StoredVersion publish(DigitModel model, TrainingRun training, Map<String, String> more) {
    Optional<OnnxModel> onnx = exported(model);
    Path claimed = claim(model, onnx, more);
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT_VERSION,
            claimed.getName(),
            Instant.now(),
            model.parameterHash(),
            onnx.map(OnnxModel::sha256).orElse(null),
            more.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, file -> Sha256.hex(file.getValue()))),
            NetworkSummary.of(model),
            training,
            Provenance.current());
    writeManifest(claimed, manifest);
    if (champion().isEmpty()) {
      promote(Optional.empty(), manifest.version(), "first version of the store");
    }
    return new StoredVersion(claimed, manifest);
  }

  private static Optional<OnnxModel> exported(DigitModel model) {
    try {
      return Optional.of(OnnxModel.of(model));
    } catch (NotExportableException e) {
      LOG.warn(
          "storing no {}, since the export to ONNX has no {}", StoredVersion.ONNX, e.getMessage());
      return Optional.empty();
    }
  }

  /** Writes all but the manifest and takes the next free number for it. */
  private Path claim(DigitModel model, Optional<OnnxModel> onnx, Map<String, String> more) {
    Path versions = new Path(path, VERSIONS);
    try (StagedDirectory staged = StagedDirectory.inside(versions, conf)) {
      StoredVersion.writeNetwork(model.network(), staged.path(), conf);
      if (onnx.isPresent()) {
        write(onnx.get().file(), new Path(staged.path(), StoredVersion.ONNX));
      }
      for (Map.Entry<String, String> file : more.entrySet()) {
        write(
            file.getValue().getBytes(StandardCharsets.UTF_8),
            new Path(staged.path(), file.getKey()));
      }
      // Versions without a manifest have their number too: somebody may be writing one.
      int number = NumberedEntries.of(versions, VERSION, conf).max().orElse(0) + 1;
      while (!staged.publishAs(path(versionName(number)))) {
        number++;
      }
      return path(versionName(number));
    } catch (IOException e) {
      throw new InvalidInputException(
          "Cannot write a version into the model store " + path + ": " + e.getMessage(), e);
    }
  }

  private void write(byte[] content, Path file) throws IOException {
    try (OutputStream out = NewFile.create(file, conf)) {
      out.write(content);
    }
  }

  private void writeManifest(Path version, Manifest manifest) {
    try {
      JsonFiles.write(new Path(version, StoredVersion.MANIFEST), manifest, conf);
    } catch (RuntimeException e) {
      try {
        files.delete(version, true);
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  /** The versions that have a manifest, by number. */
  public List<StoredVersion> versions() {
    return NumberedEntries.of(new Path(path, VERSIONS), VERSION, conf)
        .mapToObj(number -> path(versionName(number)))
        .filter(version -> exists(new Path(version, StoredVersion.MANIFEST)))
        .map(version -> StoredVersion.read(version, conf))
        .toList();
  }

  /**
   * The version of this name.
   *
   * @throws InvalidInputException if there is none, or its manifest is malformed or of a newer
   *     format
   */
  public StoredVersion version(String name) {
    return StoredVersion.read(path(name), conf);
  }

  /**
   * The current champion, if the store has one.
   *
   * @throws InvalidInputException if its file is malformed
   */
  public Optional<Champion> champion() {
    return champions.current();
  }

  /**
   * All champions that the store ever had, the first one first.
   *
   * @throws InvalidInputException if a file of theirs is malformed
   */
  public List<Champion> champions() {
    return champions.all();
  }

  /**
   * The current champion.
   *
   * @throws InvalidInputException if the store has none
   */
  public Champion requireChampion() {
    return champion()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "Cannot load a model from "
                        + path
                        + ": expected a champion in the store, but it has none; train a model into"
                        + " it first"));
  }

  /**
   * Makes a version the champion if {@code expected} still is: of several processes that expect the
   * same, one promotes.
   *
   * @param expected what {@link #champion} said when the decision was made
   * @return the new champion; empty if the champion is another meanwhile
   * @throws InvalidInputException if there is no such version
   */
  public Optional<Champion> promote(Optional<Champion> expected, String version, String reason) {
    version(version);
    return champions.decide(expected, version, reason);
  }

  /**
   * Keeps how a challenger did, in its own directory.
   *
   * @return false if that was decided before; the earlier decision is left as it is
   * @throws InvalidInputException if there is no such challenger, or it can't be written
   */
  public boolean recordDecision(Decision decision) {
    StoredVersion challenger = version(decision.challenger());
    return JsonFiles.writeIfAbsent(new Path(challenger.path(), DECISION), decision, conf);
  }

  /**
   * How a version did as a challenger, if it was one.
   *
   * @throws InvalidInputException if the file is malformed
   */
  public Optional<Decision> decision(String version) {
    Path file = new Path(path(version), DECISION);
    return exists(file)
        ? Optional.of(JsonFiles.read(file, Decision.class, conf))
        : Optional.empty();
  }

  private static String versionName(int number) {
    return "v%04d".formatted(number);
  }

  private boolean exists(Path file) {
    try {
      return files.exists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
