package mnist.records;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import mnist.files.Names;
import mnist.files.StagedDirectory;
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
 * fingerprint. The directory appears by one rename, or not at all, and counts with its fingerprint,
 * which is written last.
 */
public final class Ingest {

  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

  private final SparkSession spark;
  private final IngestSettings settings;
  private final Configuration conf;
  private final IdxFiles files;

  private Ingest(SparkSession spark, IngestSettings settings, Configuration conf, IdxFiles files) {
    this.spark = spark;
    this.settings = settings;
    this.conf = conf;
    this.files = files;
  }

  /**
   * Ingests.
   *
   * @param spark the session to run in
   * @param inputs IDX files, directories of them or globs, on any Hadoop file system; see {@link
   *     IdxSource}
   * @param output the directory to make, on any Hadoop file system
   * @param settings how
   * @return what was made, open
   * @throws InvalidInputException if an input is missing or faulty, the output exists or can't be
   *     written, or more records are bad than the settings allow; then nothing is left behind, but
   *     in the last case the table {@code <output>-quarantine}
   */
  public static IngestedData run(
      SparkSession spark, List<String> inputs, Path output, IngestSettings settings) {
    return run(spark, inputs, output, Names.suffixed(output, "-quarantine"), settings);
  }

  /**
   * Ingests into an output that won't last.
   *
   * @param refused where the quarantine table goes if more records are bad than the settings allow
   * @see #run(SparkSession, List, Path, IngestSettings)
   */
  public static IngestedData run(
      SparkSession spark, List<String> inputs, Path output, Path refused, IngestSettings settings) {
    Configuration conf = spark.sessionState().newHadoopConf();
    IdxFiles files = IdxFiles.open(inputs, conf);
    files.requireLabels();
    if (settings.holdOutBy() == HoldOutBy.GROUP) {
      files.requireGroups();
    }
    if (files.count() == 0) {
      throw new InvalidInputException(
          "Invalid input " + String.join(", ", inputs) + ": expected images, but found 0");
    }
    try (StagedDirectory staged = StagedDirectory.beside(output, conf)) {
      return new Ingest(spark, settings, conf, files).into(staged, refused);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      // A faulty file is found by a task, and arrives inside Spark's exceptions.
      throw Failure.findIn(e).<RuntimeException>map(found -> found).orElseGet(() -> rethrown(e));
    } finally {
      spark.sparkContext().setJobDescription(null);
    }
  }

  private IngestedData into(StagedDirectory staged, Path refused) throws IOException {
    describe("hash the input files");
    FileDigests digests = FileDigests.of(spark, files, settings.holdOutBy() == HoldOutBy.GROUP);
    Broadcast<long[]> testDigests = Broadcasts.of(spark, digests.testImages());
    try {
      return into(staged, refused, digests.files(), testDigests);
    } finally {
      Broadcasts.release(testDigests);
    }
  }

  private IngestedData into(
      StagedDirectory staged, Path refused, List<InputFile> inputs, Broadcast<long[]> testDigests)
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

    DataFingerprint fingerprint = fingerprint(inputs, tally, quarantined);
    Path output = staged.publish();
    // Last, since an object store renames file by file, in the order of their names.
    JsonFiles.writeIfAbsent(new Path(output, IngestedData.FINGERPRINT), fingerprint, conf);
    LOG.info(
        "ingested {} records into {}: {} train, {} validation, {} test, {} in quarantine",
        files.count(),
        output,
        fingerprint.counts(Split.TRAIN).records(),
        fingerprint.counts(Split.VALIDATION).records(),
        fingerprint.counts(Split.TEST).records(),
        quarantined);
    return new IngestedData(spark, output, fingerprint);
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

  private DataFingerprint fingerprint(List<InputFile> inputFiles, Tally tally, long quarantined) {
    ImageFile first = files.images().get(0);
    return new DataFingerprint(
            DataFingerprint.FORMAT_VERSION,
            null,
            inputFiles,
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

  private static RuntimeException rethrown(Exception e) {
    return e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
  }
}
