package mnist.averaging;

import org.apache.spark.api.java.JavaRDD;

/**
 * An epoch's minibatches, dealt to the workers.
 *
 * @param <T> what partitions hold
 */
interface RoundSource<T> extends AutoCloseable {

  /** How many each worker has. */
  long[] minibatches();

  /** With a partition for each worker that holds at least its minibatches of this round. */
  JavaRDD<T> partitions(RoundPlan plan, int round);

  MinibatchReader<T> reader();

  /** Frees what executors hold. */
  @Override
  void close();
}
