package mnist.averaging;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import mnist.Seeds;
import mnist.model.InstructionSet;
import mnist.model.NativeRuntime;
import mnist.onednn.GradientBackend;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.TrainingHook;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import scala.runtime.AbstractFunction2;

/**
 * One worker's part of a round, the task that Spark runs: a pure function of the state, the shard
 * and the seed, so that it may run twice, or anywhere. Partition w is worker w's.
 *
 * <p>A class of its own, for {@link org.apache.spark.SparkContext#runJob}: Spark looks for what it
 * could clean in functions that compilers make, and reads their class files each round.
 *
 * @param <T> what partitions hold
 */
final class FitShard<T>
    extends AbstractFunction2<TaskContext, scala.collection.Iterator<T>, WorkerResult>
    implements Serializable {

  private final ShippedConfiguration configuration;
  private final GradientBackend layers;
  private final Broadcast<AveragingState> broadcast;
  private final RoundPlan plan;
  private final MinibatchReader<T> reader;
  private final long seed;
  private final InstructionSet instructions;
  private final List<TrainingHook> hooks;

  FitShard(
      ShippedConfiguration configuration,
      GradientBackend layers,
      Broadcast<AveragingState> broadcast,
      RoundPlan plan,
      MinibatchReader<T> reader,
      long seed,
      InstructionSet instructions,
      List<TrainingHook> hooks) {
    this.configuration = configuration;
    this.layers = layers;
    this.broadcast = broadcast;
    this.plan = plan;
    this.reader = reader;
    this.seed = seed;
    this.instructions = instructions;
    this.hooks = new ArrayList<>(hooks);
  }

  @Override
  public WorkerResult apply(TaskContext task, scala.collection.Iterator<T> partition) {
    return fit(
        task.partitionId(),
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return partition.hasNext();
          }

          @Override
          public T next() {
            return partition.next();
          }
        });
  }

  /**
   * @return null if the worker has no minibatch in the round
   */
  WorkerResult fit(int worker, Iterator<T> partition) {
    long began = System.nanoTime();
    AveragingState state = broadcast.value();
    long from = plan.from(worker, state.round());
    long to = plan.to(worker, state.round());
    if (from == to) {
      return null;
    }
    Replica replica = Replica.with(configuration, layers, state, instructions);
    try {
      WorkerResult result = fit(replica.network(), state, worker, partition, from, to, began);
      replica.keep();
      return result;
    } catch (RuntimeException | Error e) {
      replica.close();
      throw e;
    }
  }

  private WorkerResult fit(
      MultiLayerNetwork network,
      AveragingState state,
      int worker,
      Iterator<T> partition,
      long from,
      long to,
      long began) {
    Iterator<DataSet> minibatches = reader.read(partition, from, to);
    long received = System.nanoTime();

    long examples = 0;
    double loss = 0;
    long fitNanos = 0;
    int fitted = 0;
    while (minibatches.hasNext()) {
      DataSet minibatch = minibatches.next();
      long fitBegan = System.nanoTime();
      // Where dropout draws from: the thread's generator, which nobody else seeds.
      Nd4j.getRandom().setSeed(Seeds.of(seed, state.epoch(), state.round(), worker, fitted));
      for (TrainingHook hook : hooks) {
        hook.preUpdate(minibatch, network);
      }
      // DL4J's score has it beside the loss; AdamW's decay is no part of what it minimises.
      double penalty = network.calcRegularizationScore(true);
      network.fit(minibatch);
      for (TrainingHook hook : hooks) {
        hook.postUpdate(minibatch, network);
      }
      examples += minibatch.numExamples();
      loss += (network.score() - penalty) * minibatch.numExamples();
      fitted++;
      fitNanos += System.nanoTime() - fitBegan;
    }
    if (fitted != to - from) {
      throw new IllegalStateException(
          "Worker %d must fit %d minibatches in round %d, but found %d"
              .formatted(worker, to - from, state.round() + 1, fitted));
    }
    long ended = System.nanoTime();
    WorkerReport report =
        new WorkerReport(
            worker,
            fitted,
            examples,
            loss,
            here(),
            received,
            ended,
            (received - began) / 1e9,
            (ended - received - fitNanos) / 1e9,
            fitNanos / 1e9);
    return new WorkerResult(report, AveragingState.of(network, state.round()));
  }

  private static WorkerReport.Where here() {
    SparkEnv spark = SparkEnv.get();
    return new WorkerReport.Where(
        spark.blockManager().blockManagerId().host(),
        spark.executorId(),
        NativeRuntime.kernels().label(),
        Pointer.physicalBytes());
  }
}
