package mnist.deliveries;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mnist.InvalidInputException;
import mnist.UnavailableException;
import mnist.files.StorageFailure;
import mnist.input.FileStamp;
import mnist.input.IngestedInput;
import mnist.input.Split;
import mnist.records.DataFingerprint;
import mnist.records.HoldOutBy;
import mnist.records.IngestedData;
import mnist.store.Decision;
import mnist.store.DecisionHistory;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deliveries of a model store. Several processes may use them at once, as far as {@link
 * ModelStore} says.
 */
public final class Deliveries {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

  private static final String DIRECTORY = "deliveries";

  private final ModelStore models;
  private final Path directory;
  private final Configuration conf;
  private final DeliveryDecisions decisions;
  private final DeliveryStorage storage;

  private Deliveries(ModelStore models, Configuration conf) {
    this.models = models;
    this.directory = new Path(models.path(), DIRECTORY);
    this.conf = conf;
    this.decisions = new DeliveryDecisions(models);
    this.storage = new DeliveryStorage(directory, decisions, conf);
  }

  /** Those of a store, which needn't exist yet. */
  public static Deliveries of(ModelStore models, Configuration conf) {
    return new Deliveries(models, conf);
  }

  /** Where they are. */
  Path directory() {
    return directory;
  }

  /** Whether the store has taken one, whatever is left of it. */
  public boolean areThere() {
    return storage.nextNumber() > 1;
  }

  /**
   * All deliveries that the store took, by number, those among them that were forgotten.
   *
   * @throws InvalidInputException if one that wasn't forgotten is gone, damaged or of a newer
   *     format
   */
  public List<Delivery> all() {
    return storage.all();
  }

  /** Those whose images the store has. */
  public List<Delivery> remembered() {
    List<Delivery> all = all();
    // Looked up last, so that what is forgotten meanwhile isn't among them.
    Set<String> forgotten = forgotten();
    return all.stream().filter(delivery -> !forgotten.contains(delivery.name())).toList();
  }

  /**
   * Reads all images of those that the store has, and looks whether they are as they were written,
   * and what is said of them as it was when they were taken. What an earlier release took is looked
   * at by its files' lengths alone.
   *
   * @return what is wrong, a line each
   */
  public List<String> faults() {
    return storage.faults();
  }

  /** Names of those that were forgotten. */
  public Set<String> forgotten() {
    return decisions.forgotten().keySet();
  }

  /**
   * The delivery of a name.
   *
   * @throws InvalidInputException if there is none
   */
  public Delivery named(String name) {
    DeliveryName.number(name);
    return all().stream()
        .filter(delivery -> delivery.name().equals(name))
        .findFirst()
        .orElseThrow(() -> isMissing(name));
  }

  private InvalidInputException isMissing(String name) {
    return new InvalidInputException(
        "Cannot find delivery %s: there is none in %s".formatted(name, directory),
        "list them with: deliveries list");
  }

  /** What the store's first delivery has fixed; empty before there is one. */
  public Optional<SplitRule> rule() {
    return all().stream().map(Delivery::splits).findFirst();
  }

  /** The files that needn't be read again. */
  public Set<FileStamp> done() {
    Map<String, Boolean> forgotten = decisions.forgotten();
    return all().stream()
        .filter(delivery -> !forgotten.getOrDefault(delivery.name(), false))
        // Nothing of them was taken for the sake of one that may come again now.
        .filter(
            delivery ->
                delivery.sameAs() == null || !forgotten.getOrDefault(delivery.sameAs(), false))
        .flatMap(delivery -> delivery.files().stream())
        .collect(Collectors.toSet());
  }

  /**
   * Compares images with those that the store has.
   *
   * @param rule that counts if this is the store's first delivery
   * @param champion if the store has no delivery, what it has learned from counts as what the store
   *     has
   * @return empty if another process has taken the files meanwhile
   * @throws InvalidInputException if the images are of another size or of other classes than the
   *     store's
   */
  public Optional<StagedDelivery> stage(
      SparkSession spark, Arrival arrival, SplitRule rule, Optional<StoredVersion> champion) {
    int number = storage.nextNumber();
    Set<FileStamp> done = done();
    return !arrival.files().isEmpty() && done.containsAll(arrival.files())
        ? Optional.empty()
        : Optional.of(
            stage(
                spark,
                arrival,
                rule,
                number,
                null,
                champion
                    .flatMap(this::dataOf)
                    .map(data -> IngestedData.open(spark, data).records())));
  }

  /**
   * The same of the data that the champion of a store without deliveries has learned from. Their
   * splits stay as they are.
   */
  public StagedDelivery stageAdopted(SparkSession spark, Arrival arrival, SplitRule rule) {
    return stage(
        spark,
        arrival,
        rule,
        storage.nextNumber(),
        arrival.images().fingerprint().id(),
        Optional.empty());
  }

  /**
   * @param number that it will have, looked up before what it is compared with: one that another
   *     process publishes meanwhile takes the number, and this one is staged again
   */
  private StagedDelivery stage(
      SparkSession spark,
      Arrival arrival,
      SplitRule first,
      int number,
      String adopted,
      Optional<Dataset<Row>> learned) {
    Optional<Decision> since = models.latestDecision();
    List<Delivery> all = all();
    SplitRule rule = all.stream().findFirst().map(Delivery::splits).orElse(first);
    all.stream().findFirst().ifPresent(delivery -> requireLike(delivery, arrival));
    requireGroups(rule, arrival);
    Map<String, Boolean> forgotten = decisions.forgotten();
    List<Delivery> before =
        all.stream().filter(delivery -> !forgotten.containsKey(delivery.name())).toList();
    List<Delivery> keptOut =
        all.stream()
            .filter(delivery -> Boolean.FALSE.equals(forgotten.get(delivery.name())))
            .toList();
    return new StagedDelivery(
        spark, this, since, arrival, rule, before, learned, number, adopted, keptOut);
  }

  private void requireLike(Delivery first, Arrival arrival) {
    DataFingerprint there = fingerprint(first);
    DataFingerprint here = arrival.images().fingerprint();
    if (!format(there).equals(format(here))) {
      throw new InvalidInputException(
          "Cannot take %s into %s: expected images as the store's, %s, but they are %s"
              .formatted(arrival.source(), models.path(), format(there), format(here)),
          "retrain into a store of its own");
    }
  }

  private static void requireGroups(SplitRule rule, Arrival arrival) {
    String by = arrival.images().fingerprint().holdOutBy();
    if (rule.by() == HoldOutBy.GROUP && !rule.holdOutBy().equals(by)) {
      throw new InvalidInputException(
          "Cannot take %s: the store holds out by group, but these were held out by image"
              .formatted(arrival.source()),
          "give the images themselves with their groups, or ingest them by group");
    }
  }

  private static String format(DataFingerprint data) {
    return "%d x %d pixels in %d classes%s"
        .formatted(
            data.height(),
            data.width(),
            data.classes(),
            data.classNames() == null ? "" : ", " + String.join(", ", data.classNames()));
  }

  /** Where the table of a delivery's records is that can't be used. */
  public Path quarantine(Delivery delivery) {
    return new Path(new Path(directory, delivery.name()), IngestedData.QUARANTINE);
  }

  DataFingerprint fingerprint(Delivery delivery) {
    return storage.fingerprint(delivery);
  }

  /**
   * Forgets the images of a delivery, those that it judged by as well, and deletes pages that may
   * show some. An image that a later delivery had brought again is among them, as the store keeps
   * it once. Also one that is damaged or gone can be forgotten.
   *
   * @param takeAgain whether the same files count as new if they are delivered again
   * @return the decision; empty if it was forgotten so before
   * @throws InvalidInputException if there is no such delivery
   * @throws mnist.UnavailableException if storage fails; then the same call goes on
   */
  public Optional<Decision> forget(String name, String reason, boolean takeAgain) {
    DeliveryName.number(name);
    long images = count(name);
    Optional<Decision> decided =
        Objects.equals(decisions.forgotten().get(name), takeAgain)
            ? Optional.empty()
            : Optional.of(decisions.forget(name, images, reason, takeAgain));
    clearPages(name);
    clearForgotten();
    return decided;
  }

  /** Deletes what a process that was killed has left of forgotten images. */
  public void clearForgotten() {
    for (String name : forgotten()) {
      if (isThere(new Path(new Path(directory, name), IngestedInput.RECORDS))) {
        clearPages(name);
      }
      for (String part :
          List.of(IngestedInput.RECORDS, IngestedData.QUARANTINE, Corrections.DIRECTORY)) {
        delete(new Path(new Path(directory, name), part));
      }
      DeliveryOrigin origin = origin(name);
      KeptData.in(models, conf).stream()
          .filter(kept -> origin.isIn(kept.fingerprint()))
          .forEach(kept -> delete(kept.path()));
    }
  }

  /** Deletes pages that may show images of a delivery that is forgotten. */
  private void clearPages(String name) {
    Set<FileStamp> files = record(name).map(each -> Set.copyOf(each.files())).orElse(Set.of());
    DeliveryPages.of(name, files, models.decisions()).in(models.path(), conf).forEach(this::delete);
  }

  /**
   * How many images a delivery brought, whatever is left of it.
   *
   * @throws InvalidInputException if there is no such delivery
   */
  public long count(String name) {
    return record(name)
        .map(Delivery::count)
        .or(() -> Optional.ofNullable(decisions.taken().get(name)).map(DeliveryDecisions::images))
        .orElseThrow(() -> isMissing(name));
  }

  /** Names of the versions that learned from images of a delivery, or were judged by some. */
  public List<String> versionsWith(String name, List<StoredVersion> versions) {
    return origin(name).versionsWith(versions);
  }

  /** Whether the champion learned from images that were forgotten since; empty if it didn't. */
  public Optional<StaleChampion> staleChampion() {
    return staleChampion(Optional.empty());
  }

  /**
   * The same where a version was judged, which mends it if no earlier champion does.
   *
   * @param judged its name
   */
  public Optional<StaleChampion> staleChampion(Optional<String> judged) {
    List<DeliveryOrigin> forgotten =
        forgotten().stream()
            .sorted(Comparator.comparing(DeliveryName::number))
            .map(this::origin)
            .toList();
    DecisionHistory history = new DecisionHistory(models.decisions());
    Map<String, StoredVersion> stored =
        models.versions().stream()
            .collect(Collectors.toMap(StoredVersion::name, Function.identity()));
    Optional<StoredVersion> champion =
        history.latest().map(Decision::champion).map(name -> stored.get(name));
    Predicate<StoredVersion> learnedFromNone =
        version -> forgotten.stream().noneMatch(origin -> origin.isIn(version));
    List<String> learned =
        champion.stream()
            .flatMap(version -> forgotten.stream().filter(origin -> origin.isIn(version)))
            .map(DeliveryOrigin::name)
            .toList();
    return learned.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new StaleChampion(
                champion.get().name(),
                learned,
                history.rollbackTargets().stream()
                    .map(stored::get)
                    .filter(Objects::nonNull)
                    .filter(learnedFromNone)
                    .findFirst()
                    .map(version -> "models rollback --to " + version.name())
                    .or(
                        () ->
                            judged
                                .map(stored::get)
                                .filter(learnedFromNone)
                                .map(version -> "models promote " + version.name()))));
  }

  private DeliveryOrigin origin(String name) {
    return record(name)
        .map(Delivery::origin)
        .orElseGet(
            () ->
                new DeliveryOrigin(
                    name,
                    Optional.ofNullable(decisions.taken().get(name))
                        .map(DeliveryDecisions::adopted)
                        .orElse(null)));
  }

  /** What is known of a delivery, whether or not it is whole; empty if that is lost. */
  public Optional<Delivery> record(String name) {
    return storage.record(name);
  }

  private boolean isThere(Path path) {
    try {
      return path.getFileSystem(conf).exists(path);
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + path, "make it readable", e);
    }
  }

  private void delete(Path path) {
    try {
      FileSystem files = path.getFileSystem(conf);
      if (files.exists(path)) {
        files.delete(path, true);
        LOG.info("deleted {}", path);
      }
    } catch (IOException e) {
      throw StorageFailure.of("Cannot delete " + path, "make it writable", e);
    }
  }

  /** Records of deliveries that a process was killed after publishing that they were taken. */
  public void recordTaken() {
    Set<String> taken = decisions.taken().keySet();
    all().stream().filter(delivery -> !taken.contains(delivery.name())).forEach(this::recordTaken);
  }

  void requireStill(Optional<Decision> since) {
    models.requireStill(since);
  }

  void recordTaken(Delivery delivery) {
    decisions.take(delivery, storage.hash(delivery.name()));
  }

  /**
   * The directory of ingested data that a champion of {@code train} has learned from, for a store
   * that has taken no delivery yet; empty if it isn't there any more, or somebody else's delivery
   * is the store's first one.
   */
  public Optional<Path> dataOf(StoredVersion champion) {
    return all().isEmpty() ? ChampionData.of(champion, models, conf) : Optional.empty();
  }

  /** Whether there is nothing but what a champion of {@code train} has learned from. */
  public boolean areLearned() {
    List<Delivery> giving = remembered().stream().filter(each -> each.count() > 0).toList();
    return giving.size() == 1
        && giving.get(0).adopted() != null
        && remembered().stream().noneMatch(Delivery::corrects);
  }

  /**
   * Puts remembered images together for a challenger; empty if there are none. The data are kept in
   * the store, and found there again.
   *
   * @param fileBytes as of {@code data.file-bytes}
   * @throws UnavailableException if one of the deliveries is forgotten meanwhile; then nothing of
   *     it is kept
   */
  public Optional<IngestedData> compose(
      SparkSession spark, CompositionSettings settings, long fileBytes) {
    List<Delivery> remembered = remembered();
    Composition composition = Composition.of(remembered, settings);
    if (composition.shares().isEmpty()) {
      return Optional.empty();
    }
    LOG.info("putting together {}", composition.described());
    IngestedData composed;
    try {
      composed =
          composition.findOrKeepAs(
              composition.place(models, fileBytes), spark, this, remembered, fileBytes);
    } catch (RuntimeException e) {
      // Whoever forgets a delivery deletes the images that are read here.
      requireRemembered(composition.deliveries(), models.decisions(), e);
      throw e;
    }
    if (!forgotten(composition.deliveries(), models.decisions()).isEmpty()) {
      // Whoever forgot it may have looked for what holds its images before this was there.
      clearForgotten();
    }
    requireRemembered(composition.deliveries(), models.decisions());
    clearJudged(composed.fingerprint().id());
    return Optional.of(composed);
  }

  /**
   * Fails if one of some deliveries is forgotten, so that nothing is made of its images.
   *
   * @param deliveries their names; null for none
   * @param decisions of the store, all of them
   * @throws UnavailableException then; the same command goes on with what is left
   */
  public static void requireRemembered(List<String> deliveries, List<Decision> decisions) {
    requireRemembered(deliveries, decisions, null);
  }

  /**
   * The same where something has failed that the images may have been missing for.
   *
   * @param cause what has; null for nothing
   */
  public static void requireRemembered(
      List<String> deliveries, List<Decision> decisions, Throwable cause) {
    List<String> forgotten = forgotten(deliveries, decisions);
    if (!forgotten.isEmpty()) {
      throw new UnavailableException(
          "Cannot go on with images of %s: somebody has forgotten %s meanwhile"
              .formatted(
                  String.join(", ", forgotten), forgotten.size() == 1 ? "the delivery" : "them"),
          "run the same command again, which goes on with the images that are left",
          cause);
    }
  }

  private static List<String> forgotten(List<String> deliveries, List<Decision> decisions) {
    Set<String> forgotten = DeliveryDecisions.forgotten(decisions).keySet();
    return deliveries == null
        ? List.of()
        : deliveries.stream().filter(forgotten::contains).toList();
  }

  /** Whether a challenger would have any data. */
  public boolean give(CompositionSettings settings) {
    return !Composition.of(remembered(), settings).shares().isEmpty();
  }

  /**
   * The fingerprint of a challenger's data, if {@link #compose} has put them together before and
   * they are still kept.
   */
  public Optional<String> composed(CompositionSettings settings, long fileBytes) {
    Path kept = Composition.of(remembered(), settings).place(models, fileBytes);
    return IngestedInput.isIngested(kept, conf)
        ? Optional.of(KeptData.of(kept, conf).fingerprint().id())
        : Optional.empty();
  }

  /**
   * How many images of each split a challenger's data would have, about; nothing is put together.
   *
   * @param next that isn't taken; empty for none
   */
  public Map<Split, Long> foreseen(CompositionSettings settings, Optional<StagedDelivery> next) {
    List<Delivery> all = new ArrayList<>(remembered());
    next.map(StagedDelivery::foreseen).ifPresent(all::add);
    return Composition.foreseen(all, settings);
  }

  /** Deletes what was put together for challengers that have been judged: a copy each night. */
  private void clearJudged(String current) {
    Set<String> subjects =
        models.decisions().stream().map(Decision::subject).collect(Collectors.toSet());
    Set<String> judged =
        models.versions().stream()
            .filter(version -> subjects.contains(version.name()))
            .map(version -> version.manifest().training().data().fingerprint())
            .filter(fingerprint -> !fingerprint.equals(current))
            .collect(Collectors.toSet());
    KeptData.in(models, conf).stream()
        .filter(kept -> kept.fingerprint().deliveries() != null)
        .filter(kept -> judged.contains(kept.fingerprint().id()))
        .forEach(kept -> delete(kept.path()));
  }
}
