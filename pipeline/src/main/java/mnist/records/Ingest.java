package mnist.records;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import mnist.files.Names;
import mnist.files.Sha256;
import mnist.files.StorageFailure;
import mnist.input.Broadcasts;
import mnist.input.ImageInput;
import mnist.input.ImageInputs;
import mnist.input.IngestedInput;
import mnist.input.InputFile;
import mnist.input.InputSchema;
import mnist.input.InputSettings;
import mnist.input.InputSurvey;
import mnist.input.KeyText;
import mnist.input.PassedOver;
import mnist.input.RecordSchema;
import mnist.input.Split;
import mnist.prepare.Preparation;
import mnist.prepare.PreparedImages;
import mnist.records.TallyAccumulator.Tally;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;
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

  /** Part of the training images; of MNIST's, all but a few in ten thousand. */
  private static final double LIKE_MNIST = 0.99;

  /** Part of the training images; of digits and letters that are written upright, few are. */
  private static final double WIDE = 0.65;

  private final SparkSession spark;
  private final IngestSettings settings;
  private final Configuration conf;
  private final ImageInput input;
  private final PreparedImages pictures;
  private Surveyed surveyed;

  /** What decides what ingested data hold: equal for equal data. */
  private record Key(
      int formatVersion,
      List<InputFile> files,
      Set<Split> splits,
      IngestSettings settings,
      PreparedImages pictures) {}

  /**
   * What is known once all of the input was read.
   *
   * @param settings on this input
   * @param size of the images that are taken
   */
  private record Surveyed(
      InputSurvey of, IngestSettings settings, ClassNames classes, InputSurvey.Size size) {}

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
      Broadcast<long[]> testDigests = Broadcasts.of(spark, surveyed().of().testImages());
      try {
        return into(staged, refused, testDigests);
      } finally {
        Broadcasts.release(testDigests);
      }
    } catch (IOException e) {
      throw StorageFailure.of("Cannot write " + output, "choose an output that can be written", e);
    } catch (Exception e) {
      throw told(e);
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
    return find(new Path(kept, key()));
  }

  /**
   * Ingests into a directory for {@link #findIn}, unless the data are there. Several processes may
   * do so at once.
   *
   * @param kept the directory, made if missing
   * @param refused as of {@link #into}
   */
  public IngestedData findOrKeepIn(Path kept, Path refused) {
    Path directory = new Path(kept, key());
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

  /** Names of the files that are passed over, with the reasons, for people. */
  public List<String> passedOver() {
    return PassedOver.summary(input.passedOver());
  }

  private String key() {
    InputSurvey survey = surveyed().of();
    return Sha256.hex(
        JsonFiles.toLine(
            new Key(
                DataFingerprint.FORMAT_VERSION,
                survey.filesWithGroups(),
                survey.splits(),
                surveyed().settings(),
                pictures)));
  }

  /** Reads all of the input. */
  private Surveyed surveyed() {
    if (surveyed == null) {
      describe("look through the input");
      try {
        surveyed = surveyed(input.survey(prepared()));
      } catch (Exception e) {
        throw told(e);
      } finally {
        spark.sparkContext().setJobDescription(null);
      }
    }
    return surveyed;
  }

  private Surveyed surveyed(InputSurvey survey) {
    if (survey.count() == 0) {
      throw new InvalidInputException(
          "Invalid input " + input.name() + ": expected images, but found 0",
          "give files that hold some");
    }
    InputSurvey.Size size =
        survey
            .commonestSize()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "Invalid input %s: none of its %d images can be read"
                            .formatted(input.name(), survey.count()),
                        "try the job score, whose rejects say why"));
    if (survey.labels().isEmpty()) {
      throw new InvalidInputException(
          "Cannot find labels for " + input.name() + ": no image has one",
          "put image files into a directory for each class, such as 7/a.png, or name a table's"
              + " column with --label-column");
    }
    ClassNames classes = ClassNames.of(survey.labels(), settings);
    IngestSettings effective = settings.on(survey, classes);
    ClassNames.outOfRange(survey.labels(), effective).ifPresent(LOG::warn);
    if (effective.validationFraction() != settings.validationFraction()) {
      LOG.info("holding out none of the training images, since images for validation are given");
    }
    return new Surveyed(survey, effective, classes, size);
  }

  private Dataset<Row> prepared() {
    return pictures.of(input);
  }

  /** A faulty file is found by a task, and arrives inside Spark's exceptions. */
  private static RuntimeException told(Exception e) {
    return Failure.findIn(e)
        .<RuntimeException>map(found -> found)
        .orElseGet(
            () ->
                e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e));
  }

  private IngestedData into(IngestOutput staged, Path refused, Broadcast<long[]> testDigests)
      throws IOException {
    Path recordsPath = new Path(staged.path(), IngestedInput.RECORDS);
    Path quarantine = new Path(staged.path(), IngestedData.QUARANTINE);
    Surveyed known = surveyed();
    Dataset<Row> classified = classified(known, testDigests);
    describe("write records");
    Tally tally = writeRecords(classified.where(col(RecordSchema.REASON).isNull()), recordsPath);
    long quarantined = known.of().count() - tally.total();
    describe("write the quarantine table");
    if (quarantined == 0) {
      Quarantine.writeEmpty(spark, quarantine);
    } else {
      Quarantine.write(classified.where(col(RecordSchema.REASON).isNotNull()), quarantine);
      new QuarantineLimit(input, known.of(), known.settings(), spark)
          .check(quarantined, quarantine, refused);
    }

    DataFingerprint fingerprint = fingerprint(tally, quarantined);
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
        known.of().count(),
        staged.target(),
        fingerprint.counts(Split.TRAIN).records(),
        fingerprint.counts(Split.VALIDATION).records(),
        fingerprint.counts(Split.TEST).records(),
        quarantined);
    return new IngestedData(spark, staged.target(), fingerprint);
  }

  /** Counts them on the way: reading them again takes as long as decoding them did. */
  private Tally writeRecords(Dataset<Row> records, Path path) {
    HoldOut holdOut = new HoldOut(settings.seed(), surveyed().settings().validationFraction());
    Column isHeldOut = holdOut.isHeldOut(settings.holdOutBy());
    Column split = col(RecordSchema.SPLIT);
    Dataset<Row> divided =
        records
            .drop(RecordSchema.REASON)
            .withColumn(
                RecordSchema.SPLIT,
                when(
                        split.equalTo(Split.TRAIN.value()).and(isHeldOut),
                        lit(Split.VALIDATION.value()))
                    .otherwise(split));
    TallyAccumulator counts =
        TallyAccumulator.start(
            spark.sparkContext(), surveyed().settings().classes(), surveyed().size());
    counts
        .over(new Shards(settings.shards()).arrange(divided))
        .write()
        // No two are the same, and looking for it takes longer than all else.
        .option("parquet.enable.dictionary#" + RecordSchema.IMAGE, "false")
        .option("parquet.enable.dictionary#" + RecordSchema.ID, "false")
        .partitionBy(RecordSchema.SPLIT)
        .parquet(path.toString());
    return counts.tally();
  }

  /** Records of {@link RecordSchema}, and why one can't be used. */
  private Dataset<Row> classified(Surveyed known, Broadcast<long[]> testDigests) {
    Dataset<Row> numbered = input.numbered(prepared(), known.of());
    Column isOther =
        col(RecordSchema.HEIGHT)
            .notEqual(known.size().height())
            .or(col(RecordSchema.WIDTH).notEqual(known.size().width()));
    Column size =
        when(
            isOther,
            concat(
                lit("the image is "),
                col(RecordSchema.HEIGHT),
                lit(" x "),
                col(RecordSchema.WIDTH),
                lit(" pixels, but most are " + known.size())));
    Dataset<Row> records =
        numbered
            .withColumn(RecordSchema.KEY, KeyText.of(numbered.schema()))
            .withColumn(RecordSchema.LABEL, known.classes().label(col(InputSchema.LABEL)))
            .withColumn(
                RecordSchema.SPLIT, coalesce(col(InputSchema.SPLIT), lit(settings.split().value())))
            .withColumn(
                RecordSchema.REASON,
                coalesce(
                    col(RecordSchema.REASON),
                    size,
                    Quarantine.reason(testDigests, known.settings().classes())));
    return records.select(
        Stream.of(RecordSchema.quarantineSchema().fieldNames())
            .map(name -> col(name))
            .toArray(Column[]::new));
  }

  private DataFingerprint fingerprint(Tally tally, long quarantined) {
    InputSurvey survey = surveyed().of();
    IngestSettings effective = surveyed().settings();
    boolean byGroup = settings.holdOutBy() == HoldOutBy.GROUP;
    return new DataFingerprint(
            DataFingerprint.FORMAT_VERSION,
            null,
            byGroup ? survey.filesWithGroups() : survey.files(),
            tally.splits(),
            tally.pixels(),
            surveyed().size().height(),
            surveyed().size().width(),
            effective.classes(),
            surveyed().classes().names(),
            preparation(tally).label(),
            settings.seed(),
            effective.validationFraction(),
            byGroup ? settings.holdOutBy().label() : null,
            quarantined)
        .withId();
  }

  /** As MNIST's images are, if they were made so or turn out to be so. */
  private Preparation preparation(Tally tally) {
    boolean isMnist =
        pictures.preparation() == Preparation.MNIST
            || (tally.train() > 0 && tally.likeMnist() >= LIKE_MNIST * tally.train());
    return isMnist ? Preparation.MNIST : Preparation.NONE;
  }

  private void describe(String what) {
    spark.sparkContext().setJobDescription("ingest: " + what);
  }
}
