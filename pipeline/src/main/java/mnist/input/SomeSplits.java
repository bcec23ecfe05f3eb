package mnist.input;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionPruningRDD;
import scala.Function1;

/** Reads some partitions without starting tasks for the others. */
public final class SomeSplits {

  private SomeSplits() {}

  private interface Pruning extends Function1<Object, Object>, Serializable {}

  /**
   * Some of an input's partitions.
   *
   * @param all a partition for each split of an input: what was made of its rows, one by one
   * @param splits which are wanted
   * @return a partition for each, in the order of their indexes
   */
  public static <T> JavaRDD<T> of(JavaRDD<T> all, List<InputSplit> splits) {
    Set<Integer> wanted = splits.stream().map(InputSplit::index).collect(Collectors.toSet());
    Pruning isWanted = partition -> wanted.contains((Integer) partition);
    return new JavaRDD<>(PartitionPruningRDD.create(all.rdd(), isWanted), all.classTag());
  }
}
