package mnist.averaging;

import java.io.Serializable;
import java.util.Iterator;
import org.nd4j.linalg.dataset.DataSet;

/** Makes a worker's minibatches of a round, on its executor. */
interface MinibatchReader<T> extends Serializable {

  /**
   * @param partition the worker's
   * @param from index of the round's first minibatch among the worker's
   * @param to index after its last
   */
  Iterator<DataSet> read(Iterator<T> partition, long from, long to);
}
