package mnist.input;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import mnist.InvalidInputException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens what people have: finds out its form, and reads it as {@link ImageInput}. */
public final class ImageInputs {

  private static final Logger LOG = LoggerFactory.getLogger(ImageInputs.class);

  private ImageInputs() {}

  /**
   * Opens images of any {@link Form}.
   *
   * @param paths files, directories or globs on any Hadoop file system
   * @throws InvalidInputException if they mean no images, images of several forms, or a table that
   *     doesn't tell which of its columns holds them
   * @throws mnist.UnavailableException if the storage fails
   */
  public static ImageInput open(SparkSession spark, List<String> paths, InputSettings settings) {
    return open(spark, paths, settings, false);
  }

  /**
   * The same for readers who can do without some files: a table's damaged ones show when they are
   * read, by {@link ReadRows}, if others tell its columns.
   */
  public static ImageInput openDamaged(
      SparkSession spark, List<String> paths, InputSettings settings) {
    return open(spark, paths, settings, true);
  }

  private static ImageInput open(
      SparkSession spark, List<String> paths, InputSettings settings, boolean mayBeDamaged) {
    Configuration conf = spark.sessionState().newHadoopConf();
    Listing listing = Listing.of(paths, conf);
    FormFinder.Found found = FormFinder.find(listing, paths, settings.format(), conf);
    settings.requireFor(found.form());
    ImageInput input = open(spark, paths, listing, found, settings, null, mayBeDamaged);
    if (input.form() != Form.IDX) {
      PassedOver.summary(input.passedOver()).forEach(each -> LOG.info("passed over: {}", each));
    }
    return input;
  }

  /**
   * Opens the same again: the files that were listed then, and no others.
   *
   * @param pin of the input that {@link #openDamaged} gave for the same paths and settings
   * @throws InvalidInputException if the whole of it is gone, or a part without which the rest has
   *     no meaning
   * @throws mnist.UnavailableException if the storage fails
   */
  public static OpenedInput openAgain(
      SparkSession spark, List<String> paths, InputSettings settings, Pin pin) {
    Configuration conf = spark.sessionState().newHadoopConf();
    if (pin.form() == Form.IDX) {
      List<String> files = pin.files().stream().map(file -> file.path().toString()).toList();
      ImageInput again = IdxInput.open(spark, files);
      requireSame(pin.files().equals(again.pin().files()), paths);
      return OpenedInput.of(again);
    }
    Listing listing = Listing.of(paths, conf);
    Map<String, String> changed = OpenedInput.changes(pin, listing);
    List<ListedFile> files =
        pin.form().isTable()
            ? pin.files().stream()
                .filter(file -> !OpenedInput.GONE.equals(changed.get(file.path().toString())))
                .toList()
            : pin.files();
    requireSame(pin.files().isEmpty() || !files.isEmpty(), paths);
    FormFinder.Found found = new FormFinder.Found(pin.form(), files, List.of());
    ImageInput again = open(spark, paths, listing, found, settings, pin.snapshot(), true);
    requireSame(Objects.equals(pin.snapshot(), again.pin().snapshot()), paths);
    return new OpenedInput(again, changed);
  }

  private static void requireSame(boolean isSame, List<String> paths) {
    if (!isSame) {
      throw new InvalidInputException(
          "Cannot go on with %s: its files aren't what they were when the run began"
              .formatted(String.join(", ", paths)),
          "put them back as they were, or choose another output");
    }
  }

  /**
   * @param snapshot null for the newest
   */
  static ImageInput open(
      SparkSession spark,
      List<String> paths,
      Listing listing,
      FormFinder.Found found,
      InputSettings settings,
      String snapshot,
      boolean mayBeDamaged) {
    LOG.info("reading {} of {}", found.form().label(), String.join(", ", paths));
    return switch (found.form()) {
      case IDX -> IdxInput.open(spark, paths);
      case INGESTED ->
          IngestedInput.open(spark, listing.roots().get(0).getPath(), Optional.empty());
      case IMAGES -> images(spark, listing, found, found.files(), settings);
      case TAR, ZIP -> new ArchiveInput(spark, found);
      case PARQUET, ORC, AVRO, JSON, CSV, DELTA, ICEBERG ->
          TableReader.open(spark, listing, found, settings, snapshot, mayBeDamaged);
    };
  }

  /**
   * Image files.
   *
   * @param known all of them, beside those that were found also such as were read before
   */
  static ImageInput images(
      SparkSession spark,
      Listing listing,
      FormFinder.Found found,
      List<ListedFile> known,
      InputSettings settings) {
    Optional<FileLabels> labels =
        settings
            .labels()
            .map(
                path ->
                    FileLabels.read(
                        spark,
                        path,
                        settings.idColumn(),
                        settings.labelColumn(),
                        listing.files(),
                        found.files(),
                        known));
    return new ImageFilesInput(
        spark,
        labels.map(table -> table.among(found.files())).orElse(found.files()),
        found.passedOver(),
        labels);
  }

  /** A split of ingested data. */
  public static ImageInput ofIngested(SparkSession spark, Path directory, Split split) {
    return IngestedInput.open(spark, directory, Optional.of(split));
  }
}
