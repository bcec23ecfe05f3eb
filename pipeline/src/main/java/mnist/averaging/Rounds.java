package mnist.averaging;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mnist.InvalidInputException;
import mnist.input.Broadcasts;
import mnist.model.NativeRuntime;
import mnist.onednn.GradientBackend;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.spark.api.TrainingHook;

/** Runs the rounds of an epoch, one Spark job each. */
final class Rounds {

  /** What meets in one place are some tens of megabytes. */
  private static final AveragingTree TREE = new AveragingTree(32);

  private final JavaSparkContext spark;
  private final ShippedConfiguration configuration;
  private final GradientBackend layers;
  private final long seed;
  private final List<TrainingHook> hooks;
  private final RoundListener listener;

  /**
   * @param configuration of the network
   */
  Rounds(
      JavaSparkContext spark,
      MultiLayerConfiguration configuration,
      GradientBackend layers,
      long seed,
      List<TrainingHook> hooks,
      RoundListener listener) {
    this.spark = spark;
    this.configuration = new ShippedConfiguration(configuration);
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
    PartialAverage sum;
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
      sum = TREE.sum(spark, source.partitions(plan, state.round()), fit);
    } finally {
      Broadcasts.unlessStopping(spark.sc(), broadcast::destroy);
    }
    long fitted = System.nanoTime();
    List<WorkerReport> reports = sum.reports();
    reports.forEach(Rounds::requireSameKernels);
    AveragingState next = sum.state(state);
    long ended = System.nanoTime();

    double wall = (ended - began) / 1e9;
    double busiest = busiest(reports);
    long examples = reports.stream().mapToLong(report -> report.examples).sum();
    double loss = reports.stream().mapToDouble(report -> report.loss).sum() / examples;
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
            reports.stream().map(RoundMetrics.Shard::of).toList());
    listener.roundEnded(metrics, next, next.round() == plan.rounds());
    return next;
  }

  private static void requireSameKernels(WorkerReport report) {
    String driver = NativeRuntime.kernels().label();
    if (!report.where.kernels.equals(driver)) {
      throw new InvalidInputException(
          "Cannot average: worker %d on %s (executor %s) computed with kernels %s, but the driver has %s, and a model must come from one set"
              .formatted(
                  report.worker,
                  report.where.host,
                  report.where.executor,
                  report.where.kernels,
                  driver),
          "unset DNNL_MAX_CPU_ISA and OPENBLAS_CORETYPE there, or set them alike everywhere");
    }
  }

  /** The time in which at least one worker loaded or fitted, on the executor with most of it. */
  private static double busiest(List<WorkerReport> reports) {
    Map<String, List<WorkerReport>> executors =
        reports.stream().collect(Collectors.groupingBy(report -> report.where.executor));
    return executors.values().stream().mapToDouble(Rounds::busy).max().orElseThrow();
  }

  private static double busy(List<WorkerReport> ofExecutor) {
    long busy = 0;
    long until = Long.MIN_VALUE;
    for (WorkerReport report :
        ofExecutor.stream()
            .sorted(Comparator.comparingLong(report -> report.beganNanos))
            .toList()) {
      busy += Math.max(0, report.endedNanos - Math.max(until, report.beganNanos));
      until = Math.max(until, report.endedNanos);
    }
    return busy / 1e9;
  }
}
