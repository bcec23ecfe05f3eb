package mnist.blocks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mnist.bench.contenders.BenchedJobs;
import mnist.input.Split;
import mnist.records.HoldOutBy;
import mnist.records.Ingest;
import mnist.records.IngestSettings;
import org.apache.commons.io.file.PathUtils;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A block of MNIST's training images, ingested and cached on one local disk. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(1)
public class BlockKernels {

  private static final int SIDE = 28;
  private static final int CLASSES = 10;

  /** 0 reads from Parquet each time. */
  @Param({"0", "1073741824"})
  public long diskCacheBytes;

  private SparkSession spark;
  private java.nio.file.Path directory;
  private Blocks blocks;
  private int next;

  /** Ingests the images, with room in memory for no block but the last. */
  @Setup
  public void ingest() throws IOException {
    spark = BenchedJobs.session();
    directory = Files.createTempDirectory("kernels");
    Path idx = new Path(directory.resolve("idx").toUri());
    BenchedJobs.stageBundledData(idx, spark);
    Path training =
        Ingest.run(
                spark,
                List.of(idx.toString()),
                new Path(directory.resolve("ingested").toUri()),
                new IngestSettings(
                    1, 0.1, HoldOutBy.IMAGE, 32 << 20, 0, CLASSES, Split.TRAIN, 0, null))
            .directory(Split.TRAIN);
    blocks = Blocks.in(spark, training, SIDE, SIDE, CLASSES, 1, diskCacheBytes);
  }

  /** Ends Spark. */
  @TearDown
  public void stop() throws IOException {
    blocks.close();
    spark.stop();
    PathUtils.deleteDirectory(directory);
  }

  /** One after the other. */
  @Benchmark
  public Block readBlock() {
    next = (next + 1) % blocks.index().blocks();
    return blocks.block(next);
  }
}
