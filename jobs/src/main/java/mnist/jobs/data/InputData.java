package mnist.jobs.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import mnist.Bounds;
import mnist.config.Settings;
import mnist.deliveries.Arrival;
import mnist.deliveries.KeptData;
import mnist.deliveries.SplitRule;
import mnist.examination.Accepted;
import mnist.files.Names;
import mnist.files.StagedDirectory;
import mnist.files.StorageFailure;
import mnist.html.Numbers;
import mnist.input.FileStamp;
import mnist.input.Form;
import mnist.input.ImageInput;
import mnist.input.ImageInputs;
import mnist.input.IngestedInput;
import mnist.input.InputSettings;
import mnist.input.Labelling;
import mnist.input.NewFiles;
import mnist.input.OpenedInput;
import mnist.input.Pin;
import mnist.input.Split;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.StageSettings;
import mnist.records.DataFingerprint;
import mnist.records.HoldOutBy;
import mnist.records.Ingest;
import mnist.records.IngestedData;
import mnist.report.RefusedFiles;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import mnist.store.TrainingData;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data that a job reads. What has to be unpacked or ingested first lies where the job writes,
 * and is deleted when this is closed; but a job with a model store keeps ingested data there, and
 * finds them when it gets the same files and settings again.
 */
public final class InputData implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InputData.class);

  private final DataLocation location;
  private final JobContext context;

  /** Takes what is temporary. */
  private final Path parent;

  /** Takes the table of records that an ingest refuses. */
  private final Path refused;

  private StagedDirectory scratch;
  private Path bundled;
  private List<String> passedOver = List.of();
  private int refusedFiles;
  private Optional<Labelling> labelling = Optional.empty();

  private InputData(DataLocation location, JobContext context, Path parent, Path refused) {
    this.location = location;
    this.context = context;
    this.parent = parent;
    this.refused = refused;
  }

  /**
   * For a job that makes a directory.
   *
   * @param output that will appear as a whole
   */
  public static InputData beside(Path output, DataLocation location, JobContext context) {
    return new InputData(
        location, context, output.getParent(), Names.suffixed(output, "-quarantine"));
  }

  /**
   * For a job that fills a new directory, of which nothing stays if the data are refused.
   *
   * @param directory that the job makes
   */
  public static InputData insideNew(Path directory, DataLocation location, JobContext context) {
    return new InputData(location, context, directory, Names.suffixed(directory, "-quarantine"));
  }

  /**
   * For a job that writes into a directory.
   *
   * @param directory that may be all that the job can write to
   */
  public static InputData inside(Path directory, DataLocation location, JobContext context) {
    return new InputData(location, context, directory, new Path(directory, "quarantine"));
  }

  /** The path to read: the user's, or where the bundled IDX files have been unpacked. */
  public Path path() {
    if (location.path().isPresent()) {
      return context.path(location.path().get());
    }
    if (bundled == null) {
      Path staged = new Path(scratch(), "bundled");
      BundledData.stage(staged, context.hadoop());
      bundled = staged;
    }
    return bundled;
  }

  /** Whether the user named a directory that holds nothing but hidden files, if anything. */
  public boolean isEmptyDirectory() {
    if (location.path().isEmpty()) {
      return false;
    }
    Path path = path();
    try {
      FileSystem files = path.getFileSystem(context.hadoop());
      return files.exists(path)
          && files.getFileStatus(path).isDirectory()
          && Arrays.stream(files.listStatus(path))
              .map(entry -> entry.getPath().getName())
              .allMatch(name -> name.startsWith(".") || name.startsWith("_"));
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + path, "give a directory that can be read", e);
    }
  }

  /**
   * The records; unless they are ingested, they are looked for in the store, and ingested into it
   * if they aren't there.
   *
   * @throws mnist.InvalidInputException if they can't be
   */
  public NamedRecords recordsFor(ModelStore models) throws Exception {
    return recordsFor(models, Optional.empty());
  }

  /**
   * The same, taken as a model of the store takes images, with its classes.
   *
   * @throws mnist.InvalidInputException if they can't be
   */
  public NamedRecords recordsLike(StoredVersion version, ModelStore models) throws Exception {
    return recordsFor(models, Optional.of(version));
  }

  private NamedRecords recordsFor(ModelStore models, Optional<StoredVersion> like)
      throws Exception {
    Path path = path();
    return IngestedInput.isIngested(path, context.hadoop())
        ? named(opened(path))
        : ingest(
            Split.TRAIN,
            like,
            ingest -> ingest.findOrKeepIn(KeptData.directory(models.path()), refused));
  }

  /**
   * The records; unless they are ingested, they are looked for in the model's store, and ingested
   * into a temporary directory if they aren't there.
   *
   * @throws mnist.InvalidInputException if they can't be
   */
  public NamedRecords recordsFor(StoredVersion version) throws Exception {
    Path path = path();
    return IngestedInput.isIngested(path, context.hadoop())
        ? named(opened(path))
        : ingest(
            Split.TEST,
            Optional.of(version),
            ingest ->
                besideVersions(version)
                    .flatMap(ingest::findIn)
                    .orElseGet(() -> ingest.into(new Path(scratch(), "ingested"), refused)));
  }

  /** Where a store keeps data, if the version lies in one. */
  private static Optional<Path> besideVersions(StoredVersion version) {
    return Optional.ofNullable(version.path().getParent().getParent())
        .map(store -> KeptData.directory(store));
  }

  /**
   * The records; what isn't ingested yet is ingested first, into a directory that stays.
   *
   * @param target a new directory
   * @throws mnist.InvalidInputException if they can't be
   */
  public NamedRecords recordsKeptIn(Path target) throws Exception {
    Path path = path();
    return IngestedInput.isIngested(path, context.hadoop()) ? named(opened(path)) : ingest(target);
  }

  /**
   * The records of images of any form, ingested into a directory that stays.
   *
   * @param target a new directory
   * @throws mnist.InvalidInputException if they can't be
   */
  public NamedRecords ingest(Path target) throws Exception {
    // What is temporary goes; what an error message names stays.
    return ingest(Split.TRAIN, Optional.empty(), ingest -> ingest.into(target, refused));
  }

  /**
   * The images of files that a store hasn't taken yet; unless they are ingested, they are ingested
   * into a temporary directory.
   *
   * @param done files that it has taken
   * @param refusals files that it has refused, by time: passed over where there are others, and
   *     examined again as they were refused, not beside each other
   * @param accepted findings; what was refused by nothing else is what is wanted
   * @param rule by which the store holds out
   * @param like what the images are for; empty for a model that is yet to be trained
   * @return empty if there are none
   * @throws mnist.InvalidInputException if they can't be ingested
   */
  public Optional<Arrival> newImages(
      Set<FileStamp> done,
      List<RefusedFiles> refusals,
      Accepted accepted,
      SplitRule rule,
      Optional<StoredVersion> like)
      throws Exception {
    if (isEmptyDirectory()) {
      return Optional.empty();
    }
    Settings settings = context.settings().with(rule.settings());
    Function<Ingest, IngestedData> into =
        ingest -> ingest.into(new Path(scratch(), "ingested"), refused);
    if (location.path().isEmpty()) {
      // They lie elsewhere each time, and are always the same.
      List<FileStamp> stamps = List.of(new FileStamp(location.name(), 0, 0));
      return done.containsAll(stamps)
          ? Optional.empty()
          : Optional.of(arrival(ingest(Split.TRAIN, like, settings, this::images, into), stamps));
    }
    InputSettings how = StageSettings.input(settings, List.of());
    Optional<NewFiles> files = newFiles(how, done, refusals, accepted);
    if (files.isEmpty()) {
      return Optional.empty();
    }
    if (files.get().form() == Form.INGESTED) {
      return Optional.of(arrival(named(opened(path())), files.get().stamps()));
    }
    ImageInput images = files.get().open(context.spark());
    if (images.labelling().isPresent() && images.splits().isEmpty()) {
      // Nobody has labelled any of them yet, as the log says.
      return Optional.empty();
    }
    NamedRecords records = ingest(Split.TRAIN, like, settings, any -> images, into);
    return Optional.of(arrival(records, files.get().stamps()));
  }

  /** What was refused would hide among other images: bounds are shares of all that is examined. */
  private Optional<NewFiles> newFiles(
      InputSettings how, Set<FileStamp> done, List<RefusedFiles> refusals, Accepted accepted) {
    List<String> paths = List.of(path().toString());
    Optional<NewFiles> all = NewFiles.among(paths, how, done, context.hadoop());
    List<RefusedFiles> left =
        RefusedFiles.among(refusals, all.map(files -> Set.copyOf(files.stamps())).orElse(Set.of()));
    if (left.isEmpty()) {
      return all;
    }
    Set<FileStamp> known = new HashSet<>(done);
    refusals.forEach(each -> known.addAll(each.files()));
    Optional<NewFiles> others = NewFiles.among(paths, how, known, context.hadoop());
    Function<Stream<RefusedFiles>, Optional<NewFiles>> alone =
        some ->
            some.flatMap(each -> NewFiles.only(paths, how, each.files(), context.hadoop()).stream())
                .findFirst();
    Optional<NewFiles> wanted =
        alone.apply(left.stream().filter(each -> each.areAcceptedBy(accepted)));
    if (wanted.isPresent() && others.isPresent()) {
      LOG.warn(
          "leaving {} for the next run of the same command: what was refused is examined by itself",
          Numbers.count(others.get().stamps().size(), "new file"));
    }
    Optional<NewFiles> examined = wanted.or(() -> others).or(() -> alone.apply(left.stream()));
    Set<FileStamp> stamps = examined.map(files -> Set.copyOf(files.stamps())).orElse(Set.of());
    refusedFiles =
        (int)
            left.stream()
                .flatMap(each -> each.files().stream())
                .filter(file -> !stamps.contains(file))
                .count();
    return examined;
  }

  private Arrival arrival(NamedRecords records, List<FileStamp> files) {
    return new Arrival(records.ingested(), records.name(), files, labelling);
  }

  /** What a setting says of how data are ingested must be how these were. */
  private IngestedData opened(Path path) {
    IngestedData data = IngestedData.open(context.spark(), path);
    DataFingerprint of = data.fingerprint();
    requireAsGiven("data.classes", of.classes());
    requireAsGiven("data.validation-fraction", of.validationFraction());
    requireAsGiven(
        "data.hold-out-by", of.holdOutBy() == null ? HoldOutBy.IMAGE.label() : of.holdOutBy());
    if (of.fileBytes() != null) {
      requireAsGiven("data.file-bytes", of.fileBytes());
    }
    return data;
  }

  private void requireAsGiven(String key, Object ingested) {
    Settings settings = context.settings();
    boolean same =
        ingested instanceof Number number
            ? settings.number(key) == number.doubleValue()
            : settings.text(key).equals(ingested);
    Bounds.require(
        same || !settings.isGiven(key),
        key,
        ingested + ", as " + location.name() + " was ingested with",
        settings.text(key));
  }

  private NamedRecords named(IngestedData ingested) {
    return new NamedRecords(ingested, location.name());
  }

  /** Images of any form, opened. */
  public ImageInput images(InputSettings how) {
    return ImageInputs.open(context.spark(), List.of(path().toString()), how);
  }

  /** The same for a job that can do without some files. */
  public ImageInput damagedImages(InputSettings how) {
    return ImageInputs.openDamaged(context.spark(), List.of(path().toString()), how);
  }

  /** What {@link #damagedImages} opened in an earlier process. */
  public OpenedInput imagesAgain(InputSettings how, Pin pin) {
    // The bundled data lie elsewhere each time.
    return location.path().isEmpty()
        ? OpenedInput.of(damagedImages(how))
        : ImageInputs.openAgain(context.spark(), List.of(path().toString()), how, pin);
  }

  /**
   * @param model what the data are for; empty for one that is yet to be trained
   */
  private NamedRecords ingest(
      Split untold, Optional<StoredVersion> model, Function<Ingest, IngestedData> made)
      throws Exception {
    return ingest(untold, model, context.settings(), this::images, made);
  }

  private NamedRecords ingest(
      Split untold,
      Optional<StoredVersion> model,
      Settings settings,
      Function<InputSettings, ImageInput> images,
      Function<Ingest, IngestedData> made)
      throws Exception {
    Optional<TrainingData> learned = model.map(version -> version.manifest().training().data());
    return context.step(
        "ingest " + location.name(),
        () -> {
          Ingest ingest =
              Ingest.of(
                  images.apply(StageSettings.input(settings, List.of())),
                  StageSettings.ingest(settings, untold, model.map(StoredVersion::manifest)),
                  StageSettings.preparation(settings, learned.map(TrainingData::input)),
                  context.spark());
          passedOver = ingest.passedOver();
          labelling = ingest.labelling();
          return named(made.apply(ingest));
        });
  }

  /** What the ingest passed over of the files that were given, for people. */
  public List<String> passedOver() {
    return passedOver;
  }

  /** How many files {@link #newImages} passed over since they had been refused. */
  public int refusedFiles() {
    return refusedFiles;
  }

  /** What people said of the images that were ingested, if a table of labels tells who did. */
  public Optional<Labelling> labelling() {
    return labelling;
  }

  private Path scratch() {
    if (scratch == null) {
      scratch = StagedDirectory.inside(parent, context.hadoop());
    }
    return scratch.path();
  }

  @Override
  public void close() {
    if (scratch != null) {
      scratch.close();
    }
  }
}
