package mnist.averaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import mnist.input.Broadcasts;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.deeplearning4j.core.loader.DataSetLoader;
import org.deeplearning4j.spark.data.loader.RemoteFileSource;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Minibatches that paths name, each loaded where it is fitted. The driver holds the paths and sends
 * a worker its own of each round.
 */
final class PathSource implements RoundSource<List<String>> {

  private final JavaSparkContext spark;
  private final List<String> paths;
  private final int[] shares;
  private final DataSetLoader loader;
  private final Broadcast<SerializableConfiguration> hadoop;

  PathSource(JavaSparkContext spark, List<String> paths, int workers, DataSetLoader loader) {
    this.spark = spark;
    this.paths = paths;
    this.shares = RoundPlan.shares(paths.size(), workers);
    this.loader = loader;
    this.hadoop = spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
  }

  @Override
  public long[] minibatches() {
    return IntStream.range(0, shares.length - 1)
        .mapToLong(w -> shares[w + 1] - shares[w])
        .toArray();
  }

  @Override
  public JavaRDD<List<String>> partitions(RoundPlan plan, int round) {
    List<List<String>> ofRound = new ArrayList<>();
    for (int worker = 0; worker < plan.workers(); worker++) {
      int from = shares[worker] + (int) plan.from(worker, round);
      int to = shares[worker] + (int) plan.to(worker, round);
      ofRound.add(new ArrayList<>(paths.subList(from, to)));
    }
    return spark.parallelize(ofRound, ofRound.size());
  }

  @Override
  public MinibatchReader<List<String>> reader() {
    return new PathReader(loader, hadoop);
  }

  @Override
  public void close() {
    Broadcasts.unlessStopping(spark.sc(), hadoop::destroy);
  }

  private static final class PathReader implements MinibatchReader<List<String>> {

    private final DataSetLoader loader;
    private final Broadcast<SerializableConfiguration> hadoop;

    PathReader(DataSetLoader loader, Broadcast<SerializableConfiguration> hadoop) {
      this.loader = loader;
      this.hadoop = hadoop;
    }

    @Override
    public Iterator<DataSet> read(Iterator<List<String>> partition, long from, long to) {
      Configuration conf = hadoop.value().value();
      return partition.next().stream().map(path -> load(path, conf)).iterator();
    }

    private DataSet load(String path, Configuration conf) {
      try {
        FileSystem files = new Path(path).getFileSystem(conf);
        return loader.load(new RemoteFileSource(path, files));
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot load minibatch " + path, e);
      }
    }
  }
}
