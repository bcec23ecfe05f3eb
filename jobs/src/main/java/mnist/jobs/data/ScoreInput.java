package mnist.jobs.data;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import java.io.IOException;
import java.util.List;
import mnist.InvalidInputException;
import mnist.files.Glob;
import mnist.files.StorageFailure;
import mnist.jobs.runner.JobContext;
import mnist.records.IngestedData;
import mnist.records.RecordSchema;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.types.DataTypes;

/** Images to score, from IDX files or from Parquet with an image column. */
public final class ScoreInput {
  /** Spark's, of a table; it takes fewer where files have fewer row groups. */
  private static final String LEAST_PARTITIONS = "spark.sql.files.minPartitionNum";

  /** So that a slot that ends first finds more to do. Spark's own is one. */
  private static final int PARTITIONS_A_SLOT = 8;

  private ScoreInput() {}

  /**
   * The images: at least the columns {@code id} long and {@code image} binary.
   *
   * @param path a file, a directory or a glob
   * @throws InvalidInputException if it holds neither kind of images
   */
  public static Dataset<Row> read(JobContext context, Path path) {
    RuntimeConfig conf = context.spark().conf();
    if (conf.getOption(LEAST_PARTITIONS).isEmpty()) {
      conf.set(
          LEAST_PARTITIONS,
          (long) PARTITIONS_A_SLOT * context.spark().sparkContext().defaultParallelism());
    }
    if (IngestedData.isIngested(path, context.hadoop())) {
      return IngestedData.open(context.spark(), path).records();
    }
    String[] tables = parquet(context, path);
    return tables.length > 0
        ? images(context.spark().read().parquet(tables), path)
        : context.spark().read().format("idx").load(path.toString());
  }

  private static Dataset<Row> images(Dataset<Row> table, Path path) {
    RecordSchema.check("table " + path, table.schema(), RecordSchema.IMAGE);
    return List.of(table.columns()).contains(RecordSchema.ID)
        ? table.withColumn(RecordSchema.ID, col(RecordSchema.ID).cast(DataTypes.LongType))
        : table.withColumn(RecordSchema.ID, monotonically_increasing_id());
  }

  /** What the path means, each as a pattern of its own, if there is Parquet in it; else none. */
  private static String[] parquet(JobContext context, Path path) {
    try {
      List<FileStatus> found = Glob.find(path, context.hadoop());
      for (FileStatus status : found) {
        FileSystem files = status.getPath().getFileSystem(context.hadoop());
        RemoteIterator<LocatedFileStatus> inside = files.listFiles(status.getPath(), true);
        while (inside.hasNext()) {
          if (isParquet(inside.next().getPath(), status.getPath())) {
            return found.stream().map(each -> Glob.literal(each.getPath())).toArray(String[]::new);
          }
        }
      }
      return new String[0];
    } catch (IOException e) {
      throw StorageFailure.of(
          "Cannot read " + path, "give a file, directory or glob that can be read", e);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "Cannot read " + path + ": " + e.getMessage(),
          "give a file, directory or glob that can be read",
          e);
    }
  }

  private static boolean isParquet(Path file, Path table) {
    if (!file.getName().endsWith(".parquet")) {
      return false;
    }
    Path directory = file;
    while (!directory.equals(table)) {
      directory = directory.getParent();
      if (!directory.equals(table) && !directory.getName().contains("=")) {
        return false;
      }
    }
    return true;
  }
}
