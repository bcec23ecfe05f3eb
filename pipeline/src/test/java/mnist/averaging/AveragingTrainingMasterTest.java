package mnist.averaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import mnist.InvalidInputException;
import mnist.model.FlatArrays;
import mnist.onednn.GradientBackend;
import mnist.testing.SparkExtension;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.core.storage.impl.CollectionStatsStorageRouter;
import org.deeplearning4j.core.storage.listener.RoutingIterationListener;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.spark.api.TrainingHook;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.WeightDecay;
import scala.collection.JavaConverters;

/** In {@code local[2]}; other layouts need processes of their own, which the jobs' tests start. */
@ExtendWith(SparkExtension.class)
class AveragingTrainingMasterTest {

  private JavaSparkContext spark;
  private final List<RoundMetrics> rounds = new ArrayList<>();

  @BeforeEach
  void open(SparkSession session) {
    spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    Fitting.seen.clear();
  }

  @Test
  void oneWorkerGivesPlainDl4jExactly() {
    List<DataSet> minibatches = Networks.minibatches(4, 4, 4, 4, 4, 4, 3);
    MultiLayerNetwork plain = Networks.network(new Adam(0.01), 0);
    for (int epoch = 0; epoch < 2; epoch++) {
      minibatches.forEach(plain::fit);
      plain.incrementEpochCount();
    }

    MultiLayerNetwork averaged = Networks.network(new Adam(0.01), 0);
    fitPaths(averaged, master(1, 3), minibatches, 2);

    assertThat(Networks.parameters(averaged)).isEqualTo(Networks.parameters(plain));
    assertThat(FlatArrays.copyOf(averaged.getUpdater().getStateViewArray()))
        .isEqualTo(FlatArrays.copyOf(plain.getUpdater().getStateViewArray()));
    assertThat(averaged.getIterationCount()).isEqualTo(plain.getIterationCount()).isEqualTo(14);
    assertThat(averaged.getEpochCount()).isEqualTo(2);
  }

  /** Workers fit minibatches of unequal sizes: only weighted by examples is the mean the same. */
  @ParameterizedTest
  @CsvSource({"2", "3", "5", "70"})
  void sgdAveragedAtEachStepIsOneMachineWithAllTheWorkersExamples(int workers) {
    int steps = 4;
    int[] sizes = IntStream.range(0, workers * steps).map(i -> 3 + i % 4).toArray();
    List<DataSet> minibatches = Networks.minibatches(sizes);
    MultiLayerNetwork single = Networks.network(new Sgd(0.1), 0);
    for (int step = 0; step < steps; step++) {
      List<DataSet> together = new ArrayList<>();
      for (int worker = 0; worker < workers; worker++) {
        together.add(minibatches.get(worker * steps + step));
      }
      single.fit(Networks.merged(together));
    }

    MultiLayerNetwork averaged = Networks.network(new Sgd(0.1), 0);
    float[] initial = Networks.parameters(averaged);
    fitPaths(averaged, master(workers, 1), minibatches, 1);

    assertThat(Networks.parameters(averaged))
        .usingComparatorWithPrecision(1e-5f)
        .containsExactly(Networks.parameters(single));
    assertThat(Networks.parameters(averaged)).isNotEqualTo(initial);
  }

  /** Two workers' shares of the paths, and an epoch after the first. */
  @Test
  void sourceGivesWhatPathsGive() {
    List<DataSet> minibatches = Networks.minibatches(4, 4, 4, 3, 3, 3);
    MultiLayerNetwork byPaths = Networks.network(new Adam(0.01), 0.5);
    fitPaths(byPaths, master(2, 2), minibatches, 2);

    MultiLayerNetwork bySource = Networks.network(new Adam(0.01), 0.5);
    AveragingTrainingMaster master = master(2, 2);
    SparkDl4jMultiLayer training = new SparkDl4jMultiLayer(spark, bySource, master);
    Networks.Dealt source = new Networks.Dealt(minibatches, 2);
    master.fit(training, source);
    master.fit(training, source);

    assertThat(Networks.parameters(bySource)).isEqualTo(Networks.parameters(byPaths));
    assertThat(bySource.getEpochCount()).isEqualTo(2);
    assertThat(bySource.getIterationCount()).isEqualTo(byPaths.getIterationCount());
    assertThat(spark.getPersistentRDDs()).isEmpty();
  }

  @Test
  void sourceForOtherWorkersIsTheUsersMistake() {
    AveragingTrainingMaster master = master(3, 1);
    SparkDl4jMultiLayer training =
        new SparkDl4jMultiLayer(spark, Networks.network(new Sgd(0.1), 0), master);
    Networks.Dealt source = new Networks.Dealt(Networks.minibatches(4, 4), 2);

    assertThatThrownBy(() -> master.fit(training, source))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("workers must be the source's 2, but was 3");
  }

  @ParameterizedTest
  @EnumSource
  void averagesRunningMeansAndVariancesByExamples(GradientBackend layers) {
    List<DataSet> minibatches = Networks.minibatches(4, 8);
    MultiLayerNetwork first = Networks.normalised();
    first.fit(minibatches.get(0));
    MultiLayerNetwork second = Networks.normalised();
    second.fit(minibatches.get(1));

    MultiLayerNetwork averaged = Networks.normalised();
    fitPaths(averaged, builder(2, 1).layers(layers).build(), minibatches, 1);

    for (String name : List.of("1_mean", "1_var")) {
      INDArray expected = first.getParam(name).add(second.getParam(name).mul(2)).divi(3);
      assertThat(averaged.getParam(name).equalsWithEps(expected, 1e-5)).as(name).isTrue();
      assertThat(first.getParam(name).equalsWithEps(expected, 1e-3)).as(name).isFalse();
    }
  }

  @Test
  void replaysWithDropout() {
    List<DataSet> minibatches = Networks.minibatches(4, 4, 4, 4, 4, 4, 4, 4);

    float[] first = fitWithDropout(minibatches, 7);

    assertThat(fitWithDropout(minibatches, 7)).isEqualTo(first);
    assertThat(fitWithDropout(minibatches, 8)).isNotEqualTo(first);
  }

  private float[] fitWithDropout(List<DataSet> minibatches, long seed) {
    MultiLayerNetwork network = Networks.network(new Adam(0.01), 0.5);
    fitPaths(network, builder(4, 1).rngSeed(seed).build(), minibatches, 2);
    return Networks.parameters(network);
  }

  @Test
  void averagesMoreOftenInTheFirstEpochs() {
    List<RoundMetrics> rounds = new ArrayList<>();
    AveragingTrainingMaster master =
        new AveragingTrainingMaster.Builder(2)
            .averagingFrequency(5)
            .earlyAveraging(2, 2)
            .roundListener((metrics, next, last) -> rounds.add(metrics))
            .build();

    fitPaths(
        Networks.network(new Adam(0.01), 0),
        master,
        Networks.minibatches(3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3),
        3);

    // Six minibatches per worker: 2 + 2 + 2 in epochs 1 and 2, 5 + 1 in epoch 3.
    assertThat(rounds)
        .extracting(RoundMetrics::epoch, RoundMetrics::examples)
        .containsExactly(
            tuple(1, 12L),
            tuple(1, 12L),
            tuple(1, 12L),
            tuple(2, 12L),
            tuple(2, 12L),
            tuple(2, 12L),
            tuple(3, 30L),
            tuple(3, 6L));
  }

  @Test
  void earlyAveragingIsNeverRarerThanLater() {
    List<RoundMetrics> rounds = new ArrayList<>();
    AveragingTrainingMaster master =
        new AveragingTrainingMaster.Builder(1)
            .averagingFrequency(2)
            .earlyAveraging(1, 100)
            .roundListener((metrics, next, last) -> rounds.add(metrics))
            .build();

    fitPaths(Networks.network(new Adam(0.01), 0), master, Networks.minibatches(3, 3, 3, 3), 1);

    assertThat(rounds).hasSize(2);
  }

  /** Five workers on two cores take their turns; the last round has none for some of them. */
  @Test
  void resumesInMidEpochAsIfNothingHadHappened() {
    List<DataSet> minibatches =
        Networks.minibatches(IntStream.generate(() -> 3).limit(23).toArray());
    List<AveragingState> states = new ArrayList<>();
    MultiLayerNetwork whole = Networks.network(new Adam(0.01), 0.5);
    AveragingTrainingMaster master =
        new AveragingTrainingMaster.Builder(5)
            .averagingFrequency(2)
            .roundListener((metrics, next, last) -> states.add(next))
            .build();
    fitPaths(whole, master, minibatches, 1);
    assertThat(states).extracting(AveragingState::round).containsExactly(1, 2, 3);

    for (AveragingState state : states) {
      MultiLayerNetwork rest = Networks.network(new Adam(0.01), 0.5);
      state.applyTo(rest);
      AveragingTrainingMaster resumed = master(5, 2);
      resumed.resumeAt(state.round());
      fitPaths(rest, resumed, minibatches, 1);

      assertThat(Networks.parameters(rest)).isEqualTo(Networks.parameters(whole));
    }
  }

  @Test
  void dataSetsGiveTheSameFromAnyPartitions() {
    float[] one = fitDataSets(1);

    assertThat(fitDataSets(3)).isEqualTo(one);
    assertThat(fitDataSets(7)).isEqualTo(one);
  }

  private float[] fitDataSets(int partitions) {
    MultiLayerNetwork network = Networks.network(new Adam(0.01), 0.5);
    List<DataSet> examples = Networks.minibatches(IntStream.generate(() -> 1).limit(41).toArray());
    SparkDl4jMultiLayer training =
        new SparkDl4jMultiLayer(
            spark, network, builder(3, 2).batchSizePerWorker(4).rngSeed(9).build());
    training.fit(spark.parallelize(examples, partitions));
    training.fit(spark.parallelize(examples, partitions));
    return Networks.parameters(network);
  }

  @Test
  void everyExampleOfDataSetsComesOnceAnEpochAndInANewOrder() {
    List<DataSet> examples = Networks.minibatches(1, 2, 1, 5, 1, 1, 3, 1, 1, 1);
    MultiLayerNetwork network = Networks.network(new Adam(0.01), 0);
    SparkDl4jMultiLayer training =
        new SparkDl4jMultiLayer(
            spark,
            network,
            builder(2, 2).batchSizePerWorker(3).trainingHooks(new Fitting()).build());

    training.fit(spark.parallelize(examples, 4));
    Set<List<Integer>> first = new HashSet<>(Fitting.seen);
    Fitting.seen.clear();
    training.fit(spark.parallelize(examples, 4));

    assertThat(first.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 17).boxed().toList());
    assertThat(Fitting.seen.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 17).boxed().toList());
    assertThat(new HashSet<>(Fitting.seen)).isNotEqualTo(first);
    assertThat(rounds.stream().mapToLong(RoundMetrics::examples).sum()).isEqualTo(34);
    assertThat(spark.getPersistentRDDs()).isEmpty();
  }

  @Test
  void aRoundIsOneSparkJobWithoutShuffle() throws TimeoutException {
    Jobs jobs = new Jobs();
    spark.sc().addSparkListener(jobs);
    try {
      fitPaths(
          Networks.network(new Adam(0.01), 0),
          master(2, 2),
          Networks.minibatches(IntStream.generate(() -> 2).limit(12).toArray()),
          1);
      spark.sc().listenerBus().waitUntilEmpty();
    } finally {
      spark.sc().removeSparkListener(jobs);
    }

    assertThat(rounds).hasSize(3);
    // The first reads the list of paths.
    assertThat(jobs.stages).hasSize(1 + 3).containsOnly(1);
  }

  /** The state is 1.5 MB; thirty of them would show. */
  @Test
  void broadcastsAndCachesAreFreed() {
    long before = usedBytes();
    MultiLayerNetwork wide = Networks.network(new Adam(0.01), 0, 1000);
    fitPaths(
        wide,
        master(1, 1),
        Networks.minibatches(IntStream.generate(() -> 2).limit(30).toArray()),
        1);

    assertThat(usedBytes() - before).isLessThan(8L * wide.numParams() * 3 * Float.BYTES);
  }

  private long usedBytes() {
    return JavaConverters.mapAsJavaMap(spark.sc().getExecutorMemoryStatus()).values().stream()
        .mapToLong(memory -> (Long) memory._1() - (Long) memory._2())
        .sum();
  }

  @Test
  void networksAreKeptFromRoundToRound() {
    fitPaths(
        Networks.network(new Adam(0.01), 0),
        builder(1, 1).trainingHooks(new Fitting()).build(),
        Networks.minibatches(IntStream.generate(() -> 2).limit(20).toArray()),
        1);

    // One for each of the task threads at most.
    assertThat(rounds).hasSize(20);
    assertThat(new HashSet<>(Fitting.networks)).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void saysWhereWorkRanAndWhatItTook() {
    fitPaths(
        Networks.network(new Adam(0.01), 0), master(2, 2), Networks.minibatches(4, 4, 4, 4, 4), 1);

    RoundMetrics last = rounds.get(1);
    assertThat(rounds).hasSize(2);
    assertThat(last.epoch()).isEqualTo(1);
    assertThat(last.round()).isEqualTo(2);
    assertThat(last.examples()).isEqualTo(4);
    assertThat(last.shards())
        .singleElement()
        .satisfies(
            shard -> {
              assertThat(shard.worker()).isEqualTo(1);
              assertThat(shard.executor()).isEqualTo("driver");
              assertThat(shard.host()).isNotBlank();
              assertThat(shard.minibatches()).isEqualTo(1);
              assertThat(shard.examples()).isEqualTo(4);
              assertThat(shard.fitSeconds()).isPositive();
              assertThat(shard.residentBytes()).isGreaterThan(10L << 20);
            });
    assertThat(last.loss()).isPositive();
    assertThat(last.seconds())
        .isCloseTo(last.fitSeconds() + last.outsideSeconds(), within(1e-9))
        .isGreaterThan(last.broadcastSeconds() + last.aggregateSeconds());
  }

  /** With a rate of 0 it changes nothing but DL4J's score. */
  @Test
  void whatDecayAddsToTheScoreIsNoLoss() {
    MultiLayerNetwork without = Networks.network(new Sgd(0), 0);
    fitPaths(without, master(2, 2), Networks.minibatches(4, 4), 1);
    MultiLayerConfiguration decaying = without.getLayerWiseConfigurations().clone();
    BaseLayer convolution = (BaseLayer) decaying.getConf(0).getLayer();
    convolution.setRegularization(List.of(new WeightDecay(5, true)));
    MultiLayerNetwork with = new MultiLayerNetwork(decaying);
    with.init(without.params().dup(), false);
    fitPaths(with, master(2, 2), Networks.minibatches(4, 4), 1);

    assertThat(with.calcRegularizationScore(true)).isGreaterThan(1);
    assertThat(rounds.get(1).loss()).isEqualTo(rounds.get(0).loss());
  }

  @Test
  void listenersHearOfEachRoundOnTheDriver() {
    MultiLayerNetwork network = Networks.network(new Adam(0.01), 0);
    List<Integer> iterations = new ArrayList<>();
    TrainingListener told =
        new BaseTrainingListener() {
          @Override
          public void iterationDone(Model model, int iteration, int epoch) {
            iterations.add(iteration);
          }
        };
    SparkDl4jMultiLayer training = new SparkDl4jMultiLayer(spark, network, master(2, 2));
    training.setListeners(told);
    List<DataSet> minibatches = Networks.minibatches(2, 2, 2, 2, 2, 2);
    training.fitPaths(spark.parallelize(Networks.paths(6)), new Networks.Held(minibatches));

    assertThat(iterations).containsExactly(2, 3);
    assertThat(network.score()).isEqualTo(rounds.get(1).loss());
  }

  @Test
  void listenersThatRouteStatisticsGetTheRouter() {
    RoutingListener routing = new RoutingListener();
    StatsStorageRouter router = new CollectionStatsStorageRouter(null, null, null);

    master(2, 2).setListeners(router, List.of(routing, new BaseTrainingListener() {}));

    assertThat(routing.getStorageRouter()).isSameAs(router);
  }

  @Test
  void saysItsSettings() {
    assertThat(builder(2, 7).batchSizePerWorker(3).rngSeed(9).earlyAveraging(4, 5).build().toJson())
        .isEqualToIgnoringWhitespace(
            """
            {"averaging_frequency": 7, "batch_size_per_worker": 3, "early_averaging_frequency": 5,
             "early_epochs": 4, "layers": "dl4j", "rng_seed": 9, "workers": 2}
            """)
        .isEqualTo(
            builder(2, 7).batchSizePerWorker(3).rngSeed(9).earlyAveraging(4, 5).build().toYaml());
  }

  @Test
  void collectsNoneOfDl4jSparksStatistics() {
    AveragingTrainingMaster master = master(2, 2);

    master.setCollectTrainingStats(false);
    assertThatThrownBy(() -> master.setCollectTrainingStats(true))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(master.getIsCollectTrainingStats()).isFalse();
    assertThat(master.getTrainingStats()).isNull();
  }

  @Test
  void hasNoTemporaryFilesToDelete() {
    assertThat(master(2, 2).deleteTempFiles(spark)).isTrue();
    assertThat(master(2, 2).deleteTempFiles(spark.sc())).isTrue();
  }

  @Test
  void nothingToFitIsTheUsersMistake() {
    assertThatThrownBy(
            () -> fitPaths(Networks.network(new Adam(0.01), 0), master(2, 2), List.of(), 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot train: expected one minibatch or more, but was given none");
  }

  @Test
  void optionsOutOfBoundsAreTheUsersMistake() {
    AveragingTrainingMaster.Builder builder = new AveragingTrainingMaster.Builder(1);

    assertThatThrownBy(() -> new AveragingTrainingMaster.Builder(0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("workers must be 1 or more, but was 0");
    assertThatThrownBy(() -> builder.earlyAveraging(-1, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("earlyAveraging epochs must be 0 or more, but was -1");
    assertThatThrownBy(() -> builder.earlyAveraging(1, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("earlyAveraging minibatches must be 1 or more, but was 0");
    assertThatThrownBy(() -> builder.averagingFrequency(0))
        .hasMessage("averagingFrequency must be 1 or more, but was 0");
    assertThatThrownBy(() -> builder.batchSizePerWorker(-1))
        .hasMessage("batchSizePerWorker must be 1 or more, but was -1");
  }

  private AveragingTrainingMaster master(int workers, int averagingFrequency) {
    return builder(workers, averagingFrequency).build();
  }

  private AveragingTrainingMaster.Builder builder(int workers, int averagingFrequency) {
    return new AveragingTrainingMaster.Builder(workers)
        .averagingFrequency(averagingFrequency)
        .roundListener((metrics, next, last) -> rounds.add(metrics));
  }

  private void fitPaths(
      MultiLayerNetwork network,
      AveragingTrainingMaster master,
      List<DataSet> minibatches,
      int epochs) {
    SparkDl4jMultiLayer training = new SparkDl4jMultiLayer(spark, network, master);
    for (int epoch = 0; epoch < epochs; epoch++) {
      training.fitPaths(
          spark.parallelize(Networks.paths(minibatches.size()), 3), new Networks.Held(minibatches));
    }
  }

  /** Tells which examples were fitted, and by which networks. */
  private static final class Fitting implements TrainingHook {
    static final List<List<Integer>> seen = Collections.synchronizedList(new ArrayList<>());
    static final Set<Integer> networks = ConcurrentHashMap.newKeySet();

    @Override
    public void preUpdate(org.nd4j.linalg.dataset.api.DataSet minibatch, Model model) {
      seen.add(Networks.indices((DataSet) minibatch));
      networks.add(System.identityHashCode(model));
    }

    @Override
    public void postUpdate(org.nd4j.linalg.dataset.api.DataSet minibatch, Model model) {}

    @Override
    public void preUpdate(MultiDataSet minibatch, Model model) {}

    @Override
    public void postUpdate(MultiDataSet minibatch, Model model) {}
  }

  /** Keeps what it is given. */
  private static final class RoutingListener extends BaseTrainingListener
      implements RoutingIterationListener {
    private StatsStorageRouter router;

    @Override
    public void setStorageRouter(StatsStorageRouter router) {
      this.router = router;
    }

    @Override
    public StatsStorageRouter getStorageRouter() {
      return router;
    }

    @Override
    public void setWorkerID(String workerId) {}

    @Override
    public String getWorkerID() {
      return "";
    }

    @Override
    public void setSessionID(String sessionId) {}

    @Override
    public String getSessionID() {
      return "";
    }

    @Override
    public RoutingIterationListener clone() {
      return new RoutingListener();
    }
  }

  /** The number of stages of each job. */
  private static final class Jobs extends SparkListener {
    final List<Integer> stages = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void onJobStart(SparkListenerJobStart job) {
      stages.add(job.stageInfos().size());
    }
  }
}
