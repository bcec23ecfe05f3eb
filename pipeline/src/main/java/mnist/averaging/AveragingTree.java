package mnist.averaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.apache.spark.HashPartitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import scala.Tuple2;
import scala.reflect.ClassTag;

/**
 * Sums the workers' results by a tree whose shape the number of workers alone decides: neighbours
 * in groups, then neighbouring groups, and so on. Executors sum all levels but the last, so that
 * what meets in the driver stays small.
 */
record AveragingTree(int fanIn) {

  /**
   * Runs the round's tasks and sums what they return.
   *
   * @param partitions one for each worker
   */
  <T> PartialAverage sum(JavaSparkContext spark, JavaRDD<T> partitions, FitShard<T> fit) {
    int workers = partitions.getNumPartitions();
    if (workers <= fanIn) {
      ClassTag<WorkerResult> tag = ClassTag.apply(WorkerResult.class);
      WorkerResult[] results = (WorkerResult[]) spark.sc().runJob(partitions.rdd(), fit, tag);
      return PartialAverage.of(Arrays.stream(results).filter(Objects::nonNull).toList());
    }
    FlatMapFunction<Iterator<T>, WorkerResult> fitted = partition -> fitted(fit, partition);
    JavaPairRDD<Integer, PartialAverage> level =
        grouped(
                partitions
                    .mapPartitions(fitted)
                    .mapToPair(result -> new Tuple2<>(result.report.worker, result)),
                workers)
            .mapValues(results -> PartialAverage.of(inOrder(results)));
    int groups = groups(workers);
    while (groups > fanIn) {
      level = grouped(level, groups).mapValues(sums -> summed(inOrder(sums)));
      groups = groups(groups);
    }
    return summed(inOrder(level.collect()));
  }

  private static <T> Iterator<WorkerResult> fitted(FitShard<T> fit, Iterator<T> partition) {
    WorkerResult result = fit.fit(TaskContext.getPartitionId(), partition);
    return result == null ? List.<WorkerResult>of().iterator() : List.of(result).iterator();
  }

  /** How many groups so many neighbours make. */
  private int groups(int members) {
    return (members - 1) / fanIn + 1;
  }

  /** Members by the number of their group, each with its own number. */
  private <V> JavaPairRDD<Integer, Iterable<Tuple2<Integer, V>>> grouped(
      JavaPairRDD<Integer, V> members, int count) {
    int size = fanIn;
    return members
        .mapToPair(member -> new Tuple2<>(member._1() / size, member))
        .groupByKey(new HashPartitioner(groups(count)));
  }

  private static <V> List<V> inOrder(Iterable<Tuple2<Integer, V>> members) {
    return StreamSupport.stream(members.spliterator(), false)
        .sorted(Comparator.comparing(Tuple2::_1))
        .map(Tuple2::_2)
        .toList();
  }

  private static PartialAverage summed(List<PartialAverage> sums) {
    return new ArrayList<>(sums).stream().reduce(PartialAverage::plus).orElseThrow();
  }
}
