package mnist.averaging;

import java.io.Serializable;
import java.util.Iterator;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Minibatches for a fixed number of workers, made where they are fitted: a pure function of the
 * epoch, the worker and the index, so that a task that is repeated, on this machine or another,
 * fits the same. Executors get a copy by Java's serialisation with each round, so it should be
 * small: what it reads lies in files or broadcasts.
 */
public interface MinibatchSource extends Serializable {

  /** Replicas that share the minibatches, 1 or more. */
  int workers();

  /**
   * How many minibatches a worker has.
   *
   * @param epoch from 0
   * @param worker from 0
   */
  long minibatches(int epoch, int worker);

  /**
   * Some of a worker's minibatches, in order; called on executors, in the task that fits them.
   *
   * @param epoch from 0
   * @param worker from 0
   * @param from index of the first, from 0
   * @param to index after the last
   */
  Iterator<DataSet> read(int epoch, int worker, long from, long to);
}
