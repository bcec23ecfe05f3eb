package mnist.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import mnist.Bounds;
import mnist.InvalidInputException;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.util.SerializableConfiguration;

/** One reading of a table: which columns, in which partitions. */
final class IdxScan implements Scan, Batch, SupportsReportStatistics {

  static final String MAX_PARTITION_BYTES = "maxPartitionBytes";

  /** Each unpacks all labels before its own: of images of 28 x 28, about as much as it reads. */
  private static final long MOST_BESIDE_PACKED = 1000;

  private final IdxFiles files;
  private final StructType columns;
  private final CaseInsensitiveStringMap options;

  IdxScan(IdxFiles files, StructType columns, CaseInsensitiveStringMap options) {
    this.files = files;
    this.columns = columns;
    this.options = options;
  }

  @Override
  public StructType readSchema() {
    return columns;
  }

  @Override
  public String description() {
    return "idx " + columns.simpleString();
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    return partitions(files, partitionBytes()).toArray(new InputPartition[0]);
  }

  /**
   * Ranges of files, in order.
   *
   * @param partitionBytes pixels of each at most, but for packed files, which can't be entered in
   *     the middle
   */
  static List<IdxPartition> partitions(IdxFiles files, long partitionBytes) {
    List<IdxPartition> partitions = new ArrayList<>();
    for (ImageFile file : files.images()) {
      long pieces = file.images().isPacked() ? 1 : pieces(file, partitionBytes);
      for (long piece = 0; piece < pieces; piece++) {
        long first = share(file.count(), piece, pieces);
        long end = share(file.count(), piece + 1, pieces);
        partitions.add(new IdxPartition(file, first, end));
      }
    }
    return partitions;
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    return new ReaderFactory(columns, Broadcasts.hadoopConf(SparkSession.active()));
  }

  /**
   * Rows and pixels are exact, as the headers know them; of the other columns, Spark's default
   * sizes.
   */
  @Override
  public Statistics estimateStatistics() {
    boolean withImages = List.of(columns.fieldNames()).contains(RecordSchema.IMAGE);
    int otherBytes = columns.defaultSize();
    long bytes = files.count() * otherBytes + (withImages ? files.imageBytes() : 0);
    return new Statistics() {
      @Override
      public OptionalLong sizeInBytes() {
        return OptionalLong.of(bytes);
      }

      @Override
      public OptionalLong numRows() {
        return OptionalLong.of(files.count());
      }
    };
  }

  private static long pieces(ImageFile file, long partitionBytes) {
    long itemsAPiece = Math.max(1, partitionBytes / file.images().header().itemBytes());
    long pieces = Math.max(1, ceilDiv(file.count(), itemsAPiece));
    boolean areOthersPacked =
        Stream.of(file.labels(), file.groups())
            .anyMatch(other -> other != null && other.isPacked());
    return areOthersPacked ? Math.min(pieces, MOST_BESIDE_PACKED) : pieces;
  }

  /** Where the piece begins, if the count is cut into equal pieces, without overflow. */
  private static long share(long count, long piece, long pieces) {
    return count / pieces * piece + Math.min(piece, count % pieces);
  }

  private static long ceilDiv(long dividend, long divisor) {
    return -Math.floorDiv(-dividend, divisor);
  }

  private long partitionBytes() {
    if (options.containsKey(MAX_PARTITION_BYTES)) {
      return positive(options.get(MAX_PARTITION_BYTES));
    }
    SparkSession spark = SparkSession.active();
    long most = spark.sessionState().conf().filesMaxPartitionBytes();
    int cores = spark.sparkContext().defaultParallelism();
    return Math.min(most, ceilDiv(files.imageBytes(), cores));
  }

  private static long positive(String value) {
    long bytes;
    try {
      bytes = Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw InvalidInputException.ofSetting(MAX_PARTITION_BYTES, "a whole number of bytes", value);
    }
    Bounds.atLeast(MAX_PARTITION_BYTES, bytes, 1, "bytes");
    return bytes;
  }

  /**
   * Sent to executors with every task, where it opens partitions.
   *
   * @param conf a broadcast, since Hadoop's configuration is over a thousand entries
   */
  private record ReaderFactory(StructType columns, Broadcast<SerializableConfiguration> conf)
      implements PartitionReaderFactory {

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      try {
        return new IdxPartitionReader((IdxPartition) partition, columns, conf.value().value());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * A range of the images of a file.
   *
   * @param first index in the file of the first image
   * @param end index after the last
   */
  record IdxPartition(ImageFile file, long first, long end) implements InputPartition {}
}
