package mnist.records;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import mnist.files.Names;
import mnist.files.Sha256;
import mnist.files.StorageFailure;
import mnist.records.DataFingerprint.InputFile;
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
 * IDX files to an ingested directory: Parquet records by split, a quarantine table and a
 * fingerprint. The directory appears whole or not at all.
 */
public final class Ingest {

  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

  private final SparkSession spark;
  private final IngestSettings settings;
  private final Configuration conf;
  private final IdxFiles files;
  private FileDigests digests;

  /** What decides what ingested data hold: equal for equal data. */
  private record Key(
      int formatVersion, List<InputFile> files, List<Split> splits, IngestSettings settings) {}

  private Ingest(SparkSession spark, IngestSettings settings, Configuration conf, IdxFiles files) {
    this.spark = spark;
    this.settings = settings;
    this.conf = conf;
    this.files = files;
  }

  /**
   * Finds the files to ingest, and reads their headers.
   *
   * @param spark the session to run in
   * @param inputs IDX files, directories of them or globs, on any Hadoop file system; see {@link
   *     IdxSource}
   * @param settings how
   * @throws InvalidInputException if an input is missing or faulty
   * @throws mnist.UnavailableException if its storage fails
   */
  public static Ingest of(SparkSession spark, List<String> inputs, IngestSettings settings) {
    Configuration conf = spark.sessionState().newHadoopConf();
    IdxFiles files = IdxFiles.open(inputs, conf);
    files.requireLabels();
    if (settings.holdOutBy() == HoldOutBy.GROUP) {
      files.requireGroups();
    }
    if (files.count() == 0) {
      throw new InvalidInputException(
          "Invalid input " + String.join(", ", inputs) + ": expected images, but found 0",
          "give files that hold some");
    }
    files.images().forEach(file -> LOG.info("reading {}", file));
    IngestSettings effective = settings.on(files);
    if (!effective.equals(settings)) {
      LOG.info("holding out none of the training images, since files for validation are given");
    }
    return new Ingest(spark, effective, conf, files);
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
      Broadcast<long[]> testDigests = Broadcasts.of(spark, digests().testImages());
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
    if (!IngestedData.isIngested(directory, conf)) {
      return Optional.empty();
    }
    LOG.info("found in {}: ingested before, from the same files by the same settings", directory);
    return Optional.of(IngestedData.open(spark, directory));
  }

  /** Names of the files that are passed over, with the reasons, for people. */
  public List<String> passedOver() {
    return PassedOver.summary(files.passedOver());
  }

  private String key() {
    List<Split> splits = files.images().stream().map(ImageFile::split).toList();
    return Sha256.hex(
        JsonFiles.toLine(
            new Key(DataFingerprint.FORMAT_VERSION, digests().files(true), splits, settings)));
  }

  private FileDigests digests() {
    if (digests == null) {
      describe("hash the input files");
      try {
        digests = FileDigests.of(spark, files);
      } catch (Exception e) {
        throw told(e);
      } finally {
        spark.sparkContext().setJobDescription(null);
      }
    }
    return digests;
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
    Path recordsPath = new Path(staged.path(), IngestedData.RECORDS);
    Path quarantine = new Path(staged.path(), IngestedData.QUARANTINE);
    Dataset<Row> classified =
        readInput()
            .withColumn(RecordSchema.REASON, Quarantine.reason(testDigests, settings.classes()));
    describe("write records");
    Tally tally = writeRecords(classified.where(col(RecordSchema.REASON).isNull()), recordsPath);
    long quarantined = files.count() - tally.total();
    describe("write the quarantine table");
    if (quarantined == 0) {
      Quarantine.writeEmpty(spark, quarantine);
    } else {
      Quarantine.write(classified.where(col(RecordSchema.REASON).isNotNull()), quarantine);
      QuarantineLimit.check(quarantined, files, settings, quarantine, refused, spark);
    }

    DataFingerprint fingerprint = fingerprint(tally, quarantined);
    if (!staged.publish(fingerprint)) {
      throw new InvalidInputException(
          "Cannot write "
              + staged.target()
              + ": it already exists, since another process made it meanwhile",
          "choose another output or delete it");
    }
    LOG.info(
        "ingested {} records into {}: {} train, {} validation, {} test, {} in quarantine",
        files.count(),
        staged.target(),
        fingerprint.counts(Split.TRAIN).records(),
        fingerprint.counts(Split.VALIDATION).records(),
        fingerprint.counts(Split.TEST).records(),
        quarantined);
    return new IngestedData(spark, staged.target(), fingerprint);
  }

  /** Counts them on the way: reading them again takes as long as decoding them did. */
  private Tally writeRecords(Dataset<Row> records, Path path) {
    HoldOut holdOut = new HoldOut(settings.seed(), settings.validationFraction());
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
    TallyAccumulator counts = TallyAccumulator.start(spark.sparkContext(), settings.classes());
    counts
        .over(new Shards(settings.shards()).arrange(divided))
        .write()
        // No two are the same, and looking for it takes longer than all else.
        .option("parquet.enable.dictionary#" + RecordSchema.IMAGE, "false")
        .option("parquet.enable.dictionary#" + RecordSchema.ID, "false")
        .partitionBy(RecordSchema.SPLIT)
        .parquet(path.toString());
    return counts.tally(files.images().get(0).images().header().itemBytes());
  }

  private Dataset<Row> readInput() {
    String[] paths = files.all().stream().map(DataFile::path).toArray(String[]::new);
    return spark.read().format("idx").load(paths);
  }

  private DataFingerprint fingerprint(Tally tally, long quarantined) {
    ImageFile first = files.images().get(0);
    return new DataFingerprint(
            DataFingerprint.FORMAT_VERSION,
            null,
            digests().files(settings.holdOutBy() == HoldOutBy.GROUP),
            tally.splits(),
            tally.pixels(),
            first.height(),
            first.width(),
            settings.classes(),
            settings.seed(),
            settings.validationFraction(),
            settings.holdOutBy() == HoldOutBy.IMAGE ? null : settings.holdOutBy().label(),
            quarantined)
        .withId();
  }

  private void describe(String what) {
    spark.sparkContext().setJobDescription("ingest: " + what);
  }
}
