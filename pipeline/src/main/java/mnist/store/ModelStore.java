package mnist.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import mnist.files.NewFile;
import mnist.files.NumberedEntries;
import mnist.files.Sha256;
import mnist.files.StagedDirectory;
import mnist.files.StorageFailure;
import mnist.model.DigitModel;
import mnist.model.NetworkArchive;
import mnist.network.UnsupportedLayerException;
import mnist.onnx.OnnxModel;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Versions of a model and which of them is the champion, in a directory that several processes may
 * use at once. A version appears whole, under the next free number. The champion is the version
 * that the promotion with the highest number names, and writing the next number is a
 * compare-and-set. Both hold as far as the file system has a rename that doesn't overwrite, see
 * {@link mnist.files.NoOverwriteRename}: on object stores let one process at a time publish. A
 * version that lacks a file, as a publication that was killed there leaves it, doesn't count.
 */
public final class ModelStore {
  private static final Logger LOG = LoggerFactory.getLogger(ModelStore.class);
  private static final String VERSIONS = "versions";
  private static final String CHAMPIONS = "champions";
  private static final String DECISION = "decision.json";
  private static final String GIVE_A_MODEL = "give one that a train job wrote";
  private static final String FIRST = "first version of the store";

  private final Path path;
  private final FileSystem files;
  private final Configuration conf;
  private final Champions champions;

  /** Versions that a warning has been given of. */
  private final Set<String> passedOver = new HashSet<>();

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
      throw StorageFailure.of(
          "Cannot use the model store " + path, "give a directory that can be reached", e);
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
          "Cannot load a model from %s: expected a version's directory (with %s) or a model store (with %s/), but %s"
              .formatted(
                  store.path,
                  StoredVersion.MANIFEST,
                  VERSIONS,
                  store.files.exists(store.path)
                      ? "it holds neither"
                      : "there is no such directory"),
          GIVE_A_MODEL);
    } catch (IOException e) {
      throw StorageFailure.of("Cannot load a model from " + store.path, GIVE_A_MODEL, e);
    }
  }

  private static Path parse(String text) {
    try {
      return new Path(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "Invalid model path '%s': %s".formatted(text, e.getMessage()), GIVE_A_MODEL, e);
    }
  }

  /** The store's directory, qualified. */
  public Path path() {
    return path;
  }

  /** Whether the directory has been a store's before: it has versions, or had some. */
  public boolean isThere() {
    return exists(new Path(path, VERSIONS));
  }

  /**
   * The directory of a version of this name, whether or not there is one.
   *
   * @throws InvalidInputException if it is no version's name
   */
  public Path path(String version) {
    VersionName.require("version", version);
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
   * @param more contents of further files by name, such as calibration.json
   * @return the new version; or the one of the same run, if there is one already, and then nothing
   *     is stored: of several processes that end the same run at once, one publishes
   * @throws InvalidInputException if the store's directory can't be written
   */
  public StoredVersion publish(DigitModel model, TrainingRun training, Map<String, byte[]> more) {
    Path versions = new Path(path, VERSIONS);
    try (StagedDirectory staged = StagedDirectory.inside(versions, conf)) {
      Map<String, byte[]> contents = contents(model, more);
      for (Map.Entry<String, byte[]> file : contents.entrySet()) {
        write(file.getValue(), new Path(staged.path(), file.getKey()));
      }
      Path manifestFile = new Path(staged.path(), StoredVersion.MANIFEST);
      while (true) {
        // Listed before the search for the same run: one that is published after the search takes
        // this number, so that the rename below fails.
        int number = NumberedEntries.of(versions, VersionName.PATTERN, conf).max().orElse(0) + 1;
        Optional<StoredVersion> same = ofRun(training.run());
        if (same.isPresent()) {
          LOG.info("another process has stored this run as {} meanwhile", same.get().path());
          promoteIfFirst(same.get());
          return same.get();
        }
        Manifest manifest = manifest(VersionName.of(number), model, training, contents);
        files.delete(manifestFile, false);
        write((JsonFiles.toText(manifest) + "\n").getBytes(StandardCharsets.UTF_8), manifestFile);
        Path target = path(manifest.version());
        if (staged.publishAs(target)) {
          StoredVersion version = new StoredVersion(target, manifest);
          promoteIfFirst(version);
          return version;
        }
      }
    } catch (IOException e) {
      throw StorageFailure.of(
          "Cannot write a version into the model store " + path,
          "choose a store in a directory that can be written",
          e);
    }
  }

  /** The contents of all files but the manifest, by name. */
  private static SortedMap<String, byte[]> contents(DigitModel model, Map<String, byte[]> more)
      throws IOException {
    SortedMap<String, byte[]> contents = new TreeMap<>(more);
    contents.put(StoredVersion.NETWORK, NetworkArchive.write(model.network(), model.images()));
    exported(model).ifPresent(onnx -> contents.put(StoredVersion.ONNX, onnx.file()));
    return contents;
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

  private static Manifest manifest(
      String version, DigitModel model, TrainingRun training, Map<String, byte[]> contents) {
    Map<String, String> hashes = new HashMap<>();
    contents.forEach((name, content) -> hashes.put(name, Sha256.ofBytes(content)));
    return new Manifest(
        Manifest.FORMAT_VERSION,
        version,
        Instant.now(),
        model.parameterHash(),
        hashes,
        NetworkSummary.of(model),
        training,
        Provenance.current());
  }

  private void write(byte[] content, Path file) throws IOException {
    try (OutputStream out = NewFile.create(file, conf)) {
      out.write(content);
    }
  }

  /**
   * The versions that this release can read, by number. Those that it can't are passed over, with
   * one warning each.
   */
  public List<StoredVersion> versions() {
    List<StoredVersion> readable = new ArrayList<>();
    unreadable(readable)
        .forEach(
            (name, problem) -> {
              if (passedOver.add(name)) {
                LOG.warn("passing over version {}: {}", name, problem);
              }
            });
    return List.copyOf(readable);
  }

  /** What is wrong with the versions that this release can't read, by name. */
  public Map<String, String> unreadable() {
    return unreadable(new ArrayList<>());
  }

  private SortedMap<String, String> unreadable(List<StoredVersion> readable) {
    SortedMap<String, String> problems = new TreeMap<>();
    NumberedEntries.of(new Path(path, VERSIONS), VersionName.PATTERN, conf)
        .mapToObj(number -> path(VersionName.of(number)))
        .forEach(
            directory -> {
              try {
                whole(directory).ifPresent(readable::add);
              } catch (InvalidInputException e) {
                problems.put(directory.getName(), e.getMessage());
              }
            });
    return problems;
  }

  /** The version in this directory; empty before its manifest is there. */
  private Optional<StoredVersion> whole(Path directory) {
    Set<String> there = new HashSet<>();
    try {
      for (FileStatus file : files.listStatus(directory)) {
        there.add(file.getPath().getName());
      }
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + directory, "make it readable or delete it", e);
    }
    if (!there.contains(StoredVersion.MANIFEST)) {
      return Optional.empty();
    }
    StoredVersion version = StoredVersion.read(directory, conf);
    Set<String> missing = new TreeSet<>(version.manifest().fileHashes().keySet());
    missing.removeAll(there);
    if (!missing.isEmpty()) {
      throw new InvalidInputException(
          "Cannot use %s: %s names %s, but there is no such file"
              .formatted(directory, StoredVersion.MANIFEST, String.join(", ", missing)),
          "restore it or delete the version");
    }
    return Optional.of(version);
  }

  /**
   * The version that a run has ended with, if there is one that can be read.
   *
   * @param run as {@link TrainingRun#run}; null for none
   */
  public Optional<StoredVersion> ofRun(String run) {
    return versions().stream()
        .filter(version -> run != null && run.equals(version.manifest().training().run()))
        .findFirst();
  }

  /**
   * The version of this name.
   *
   * @throws InvalidInputException if there is none, or its manifest is malformed, of a newer format
   *     or another version's
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
   * All champions that the store ever had, the first one first. Earlier ones whose files are
   * malformed are passed over, with a warning each.
   *
   * @throws InvalidInputException if the current one's file is malformed
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
                    "Cannot load a model from %s: expected a champion in the store, but it has none"
                        .formatted(path),
                    "train a model into it first"));
  }

  /** Makes a version the champion of a store that has none, as the first version's is. */
  public void promoteIfFirst(StoredVersion version) {
    if (champion().isEmpty()) {
      promote(Optional.empty(), version.name(), FIRST);
    }
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
    version(decision.challenger());
    return JsonFiles.writeIfAbsent(decisionFile(decision.challenger()), decision, conf);
  }

  /** Whether a decision was recorded of a version, readable or not. */
  public boolean isDecided(String version) {
    return exists(decisionFile(version));
  }

  /**
   * How a version did as a challenger, if it was one.
   *
   * @throws InvalidInputException if the file is malformed
   */
  public Optional<Decision> decision(String version) {
    return isDecided(version)
        ? Optional.of(JsonFiles.read(decisionFile(version), Decision.class, conf))
        : Optional.empty();
  }

  private Path decisionFile(String version) {
    return new Path(path(version), DECISION);
  }

  private boolean exists(Path file) {
    try {
      return files.exists(file);
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + file, "make it readable", e);
    }
  }
}
