package mnist.train;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import mnist.averaging.MinibatchSource;
import org.deeplearning4j.core.loader.DataSetLoader;
import org.nd4j.common.loader.Source;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Names for minibatches, for dl4j-spark's own averaging, which loads them by paths. It opens no
 * file for one, but insists on a scheme that Hadoop knows.
 */
final class MinibatchPaths implements DataSetLoader {

  private final MinibatchSource source;

  MinibatchPaths(MinibatchSource source) {
    this.source = source;
  }

  /**
   * The paths of an epoch's minibatches, worker by worker.
   *
   * @param epoch from 0
   */
  List<String> of(int epoch) {
    return IntStream.range(0, source.workers())
        .boxed()
        .flatMap(
            worker ->
                LongStream.range(0, source.minibatches(epoch, worker))
                    .mapToObj(index -> path(epoch, worker, index)))
        .toList();
  }

  static String path(int epoch, int worker, long index) {
    return "file:///epoch/" + epoch + "/worker/" + worker + "/minibatch/" + index;
  }

  @Override
  public DataSet load(Source path) {
    String[] parts = path.getPath().split("/");
    long index = Long.parseLong(parts[parts.length - 1]);
    int worker = Integer.parseInt(parts[parts.length - 3]);
    int epoch = Integer.parseInt(parts[parts.length - 5]);
    return source.read(epoch, worker, index, index + 1).next();
  }
}
