package mnist.averaging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mnist.Bounds;
import mnist.files.JsonFiles;
import mnist.model.NativeRuntime;
import mnist.onednn.GradientBackend;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.core.loader.DataSetLoader;
import org.deeplearning4j.core.loader.MultiDataSetLoader;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.core.storage.listener.RoutingIterationListener;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.spark.api.TrainingHook;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Parameter averaging that gives the same network, to the last bit, from the same settings and
 * data: on any number of executors and cores, and whatever fails on the way. Takes the place of
 * dl4j-spark's {@code ParameterAveragingTrainingMaster} for {@link SparkDl4jMultiLayer}:
 *
 * <pre>{@code
 * TrainingMaster<?, ?> master =
 *     new AveragingTrainingMaster.Builder(4).batchSizePerWorker(64).averagingFrequency(10).rngSeed(42).build();
 * new SparkDl4jMultiLayer(sc, configuration, master).fit(data);
 * }</pre>
 *
 * <p>The number of workers is a setting, not a property of the cluster: with fewer task slots a
 * round runs in waves. Listeners hear, on the driver, of each round, not of each minibatch.
 */
public final class AveragingTrainingMaster extends MultiLayerTrainingMaster {

  private final int workers;
  private final int batchSize;
  private final int averagingFrequency;
  private final int earlyEpochs;
  private final int earlyFrequency;
  private final long seed;
  private final GradientBackend layers;
  private final RoundListener roundListener;
  private final List<TrainingHook> hooks;
  private List<TrainingListener> listeners = List.of();
  private int firstRound;

  private AveragingTrainingMaster(Builder builder) {
    this.workers = builder.workers;
    this.batchSize = builder.batchSize;
    this.averagingFrequency = builder.averagingFrequency;
    this.earlyEpochs = builder.earlyEpochs;
    this.earlyFrequency = builder.earlyFrequency;
    this.seed = builder.seed;
    this.layers = builder.layers;
    this.roundListener = builder.roundListener;
    this.hooks = new ArrayList<>(builder.hooks);
  }

  /** Options under the names that {@code ParameterAveragingTrainingMaster.Builder} has for them. */
  public static final class Builder {
    private final int workers;
    private int batchSize = 16;
    private int averagingFrequency = 5;
    private int earlyEpochs;
    private int earlyFrequency = 1;
    private long seed;
    private GradientBackend layers = GradientBackend.DL4J;
    private RoundListener roundListener = (metrics, next, last) -> {};
    private final List<TrainingHook> hooks = new ArrayList<>();

    /**
     * @param workers replicas whose parameters are averaged, 1 or more
     */
    public Builder(int workers) {
      Bounds.atLeast("workers", workers, 1);
      this.workers = workers;
    }

    /**
     * @param examples per minibatch, for RDDs of DataSets; 1 or more, 16 by default
     */
    public Builder batchSizePerWorker(int examples) {
      Bounds.atLeast("batchSizePerWorker", examples, 1);
      this.batchSize = examples;
      return this;
    }

    /**
     * @param minibatches that each worker fits between two averagings, 1 or more, 5 by default
     */
    public Builder averagingFrequency(int minibatches) {
      Bounds.atLeast("averagingFrequency", minibatches, 1);
      this.averagingFrequency = minibatches;
      return this;
    }

    /**
     * Averages more often in the first epochs, while workers move fast and apart; none by default.
     *
     * @param epochs how many, 0 or more
     * @param minibatches that each worker fits between two averagings of theirs at most, 1 or more
     */
    public Builder earlyAveraging(int epochs, int minibatches) {
      Bounds.atLeast("earlyAveraging epochs", epochs, 0);
      this.earlyEpochs = epochs;
      Bounds.atLeast("earlyAveraging minibatches", minibatches, 1);
      this.earlyFrequency = minibatches;
      return this;
    }

    /**
     * @param seed of the order of DataSets and of what networks draw while they are fitted; 0 by
     *     default
     */
    public Builder rngSeed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * @param layers what computes gradients; {@link GradientBackend#DL4J} by default, so that one
     *     worker gives what plain DL4J gives
     */
    public Builder layers(GradientBackend layers) {
      this.layers = layers;
      return this;
    }

    /** Run on workers, around each minibatch. */
    public Builder trainingHooks(TrainingHook... hooks) {
      this.hooks.addAll(List.of(hooks));
      return this;
    }

    /** Called on the driver after each round. */
    public Builder roundListener(RoundListener listener) {
      this.roundListener = listener;
      return this;
    }

    public AveragingTrainingMaster build() {
      return new AveragingTrainingMaster(this);
    }
  }

  /**
   * Lets the next epoch begin with this round, as one does that was interrupted before it.
   *
   * @param round from 0
   */
  public void resumeAt(int round) {
    firstRound = round;
  }

  @Override
  public void executeTraining(SparkDl4jMultiLayer network, JavaRDD<DataSet> trainingData) {
    MultiLayerNetwork fitted = network.getNetwork();
    try (RoundSource<PackedDataSet> source =
        DataSetSource.of(trainingData, workers, batchSize, seed, fitted.getEpochCount())) {
      run(network.getSparkContext(), fitted, source);
    }
  }

  /**
   * Fits the network's next epoch, of minibatches that executors make themselves.
   *
   * @param source for as many workers as the builder was given
   */
  public void fit(SparkDl4jMultiLayer network, MinibatchSource source) {
    Bounds.require(
        source.workers() == workers, "workers", "the source's " + source.workers(), workers);
    JavaSparkContext spark = network.getSparkContext();
    MultiLayerNetwork fitted = network.getNetwork();
    try (WorkerSource ofEpoch = new WorkerSource(spark, source, fitted.getEpochCount())) {
      run(spark, fitted, ofEpoch);
    }
    fitted.incrementEpochCount();
  }

  @Override
  public void executeTrainingPaths(
      SparkDl4jMultiLayer network,
      SparkComputationGraph graph,
      JavaRDD<String> trainingDataPaths,
      DataSetLoader dsLoader,
      MultiDataSetLoader mdsLoader) {
    if (network == null) {
      throw graphsAreNotSupported();
    }
    JavaSparkContext spark = network.getSparkContext();
    try (RoundSource<List<String>> source =
        new PathSource(spark, trainingDataPaths.collect(), workers, dsLoader)) {
      run(spark, network.getNetwork(), source);
    }
  }

  private void run(JavaSparkContext spark, MultiLayerNetwork network, RoundSource<?> source) {
    NativeRuntime.oneThreadPerTask();
    RoundListener all =
        (metrics, next, last) -> {
          roundListener.roundEnded(metrics, next, last);
          tellListeners(network, metrics, next);
        };
    AveragingState start = AveragingState.of(network, firstRound);
    firstRound = 0;
    AveragingState end =
        new Rounds(spark, network.getLayerWiseConfigurations(), layers, seed, hooks, all)
            .run(start, source, averagingFrequency(start.epoch()));
    end.applyTo(network);
  }

  /**
   * @param epoch from 0
   */
  private int averagingFrequency(int epoch) {
    return epoch < earlyEpochs ? Math.min(earlyFrequency, averagingFrequency) : averagingFrequency;
  }

  private void tellListeners(MultiLayerNetwork network, RoundMetrics metrics, AveragingState next) {
    network.setScore(metrics.loss());
    if (listeners.isEmpty()) {
      return;
    }
    next.applyTo(network);
    for (TrainingListener told : listeners) {
      told.iterationDone(network, next.iteration(), next.epoch());
    }
  }

  @Override
  public void addHook(TrainingHook trainingHook) {
    hooks.add(trainingHook);
  }

  @Override
  public void removeHook(TrainingHook trainingHook) {
    hooks.remove(trainingHook);
  }

  @Override
  public void setListeners(Collection<TrainingListener> listeners) {
    this.listeners = listeners == null ? List.of() : List.copyOf(listeners);
  }

  @Override
  public void setListeners(StatsStorageRouter router, Collection<TrainingListener> listeners) {
    setListeners(listeners);
    for (TrainingListener listener : this.listeners) {
      if (listener instanceof RoutingIterationListener routing) {
        routing.setStorageRouter(router);
      }
    }
  }

  /** The settings, as JSON. */
  @Override
  public String toJson() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("workers", workers);
    settings.put("batch_size_per_worker", batchSize);
    settings.put("averaging_frequency", averagingFrequency);
    settings.put("early_epochs", earlyEpochs);
    settings.put("early_averaging_frequency", earlyFrequency);
    settings.put("rng_seed", seed);
    settings.put("layers", layers.label());
    return JsonFiles.toText(settings);
  }

  /** The same as {@link #toJson}, since JSON is YAML. */
  @Override
  public String toYaml() {
    return toJson();
  }
}
