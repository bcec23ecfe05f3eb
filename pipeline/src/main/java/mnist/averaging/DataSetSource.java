package mnist.averaging;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
import mnist.Seeds;
import mnist.input.Broadcasts;
import mnist.model.InstructionSet;
import mnist.model.NativeRuntime;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.deeplearning4j.datasets.iterator.IteratorDataSetIterator;
import org.nd4j.linalg.dataset.DataSet;
import scala.Tuple2;

/**
 * An RDD of any DataSets, dealt to the workers and cut into minibatches once, and held on executors
 * for the epoch's rounds. Who gets what depends on the order of the RDD's elements, the seed and
 * the epoch; not on partitions.
 */
final class DataSetSource implements RoundSource<PackedDataSet> {

  private final JavaRDD<PackedDataSet> dealt;
  private final long[] minibatches;

  private DataSetSource(JavaRDD<PackedDataSet> dealt, int workers) {
    this.dealt = dealt;
    this.minibatches = new long[workers];
    List<Tuple2<Integer, Long>> counts =
        dealt.mapPartitionsWithIndex(DataSetSource::count, true).collect();
    counts.forEach(count -> minibatches[count._1()] = count._2());
  }

  /**
   * @param data of one or more examples each
   * @param batchSize examples per minibatch; a worker's last may have fewer
   */
  static DataSetSource of(JavaRDD<DataSet> data, int workers, int batchSize, long seed, int epoch) {
    InstructionSet instructions = NativeRuntime.instructionSet();
    JavaRDD<PackedDataSet> dealt =
        data.zipWithIndex()
            .mapToPair(
                element -> {
                  NativeRuntime.use(instructions);
                  long index = element._2();
                  long hand = Seeds.of(seed, epoch, index / workers);
                  int worker = Math.floorMod(index + hand, workers);
                  long place = Seeds.of(seed, epoch, index);
                  return new Tuple2<>(
                      worker, new Placed(place, index, PackedDataSet.of(element._1())));
                })
            .partitionBy(new ByWorker(workers))
            .values()
            .mapPartitions(
                placed -> {
                  NativeRuntime.use(instructions);
                  NativeRuntime.oneThreadPerTask();
                  return cut(placed, batchSize);
                })
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return new DataSetSource(dealt, workers);
    } catch (RuntimeException e) {
      release(dealt);
      throw e;
    }
  }

  /** In the order of their places. */
  private static Iterator<PackedDataSet> cut(Iterator<Placed> placed, int batchSize) {
    List<Placed> all = new ArrayList<>();
    placed.forEachRemaining(all::add);
    all.sort(
        Comparator.comparingLong((Placed element) -> element.place)
            .thenComparingLong(element -> element.index));
    Iterator<DataSet> minibatches =
        new IteratorDataSetIterator(
            all.stream().map(element -> element.data.toDataSet()).iterator(), batchSize);
    List<PackedDataSet> cut = new ArrayList<>();
    minibatches.forEachRemaining(minibatch -> cut.add(PackedDataSet.of(minibatch)));
    return cut.iterator();
  }

  private static Iterator<Tuple2<Integer, Long>> count(
      int worker, Iterator<PackedDataSet> minibatches) {
    long count = 0;
    for (; minibatches.hasNext(); minibatches.next()) {
      count++;
    }
    return List.of(new Tuple2<>(worker, count)).iterator();
  }

  @Override
  public long[] minibatches() {
    return minibatches.clone();
  }

  @Override
  public JavaRDD<PackedDataSet> partitions(RoundPlan plan, int round) {
    return dealt;
  }

  @Override
  public MinibatchReader<PackedDataSet> reader() {
    return (partition, from, to) -> {
      for (long i = 0; i < from; i++) {
        partition.next();
      }
      Iterable<PackedDataSet> rest = () -> partition;
      return StreamSupport.stream(rest.spliterator(), false)
          .limit(to - from)
          .map(PackedDataSet::toDataSet)
          .iterator();
    };
  }

  @Override
  public void close() {
    release(dealt);
  }

  private static void release(JavaRDD<PackedDataSet> dealt) {
    Broadcasts.unlessStopping(dealt.rdd().sparkContext(), dealt::unpersist);
  }

  /** An element and where it comes in its worker's order. */
  private static final class Placed implements Serializable {
    private final long place;
    private final long index;
    private final PackedDataSet data;

    Placed(long place, long index, PackedDataSet data) {
      this.place = place;
      this.index = index;
      this.data = data;
    }
  }

  /** A partition for each worker. */
  private static final class ByWorker extends Partitioner {
    private final int workers;

    ByWorker(int workers) {
      this.workers = workers;
    }

    @Override
    public int numPartitions() {
      return workers;
    }

    @Override
    public int getPartition(Object worker) {
      return (Integer) worker;
    }
  }
}
