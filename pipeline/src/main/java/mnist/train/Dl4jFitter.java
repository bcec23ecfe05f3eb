package mnist.train;

import mnist.averaging.MinibatchSource;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;

/** Fits by dl4j-spark's own averaging. */
final class Dl4jFitter implements EpochFitter {

  private final JavaSparkContext spark;
  private final int workers;
  private final MinibatchPaths paths;
  private final WorkerHook hook;
  private final SparkDl4jMultiLayer network;

  Dl4jFitter(
      JavaSparkContext spark,
      TrainingSettings settings,
      MinibatchSource source,
      MultiLayerNetwork initial) {
    this.spark = spark;
    this.workers = settings.averaging().workers();
    this.paths = new MinibatchPaths(source);
    this.hook =
        new WorkerHook(
            settings.seed(),
            spark.sc().longAccumulator("training loss"),
            spark.sc().longAccumulator("training examples"));
    ParameterAveragingTrainingMaster master =
        new ParameterAveragingTrainingMaster.Builder(workers, settings.examplesPerMinibatch())
            .batchSizePerWorker(settings.examplesPerMinibatch())
            .averagingFrequency(settings.averaging().frequency())
            // Off by default, contrary to its documentation; Adam without its state diverges.
            .saveUpdater(true)
            // The paths already come in one partition per worker, all of the same size.
            .repartionData(Repartition.Never)
            .storageLevelStreams(null)
            .rngSeed(settings.seed())
            .trainingHooks(hook)
            .build();
    this.network = new SparkDl4jMultiLayer(spark, initial, master);
  }

  @Override
  public MultiLayerNetwork network() {
    return network.getNetwork();
  }

  @Override
  public Fitted fit(int epoch) {
    network.fitPaths(spark.parallelize(paths.of(epoch - 1), workers), paths);
    return hook.takeFitted();
  }
}
