package mnist.records;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.files.Glob;
import mnist.files.Names;
import mnist.files.StorageFailure;
import mnist.input.Form;
import mnist.input.ImageInput;
import mnist.input.ImageInputs;
import mnist.input.IngestedInput;
import mnist.input.InputSettings;
import mnist.input.Labelling;
import mnist.input.PassedOver;
import mnist.input.RecordSchema;
import mnist.input.Split;
import mnist.prepare.PreparedImages;
import mnist.records.TallyAccumulator.Tally;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images of any form to an ingested directory: Parquet records by split, a quarantine table and a
 * fingerprint. The directory appears whole or not at all.
 */
public final class Ingest {

  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

  /** Part of the training images; of digits and letters that are written upright, few are. */
  private static final double WIDE = 0.65;

  private final SparkSession spark;
  private final IngestSettings settings;
  private final Configuration conf;
  private final ImageInput input;
  private final PreparedImages pictures;
  private SurveyedInput surveyed;

  private Ingest(
      SparkSession spark,
      ImageInput input,
      IngestSettings settings,
      PreparedImages pictures,
      Configuration conf) {
    this.spark = spark;
    this.input = input;
    this.settings = settings;
    this.pictures = pictures;
    this.conf = conf;
  }

  /**
   * Opens IDX files, or images of another form that tell themselves what they are.
   *
   * @see #of(ImageInput, IngestSettings, PreparedImages, SparkSession)
   */
  public static Ingest of(SparkSession spark, List<String> inputs, IngestSettings settings) {
    return of(
        ImageInputs.open(spark, inputs, InputSettings.DEFAULT),
        settings,
        PreparedImages.AS_THEY_ARE,
        spark);
  }

  /**
   * Ingests images.
   *
   * @param input the images
   * @param settings how
   * @param pictures what is done to them
   * @param spark the session to run in
   * @throws InvalidInputException if the input tells no labels, or no groups where they are needed
   */
  public static Ingest of(
      ImageInput input, IngestSettings settings, PreparedImages pictures, SparkSession spark) {
    if (input.form() == Form.INGESTED) {
      throw new InvalidInputException(
          "Cannot ingest " + input.name() + ": it is ingested already",
          "give it to the other jobs as it is");
    }
    input.requireLabels();
    if (settings.holdOutBy() == HoldOutBy.GROUP) {
      input.requireGroups();
    }
    // What doesn't matter to this input mustn't hide that it was ingested before.
    boolean isReady = input.form().isReady();
    return new Ingest(
        spark,
        input,
        isReady ? settings.withoutSplit() : settings,
        isReady ? pictures.ofReady() : pictures,
        spark.sessionState().newHadoopConf());
  }

  /**
   * Ingests: {@link #of} and {@link #into}, with a table of refused records in {@code
   * <output>-quarantine}.
   */
  public static IngestedData run(
      SparkSession spark, List<String> inputs, Path output, IngestSettings settings) {
    return of(spark, inputs, settings).into(output, Names.suffixed(output, "-quarantine"));
  }

  /**
   * Ingests into a new directory.
   *
   * @param output the directory to make, on any Hadoop file system
   * @param refused where the quarantine table goes if more records are bad than the settings allow
   * @return what was made, open
   * @throws InvalidInputException if an input is faulty, the output exists or can't be written, or
   *     more records are bad than the settings allow; then nothing is left behind, but in the last
   *     case that table
   * @throws mnist.UnavailableException if storage fails
   */
  public IngestedData into(Path output, Path refused) {
    try (IngestOutput staged = IngestOutput.begin(output, conf)) {
      return into(staged, refused);
    } catch (IOException e) {
      throw StorageFailure.of("Cannot write " + output, "choose an output that can be written", e);
    } catch (Exception e) {
      throw Failure.unwrapped(e);
    } finally {
      spark.sparkContext().setJobDescription(null);
    }
  }

  /**
   * The data in a directory of ingested data, each under a name that tells the content of its input
   * files, its settings and the layout's version; if they are in it.
   *
   * @throws InvalidInputException if an input is faulty
   * @throws mnist.UnavailableException if storage fails
   */
  public Optional<IngestedData> findIn(Path kept) {
    return find(new Path(kept, surveyed().key()));
  }

  /**
   * Ingests into a directory for {@link #findIn}, unless the data are there. Several processes may
   * do so at once.
   *
   * @param kept the directory, made if missing
   * @param refused as of {@link #into}
   */
  public IngestedData findOrKeepIn(Path kept, Path refused) {
    Path directory = new Path(kept, surveyed().key());
    return find(directory).orElseGet(() -> keep(directory, refused));
  }

  private IngestedData keep(Path directory, Path refused) {
    try {
      return into(directory, refused);
    } catch (InvalidInputException e) {
      // Perhaps because another process has made it meanwhile.
      return find(directory).orElseThrow(() -> e);
    }
  }

  private Optional<IngestedData> find(Path directory) {
    if (!IngestedInput.isIngested(directory, conf)) {
      return Optional.empty();
    }
    LOG.info("found in {}: ingested before, from the same files by the same settings", directory);
    return Optional.of(IngestedData.open(spark, directory));
  }

  /** What people said of the images, if a table of labels tells who did. */
  public Optional<Labelling> labelling() {
    return input.labelling();
  }

  /** Names of the files that are passed over, with the reasons, for people. */
  public List<String> passedOver() {
    return PassedOver.summary(input.passedOver());
  }

  /** Reads all of the input. */
  private SurveyedInput surveyed() {
    if (surveyed == null) {
      describe("look through the input");
      try {
        surveyed = SurveyedInput.of(input, pictures, settings);
        LOG.info("read {}", surveyed.counts());
        surveyed.hints().forEach(LOG::warn);
        if (surveyed.settings().validationFraction() != settings.validationFraction()) {
          LOG.info("holding out none of the training images: there are some for validation");
        }
      } catch (Exception e) {
        throw Failure.unwrapped(e);
      } finally {
        spark.sparkContext().setJobDescription(null);
      }
    }
    return surveyed;
  }

  private IngestedData into(IngestOutput staged, Path refused) throws IOException {
    Path recordsPath = new Path(staged.path(), IngestedInput.RECORDS);
    Path quarantine = new Path(staged.path(), IngestedData.QUARANTINE);
    SurveyedInput known = surveyed();
    Dataset<Row> records = known.records();
    Column reason = col(RecordSchema.REASON);
    Dataset<Row> sound = records.where(reason.isNull());
    Optional<TestCopies> copies = known.testCopies();
    describe("write records");
    Tally tally =
        RecordTable.write(
            copies.map(of -> of.removedFrom(sound)).orElse(sound), known, recordsPath);
    long quarantined = known.survey().count() - tally.total();
    describe("write the quarantine table");
    if (quarantined == 0) {
      Quarantine.writeEmpty(spark, quarantine);
    } else {
      Dataset<Row> faulty = records.where(reason.isNotNull());
      Quarantine.write(
          copies.map(of -> faulty.union(of.among(sound))).orElse(faulty),
          known.files(quarantined),
          quarantine);
      if (spark.read().parquet(Glob.literal(quarantine)).count() != quarantined) {
        throw new InvalidInputException(
            "Cannot ingest " + input.name() + ": the images changed while they were read",
            "run again when they stay as they are");
      }
      new QuarantineLimit(known, spark).check(quarantined, quarantine, refused);
    }

    DataFingerprint fingerprint = known.fingerprint(tally, quarantined);
    if (!staged.publish(fingerprint)) {
      throw new InvalidInputException(
          "Cannot write "
              + staged.target()
              + ": it already exists, since another process made it meanwhile",
          "choose another output or delete it");
    }
    if (tally.wide() > WIDE * tally.train()) {
      LOG.warn(
          "{} of {} training images are wider than high: if they are stored column by column, as"
              + " EMNIST's are, ingest them with --transpose",
          tally.wide(),
          tally.train());
    }
    LOG.info(
        "ingested {} records into {}: {} train, {} validation, {} test, {} in quarantine",
        known.survey().count(),
        staged.target(),
        fingerprint.counts(Split.TRAIN).records(),
        fingerprint.counts(Split.VALIDATION).records(),
        fingerprint.counts(Split.TEST).records(),
        quarantined);
    return new IngestedData(spark, staged.target(), fingerprint);
  }

  private void describe(String what) {
    spark.sparkContext().setJobDescription("ingest: " + what);
  }
}
