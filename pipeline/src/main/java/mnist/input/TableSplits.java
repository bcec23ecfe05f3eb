package mnist.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.apache.spark.Partition;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.FilePartition;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tables in splits that depend on the files alone; by itself Spark counts the cores, too. */
final class TableSplits {

  private static final Logger LOG = LoggerFactory.getLogger(TableSplits.class);

  private static final String MOST_BYTES = "spark.sql.files.maxPartitionBytes";
  private static final String OPENING_BYTES = "spark.sql.files.openCostInBytes";

  /** By other readers, a partition doesn't tell its files. */
  private static final String OLD_READERS = "spark.sql.sources.useV1SourceList";

  /** A column of nanoseconds, which Spark can't show, would otherwise make a table unreadable. */
  private static final String NANOSECONDS = "spark.sql.legacy.parquet.nanosAsLong";

  private TableSplits() {}

  /**
   * A session whose tables are read in such splits, whatever the user sets: what is read later must
   * be split as it was.
   *
   * @param splitBytes of a split at most
   */
  static SparkSession session(SparkSession spark, long splitBytes) {
    SparkSession session = spark.newSession();
    cut(session.conf(), splitBytes);
    session.conf().set(OLD_READERS, "avro,csv,json,kafka,orc,parquet,text");
    if (!session.sparkContext().getConf().contains(NANOSECONDS)) {
      session.conf().set(NANOSECONDS, "true");
    }
    return session;
  }

  /** Makes each file part of one split. */
  static void keepWhole(Dataset<Row> table, long largestFile) {
    cut(table.sparkSession().conf(), Math.max(largestFile, SplitSize.BYTES));
  }

  private static void cut(RuntimeConfig conf, long splitBytes) {
    conf.set(MOST_BYTES, String.valueOf(splitBytes));
    // Then a split has one file: one more, or one that is longer, changes no other file's splits.
    conf.set(OPENING_BYTES, String.valueOf(splitBytes));
    conf.set("spark.sql.files.minPartitionNum", "1");
    conf.set("spark.sql.files.maxPartitionNum", String.valueOf(Integer.MAX_VALUE));
  }

  /** The splits of a table: its partitions, in the order of its files' names. */
  static List<InputSplit> of(Dataset<Row> table, Form form) {
    Partition[] partitions = table.rdd().partitions();
    double imagesPerByte = imagesPerByte(table, form, partitions);
    List<InputSplit> splits = new ArrayList<>();
    for (Partition partition : partitions) {
      splits.add(split(partition, imagesPerByte));
    }
    splits.sort(Comparator.comparing(InputSplit::file).thenComparing(InputSplit::start));
    return splits;
  }

  private static InputSplit split(Partition partition, double imagesPerByte) {
    int index = partition.index();
    if (!(partition instanceof FilePartition files) || files.files().length == 0) {
      return new InputSplit(index, "", index, SplitSize.images(SplitSize.BYTES), "part " + index);
    }
    PartitionedFile first = files.files()[0];
    String path = first.toPath().toString();
    long bytes = Stream.of(files.files()).mapToLong(PartitionedFile::length).sum();
    String name =
        "%s, bytes %d to %d".formatted(path, first.start(), first.start() + first.length() - 1);
    return new InputSplit(
        index,
        path,
        first.start(),
        Math.max(1, Math.round(bytes * imagesPerByte)),
        files.files().length == 1 ? name : name + ", and " + (files.files().length - 1) + " more");
  }

  /** By the first file that says how many rows it has. */
  private static double imagesPerByte(Dataset<Row> table, Form form, Partition[] partitions) {
    double usual = SplitSize.images(SplitSize.BYTES) / (double) SplitSize.BYTES;
    if (form != Form.PARQUET && form != Form.DELTA && form != Form.INGESTED) {
      return usual;
    }
    Optional<Path> first =
        Stream.of(partitions)
            .filter(FilePartition.class::isInstance)
            .flatMap(partition -> Stream.of(((FilePartition) partition).files()))
            .map(PartitionedFile::toPath)
            .min(Comparator.naturalOrder());
    if (first.isEmpty()) {
      return usual;
    }
    try {
      InputFile file =
          HadoopInputFile.fromPath(
              first.get(), table.sparkSession().sessionState().newHadoopConf());
      try (ParquetFileReader reader = ParquetFileReader.open(file)) {
        return Math.max(1, reader.getRecordCount()) / (double) file.getLength();
      }
    } catch (IOException | RuntimeException e) {
      // What is wrong with it shows when it is read.
      LOG.debug("cannot tell how many rows {} has", first.get(), e);
      return usual;
    }
  }
}
