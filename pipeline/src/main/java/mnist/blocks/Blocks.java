package mnist.blocks;

import java.io.Serializable;
import mnist.Bounds;
import mnist.InvalidInputException;
import mnist.input.Broadcasts;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Labelled images in a directory of Parquet files, as blocks that any executor can read. Close it
 * on the driver when no more are read.
 */
public final class Blocks implements Serializable, AutoCloseable {

  /**
   * Pixels of a block: small beside an executor's memory, and large beside what it costs to find
   * them in a file.
   */
  private static final int BLOCK_BYTES = 4 << 20;

  private final transient SparkSession spark;
  private final Broadcast<BlockIndex> index;
  private final Broadcast<SerializableConfiguration> conf;
  private final long cacheBytes;
  private final long diskBytes;

  private Blocks(
      SparkSession spark,
      Broadcast<BlockIndex> index,
      Broadcast<SerializableConfiguration> conf,
      long cacheBytes,
      long diskBytes) {
    this.spark = spark;
    this.index = index;
    this.conf = conf;
    this.cacheBytes = cacheBytes;
    this.diskBytes = diskBytes;
  }

  /**
   * Reads all files once to check and to index them.
   *
   * @param directory of Parquet files with the columns {@code id} long, {@code label} int and
   *     {@code image} binary; the files are taken in the order of their names
   * @param height of all images, pixels
   * @param width of all images, pixels
   * @param classes that labels may be, from 0
   * @param cacheBytes that blocks may take in the memory of each JVM, 1 or more
   * @param diskCacheBytes that blocks may take on the local disk of each JVM where not all fit its
   *     memory, 0 or more
   * @throws InvalidInputException if a label is null or outside the classes, or an image is of
   *     another size
   * @throws mnist.UnavailableException if storage fails
   */
  public static Blocks in(
      SparkSession spark,
      Path directory,
      int height,
      int width,
      int classes,
      long cacheBytes,
      long diskCacheBytes) {
    return in(spark, directory, height, width, classes, cacheBytes, diskCacheBytes, BLOCK_BYTES);
  }

  /**
   * @param blockBytes pixels of a block, bytes; a larger image is a block of its own
   */
  static Blocks in(
      SparkSession spark,
      Path directory,
      int height,
      int width,
      int classes,
      long cacheBytes,
      long diskCacheBytes,
      int blockBytes) {
    Bounds.atLeast("train.cache-bytes", cacheBytes, 1);
    Bounds.atLeast("train.disk-cache-bytes", diskCacheBytes, 0);
    Broadcast<SerializableConfiguration> conf = Broadcasts.hadoopConf(spark);
    int rowsPerBlock = Math.max(1, blockBytes / Math.multiplyExact(height, width));
    boolean indexed = false;
    try {
      BlockIndex index =
          BlockScan.of(
              JavaSparkContext.fromSparkContext(spark.sparkContext()),
              directory,
              height,
              width,
              classes,
              rowsPerBlock,
              conf);
      indexed = true;
      boolean fit = index.fitsIn(cacheBytes);
      return new Blocks(
          spark, Broadcasts.of(spark, index), conf, cacheBytes, fit ? 0 : diskCacheBytes);
    } finally {
      if (!indexed) {
        Broadcasts.release(spark, conf);
      }
    }
  }

  /** Which blocks there are. */
  public BlockIndex index() {
    return index.value();
  }

  /**
   * A block's images, from the JVM's caches or from their file.
   *
   * @param block from 0
   * @throws InvalidInputException if the file is gone, or holds other images than it did
   * @throws mnist.UnavailableException if storage fails
   */
  public Block block(int block) {
    BlockIndex of = index();
    Configuration hadoop = conf.value().value();
    return BlockCache.SHARED.get(key(of, block), cacheBytes, () -> found(of, block, hadoop));
  }

  /** Has a block read that will be needed soon. */
  public void readAhead(int block) {
    BlockIndex of = index();
    // Another thread than the task's can't get broadcasts.
    Configuration hadoop = conf.value().value();
    BlockCache.SHARED.readAhead(key(of, block), cacheBytes, () -> found(of, block, hadoop));
  }

  private Block found(BlockIndex of, int block, Configuration conf) {
    return DiskCache.SHARED.get(of, block, diskBytes, () -> read(of, block, conf));
  }

  private static Block read(BlockIndex of, int block, Configuration conf) {
    String path = of.path(block);
    Block found =
        RecordFile.read(
            path,
            of.pixels(),
            conf,
            file -> {
              file.skip(of.firstRow(block));
              return file.read(of.size(block));
            });
    if (found.checksum() != of.checksum(block)) {
      throw new InvalidInputException(
          "Cannot read %s: rows %d to %d aren't what they were when they were first read"
              .formatted(path, of.firstRow(block), of.firstRow(block) + of.size(block) - 1),
          "ingest the images again, and leave ingested files as they are");
    }
    return found;
  }

  private static BlockCache.Key key(BlockIndex index, int block) {
    return new BlockCache.Key(index.digest(), block);
  }

  /** Frees what the driver and the executors hold; the caches of executors give way in time. */
  @Override
  public void close() {
    BlockCache.SHARED.clear(index().digest());
    DiskCache.SHARED.clear(index().digest());
    Broadcasts.unlessStopping(
        spark.sparkContext(),
        () -> {
          index.destroy();
          conf.destroy();
        });
  }
}
