package mnist.averaging;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import mnist.InvalidInputException;
import mnist.model.NativeRuntime;
import mnist.onednn.Layers;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.spark.api.TrainingHook;
import scala.reflect.ClassTag;

/** Runs the rounds of an epoch, one Spark job each. */
final class Rounds {

  private final JavaSparkContext spark;
  private final MultiLayerConfiguration configuration;
  private final Layers layers;
  private final long seed;
  private final List<TrainingHook> hooks;
  private final RoundListener listener;

  /**
   * @param configuration of the network
   */
  Rounds(
      JavaSparkContext spark,
      MultiLayerConfiguration configuration,
      Layers layers,
      long seed,
      List<TrainingHook> hooks,
      RoundListener listener) {
    this.spark = spark;
    this.configuration = configuration;
    this.layers = layers;
    this.seed = seed;
    this.hooks = hooks;
    this.listener = listener;
  }

  /**
   * From the round that the state names to the epoch's last.
   *
   * @return the state after the last; its round is the number of rounds
   */
  <T> AveragingState run(AveragingState start, RoundSource<T> source, int averagingFrequency) {
    RoundPlan plan = new RoundPlan(source.minibatches(), averagingFrequency);
    if (plan.rounds() == 0) {
      throw new InvalidInputException(
          "Cannot train: expected one minibatch or more, but was given none", "give more examples");
    }
    AveragingState state = start;
    while (state.round() < plan.rounds()) {
      state = round(state, source, plan);
    }
    return state;
  }

  private <T> AveragingState round(AveragingState state, RoundSource<T> source, RoundPlan plan) {
    long began = System.nanoTime();
    Broadcast<AveragingState> broadcast = spark.broadcast(state);
    long handed = System.nanoTime();
    List<WorkerResult> results;
    try {
      FitShard<T> fit =
          new FitShard<>(
              configuration,
              layers,
              broadcast,
              plan,
              source.reader(),
              seed,
              NativeRuntime.instructionSet(),
              hooks);
      results = run(source.partitions(plan, state.round()), fit);
    } finally {
      broadcast.destroy();
    }
    long fitted = System.nanoTime();
    results.forEach(Rounds::requireSameKernels);
    AveragingState next = average(state, results);
    long ended = System.nanoTime();

    double wall = (ended - began) / 1e9;
    double busiest = busiest(results);
    long examples = results.stream().mapToLong(result -> result.examples).sum();
    double loss = results.stream().mapToDouble(result -> result.loss).sum() / examples;
    RoundMetrics metrics =
        new RoundMetrics(
            state.epoch() + 1,
            state.round() + 1,
            examples,
            loss,
            wall,
            (handed - began) / 1e9,
            busiest,
            (ended - fitted) / 1e9,
            wall - busiest,
            Pointer.physicalBytes(),
            results.stream().map(RoundMetrics.Shard::of).toList());
    listener.roundEnded(metrics, next, next.round() == plan.rounds());
    return next;
  }

  private static AveragingState average(AveragingState state, List<WorkerResult> results) {
    long[] weights = results.stream().mapToLong(result -> result.examples).toArray();
    int longest = results.stream().mapToInt(result -> result.minibatches).max().orElseThrow();
    return new AveragingState(
        WeightedMean.of(
            results.stream().map(result -> result.fitted.parameters()).toList(), weights),
        WeightedMean.of(
            results.stream().map(result -> result.fitted.updaterState()).toList(), weights),
        state.iteration() + longest,
        state.epoch(),
        state.round() + 1);
  }

  /** In the order of workers. */
  private <T> List<WorkerResult> run(JavaRDD<T> partitions, FitShard<T> fit) {
    ClassTag<WorkerResult> tag = ClassTag.apply(WorkerResult.class);
    WorkerResult[] results = (WorkerResult[]) spark.sc().runJob(partitions.rdd(), fit, tag);
    return Arrays.stream(results).filter(Objects::nonNull).toList();
  }

  private static void requireSameKernels(WorkerResult result) {
    String driver = NativeRuntime.kernels().label();
    if (!result.where.kernels.equals(driver)) {
      throw new InvalidInputException(
          "Cannot average: worker %d on %s (executor %s) computed with kernels %s, but the driver has %s, and a model must come from one set"
              .formatted(
                  result.worker,
                  result.where.host,
                  result.where.executor,
                  result.where.kernels,
                  driver),
          "unset DNNL_MAX_CPU_ISA and OPENBLAS_CORETYPE there, or set them alike everywhere");
    }
  }

  /** The time in which at least one worker loaded or fitted, on the executor with most of it. */
  private static double busiest(List<WorkerResult> results) {
    Map<String, List<WorkerResult>> executors =
        results.stream().collect(Collectors.groupingBy(result -> result.where.executor));
    return executors.values().stream().mapToDouble(Rounds::busy).max().orElseThrow();
  }

  private static double busy(List<WorkerResult> ofExecutor) {
    long busy = 0;
    long until = Long.MIN_VALUE;
    for (WorkerResult result :
        ofExecutor.stream()
            .sorted(Comparator.comparingLong(result -> result.beganNanos))
            .toList()) {
      busy += Math.max(0, result.endedNanos - Math.max(until, result.beganNanos));
      until = Math.max(until, result.endedNanos);
    }
    return busy / 1e9;
  }
}
