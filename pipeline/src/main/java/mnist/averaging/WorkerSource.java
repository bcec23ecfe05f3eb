package mnist.averaging;

import java.util.List;
import java.util.stream.IntStream;
import mnist.input.Broadcasts;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;

/**
 * The minibatches of a {@link MinibatchSource} in one epoch. Partitions hold their worker's number
 * alone, and are cached: so Spark prefers to run a worker where it ran in the epoch's first round,
 * which has its images in memory, and runs it elsewhere where it must.
 */
final class WorkerSource implements RoundSource<Integer> {

  private final JavaSparkContext spark;
  private final MinibatchSource source;
  private final int epoch;
  private final JavaRDD<Integer> workers;

  /**
   * @param epoch from 0
   */
  WorkerSource(JavaSparkContext spark, MinibatchSource source, int epoch) {
    this.spark = spark;
    this.source = source;
    this.epoch = epoch;
    List<Integer> numbers = IntStream.range(0, source.workers()).boxed().toList();
    this.workers = spark.parallelize(numbers, numbers.size()).persist(StorageLevel.MEMORY_ONLY());
  }

  @Override
  public long[] minibatches() {
    return IntStream.range(0, source.workers())
        .mapToLong(worker -> source.minibatches(epoch, worker))
        .toArray();
  }

  @Override
  public JavaRDD<Integer> partitions(RoundPlan plan, int round) {
    return workers;
  }

  @Override
  public MinibatchReader<Integer> reader() {
    MinibatchSource of = source;
    int in = epoch;
    return (partition, from, to) -> of.read(in, partition.next(), from, to);
  }

  @Override
  public void close() {
    Broadcasts.unlessStopping(spark.sc(), workers::unpersist);
  }
}
