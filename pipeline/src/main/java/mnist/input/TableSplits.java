package mnist.input;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.Partition;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.FilePartition;
import org.apache.spark.sql.execution.datasources.PartitionedFile;

/** Tables in splits that depend on the files alone; by itself Spark counts the cores, too. */
final class TableSplits {

  private static final String MOST_BYTES = "spark.sql.files.maxPartitionBytes";
  private static final String LEAST_PARTITIONS = "spark.sql.files.minPartitionNum";

  /** A column of nanoseconds, which Spark can't show, would otherwise make a table unreadable. */
  private static final String NANOSECONDS = "spark.sql.legacy.parquet.nanosAsLong";

  private TableSplits() {}

  /**
   * A session whose tables are read in such splits. What the user sets for all of Spark holds in it
   * too.
   *
   * @param splitBytes of a split at most, unless the user sets it
   */
  static SparkSession session(SparkSession spark, long splitBytes) {
    SparkSession session = spark.newSession();
    setUnlessSet(session, MOST_BYTES, String.valueOf(splitBytes));
    setUnlessSet(session, LEAST_PARTITIONS, "1");
    setUnlessSet(session, NANOSECONDS, "true");
    return session;
  }

  /** Makes each file part of one split, whatever the user sets. */
  static void keepWhole(Dataset<Row> table, long largestFile) {
    RuntimeConfig conf = table.sparkSession().conf();
    conf.set(MOST_BYTES, String.valueOf(Math.max(largestFile, SplitSize.BYTES)));
    conf.set(LEAST_PARTITIONS, "1");
  }

  private static void setUnlessSet(SparkSession session, String key, String value) {
    if (!session.sparkContext().getConf().contains(key)) {
      session.conf().set(key, value);
    }
  }

  /** The splits of a table: its partitions. */
  static List<InputSplit> of(Dataset<Row> table) {
    List<InputSplit> splits = new ArrayList<>();
    for (Partition partition : table.rdd().partitions()) {
      splits.add(new InputSplit(partition.index(), name(partition)));
    }
    return splits;
  }

  private static String name(Partition partition) {
    if (!(partition instanceof FilePartition files) || files.files().length == 0) {
      return "part " + partition.index();
    }
    PartitionedFile first = files.files()[0];
    String name =
        "%s, bytes %d to %d"
            .formatted(first.filePath(), first.start(), first.start() + first.length() - 1);
    return files.files().length == 1
        ? name
        : name + ", and " + (files.files().length - 1) + " more";
  }
}
