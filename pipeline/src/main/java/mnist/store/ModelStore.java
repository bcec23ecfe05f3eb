package mnist.store;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import mnist.Bounds;
import mnist.InvalidInputException;
import mnist.UnavailableException;
import mnist.files.StagedDirectory;
import mnist.files.StorageFailure;
import mnist.model.DigitModel;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Versions of a model and what was decided about them, in a directory that several processes may
 * use at once. A version appears whole, under the next free number. The champion is the version
 * that the decision with the highest number names, and writing the next number is a
 * compare-and-set. Both hold as far as the file system has a rename that doesn't overwrite, see
 * {@link mnist.files.NoOverwriteRename}: on object stores let one process at a time publish. A
 * version that lacks a file, as a publication that was killed there leaves it, doesn't count.
 */
public final class ModelStore {
  private static final Logger LOG = LoggerFactory.getLogger(ModelStore.class);
  static final String VERSIONS = "versions";
  private static final String DECISIONS = "decisions";

  /** In a store: reports of deliveries that had findings. */
  public static final String EXAMINATIONS = "examinations";

  /** In a store: pages of judgings. */
  public static final String PAGES = "pages";

  private static final String GIVE_A_MODEL = "give one that a train job wrote";
  private static final String FIRST_OF_STORE = "first version of the store";

  private final Path path;
  private final FileSystem files;
  private final Configuration conf;
  private final Versions versions;
  private final Decisions decisions;

  private ModelStore(Path path, FileSystem files, Configuration conf) {
    this.path = path;
    this.files = files;
    this.conf = conf;
    this.versions = new Versions(new Path(path, VERSIONS), conf);
    this.decisions = new Decisions(new Path(path, DECISIONS), conf);
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
        return store.version(store.requireChampion());
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
    try {
      return files.exists(versions.directory());
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + path, "make it readable", e);
    }
  }

  /**
   * The directory of a version of this name, whether or not there is one.
   *
   * @throws InvalidInputException if it is no version's name
   */
  public Path path(String version) {
    return versions.path(version);
  }

  /**
   * Fails before the work is done that couldn't be stored after it. Leaves nothing behind.
   *
   * @throws InvalidInputException if the store's directory can't be written, or its decisions
   *     aren't as they were written
   */
  public void requireWritable() {
    decisions();
    StagedDirectory.inside(versions.directory(), conf).close();
  }

  /**
   * Fails if the store's directory has become another one, such as an empty one where a volume was
   * mounted: what is published there would begin a second store.
   *
   * @param since what {@link #latestDecision} said before; empty if nothing was decided then, and
   *     any store will do
   * @throws UnavailableException if the store doesn't have that decision any more
   */
  public void requireStill(Optional<Decision> since) {
    if (since.isPresent() && !decisions().contains(since.get())) {
      throw new UnavailableException(
          "Cannot write into the model store %s: expected its decision %d, which was there when this command began, but it is gone"
              .formatted(path, since.get().number()),
          "bring the store back, and run the same command again");
    }
  }

  /** Stores a model that took no store to make. */
  public StoredVersion publish(DigitModel model, TrainingRun training, Map<String, byte[]> more) {
    return publish(latestDecision(), model, training, more);
  }

  /**
   * Stores a model as the next version, in ONNX as well if it can be exported. The first of a store
   * becomes its champion.
   *
   * @param since what {@link #latestDecision} said when the work on the model began
   * @param more contents of further files by name, such as calibration.json
   * @return the new version; or the one of the same run, if there is one already, and then nothing
   *     is stored: of several processes that end the same run at once, one publishes
   * @throws InvalidInputException if the store's directory can't be written
   * @throws UnavailableException as {@link #requireStill} does; then nothing is stored
   */
  public StoredVersion publish(
      Optional<Decision> since, DigitModel model, TrainingRun training, Map<String, byte[]> more) {
    requireStill(since);
    try (StagedDirectory staged = StagedDirectory.inside(versions.directory(), conf)) {
      NewVersion made = NewVersion.of(model, training, more);
      made.writeInto(staged.path(), conf);
      while (true) {
        requireStill(since);
        // Listed before the search for the same run: one that is published after the search takes
        // this number, so that the rename below fails.
        String name = VersionName.of(nextNumber());
        Optional<StoredVersion> same = ofRun(training.run());
        if (same.isPresent()) {
          LOG.info("another process has stored this run as {} meanwhile", same.get().path());
          promoteIfFirst(since, same.get());
          return same.get();
        }
        Manifest manifest = made.nameIn(staged.path(), name, conf);
        if (staged.publishAs(path(name))) {
          StoredVersion version = new StoredVersion(path(name), manifest);
          promoteIfFirst(since, version);
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

  private void promoteIfFirst(Optional<Decision> since, StoredVersion version) {
    if (since.map(Decision::champion).isEmpty()) {
      promoteIfFirst(version);
    }
  }

  /** Above those that are there and, by what was decided until then, those that were pruned. */
  private int nextNumber() {
    int above = versions.nextNumber();
    return Math.max(
        above,
        new DecisionHistory(decisions())
                .pruned().stream().mapToInt(VersionName::number).max().orElse(0)
            + 1);
  }

  /**
   * The versions that this release can read, by number. Those that it can't are passed over, with
   * one warning each.
   */
  public List<StoredVersion> versions() {
    return versions.readable();
  }

  /** What is wrong with the versions that this release can't read, by name. */
  public Map<String, String> unreadable() {
    return versions.unreadable();
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
    return versions.named(name);
  }

  /**
   * The version that is the champion, if the store has one.
   *
   * @throws InvalidInputException if the latest decision is malformed, an earlier one's file is
   *     missing, or the store is of a release that had no decisions
   */
  public Optional<String> champion() {
    return latestDecision().map(Decision::champion);
  }

  /**
   * The version that is the champion.
   *
   * @throws InvalidInputException if the store has none, and as {@link #champion} does
   */
  public String requireChampion() {
    return champion()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "Cannot load a model from %s: expected a champion in the store, but it has none"
                        .formatted(path),
                    "train a model into it first"));
  }

  /**
   * What was decided last; empty if nothing was.
   *
   * @throws InvalidInputException as {@link #champion} does
   */
  public Optional<Decision> latestDecision() {
    return decisions.latest();
  }

  /**
   * All that was decided, the first decision first. The files' hashes are checked against each
   * other.
   *
   * @throws InvalidInputException if a decision is missing, malformed, or another than the next one
   *     says; or if the store is of a release that had no decisions
   */
  public List<Decision> decisions() {
    return decisions.all();
  }

  /**
   * SHA-256 of a decision's file. Whoever keeps the latest one's elsewhere can tell later whether
   * any decision until then was changed.
   */
  public String hash(Decision decision) {
    return decisions.hash(decision);
  }

  /** Makes a version the champion of a store that has none, as the first version's is. */
  public void promoteIfFirst(StoredVersion version) {
    if (champion().isEmpty()) {
      decide(
          Optional.empty(),
          new NewDecision(DecisionKind.FIRST, version.name(), FIRST_OF_STORE, Map.of()));
    }
  }

  /**
   * Records a decision, if the champion still is the one that the decider expects: of several
   * processes that would replace the same champion, one does. Decisions that others make meanwhile
   * and that leave the champion are in nobody's way.
   *
   * @param expected what {@link #champion} said when the decision was made
   * @return the decision, or the one that another process has recorded meanwhile of what is decided
   *     once; empty if the champion is another meanwhile, and then nothing is recorded
   * @throws InvalidInputException if the decision is about a version that doesn't exist, or it
   *     can't be written
   */
  public Optional<Decision> decide(Optional<String> expected, NewDecision next) {
    return decide(expected, next, decisions -> {});
  }

  /**
   * The same if what others have decided doesn't speak against it.
   *
   * @param check fails if it does; it is given all decisions, and again if another one is recorded
   *     meanwhile
   */
  public Optional<Decision> decide(
      Optional<String> expected, NewDecision next, Consumer<List<Decision>> check) {
    while (true) {
      List<Decision> all = decisions();
      Optional<Decision> latest = new DecisionHistory(all).latest();
      Optional<Decision> before = decidedBefore(next, all);
      if (before.isPresent()) {
        return before;
      }
      check.accept(all);
      if (!latest.map(Decision::champion).equals(expected)) {
        return Optional.empty();
      }
      if (next.kind().makesChampion()) {
        requireNotPruned(next.subject());
      }
      String manifestHash =
          next.isAboutAVersion() ? version(next.subject()).manifestHash(conf) : null;
      Optional<Decision> decided = decisions.append(latest, next, manifestHash);
      if (decided.isPresent()) {
        LOG.info("decision {} of {}: {}", decided.get().number(), path, next.reason());
        return decided;
      }
    }
  }

  private static Optional<Decision> decidedBefore(NewDecision next, List<Decision> decisions) {
    Set<DecisionKind> once = next.kind().once();
    return once.isEmpty()
        ? Optional.empty()
        : decisions.stream()
            .filter(decision -> once.contains(decision.kind()))
            .filter(decision -> next.subject().equals(decision.subject()))
            .findFirst();
  }

  /** One that was pruned may be there until the pruning goes on. */
  private void requireNotPruned(String version) {
    if (new DecisionHistory(decisions()).pruned().contains(version)) {
      throw new InvalidInputException(
          "Cannot make %s the champion of %s: it was pruned".formatted(version, path),
          "choose a version that is there; models list names them");
    }
  }

  /**
   * Deletes old versions: all but the newest ones, the champion, the champions that a rollback may
   * go to, those that the latest judging names, such as the best champion so far, and those in use.
   * Which ones is decided before any is deleted; if that is interrupted, the same call goes on.
   *
   * @param keep how many of the newest versions stay, 1 or more
   * @return what was deleted
   * @throws InvalidInputException if the store's decisions aren't readable, or it can't be written
   */
  public Pruned prune(int keep, RetentionSettings settings, String reason) {
    Bounds.atLeast("--keep", keep, 1, "versions");
    Pruning pruning = new Pruning(path, versions, conf);
    SortedSet<String> finished = new TreeSet<>();
    while (true) {
      DecisionHistory history = new DecisionHistory(decisions());
      finished.addAll(pruning.delete(history.pruned()));
      List<StoredVersion> candidates = pruning.candidates(history, keep, settings);
      if (candidates.isEmpty()) {
        return new Pruned(finished, Optional.empty());
      }
      NewDecision next =
          new NewDecision(DecisionKind.PRUNED, null, reason, pruning.figures(candidates));
      Optional<Decision> decided = decisions.append(history.latest(), next, null);
      if (decided.isPresent()) {
        pruning.delete(candidates.stream().map(StoredVersion::name).collect(Collectors.toSet()));
        return new Pruned(finished, decided);
      }
    }
  }

  /**
   * Reads every file of a version, and looks whether it is as it was written.
   *
   * @throws InvalidInputException if there is no such version, or a file is missing or altered; the
   *     message names each
   */
  public void requireAsWritten(String version) {
    List<String> faults = new Verification(versions, decisions, conf).faultsOf(version(version));
    if (!faults.isEmpty()) {
      throw new InvalidInputException(String.join("\n", faults), null);
    }
  }

  /**
   * Looks whether the store is as it was written: the chain of decisions, the versions that they
   * are about, and every file of every version.
   *
   * @param expected the hash of some decision that somebody kept; every decision until that one is
   *     proved to be unchanged
   * @return what is wrong, a line each
   */
  public List<String> verify(Optional<String> expected) {
    return new Verification(versions, decisions, conf).faults(expected);
  }
}
