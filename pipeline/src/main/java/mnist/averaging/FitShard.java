package mnist.averaging;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import mnist.Seeds;
import mnist.model.InstructionSet;
import mnist.model.NativeRuntime;
import mnist.onednn.Layers;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.TrainingHook;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
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
final class FitShard<T> extends AbstractFunction2<TaskContext, Iterator<T>, WorkerResult>
    implements Serializable {

  private final MultiLayerConfiguration configuration;
  private final Layers layers;
  private final Broadcast<AveragingState> broadcast;
  private final RoundPlan plan;
  private final MinibatchReader<T> reader;
  private final long seed;
  private final InstructionSet instructions;
  private final List<TrainingHook> hooks;

  FitShard(
      MultiLayerConfiguration configuration,
      Layers layers,
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

  /**
   * @return null if the worker has no minibatch in the round
   */
  @Override
  public WorkerResult apply(TaskContext task, Iterator<T> partition) {
    int worker = task.partitionId();
    long began = System.nanoTime();
    AveragingState state = broadcast.value();
    int from = plan.from(worker, state.round());
    int to = plan.to(worker, state.round());
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
      int from,
      int to,
      long began) {
    java.util.Iterator<DataSet> minibatches =
        reader.read(JavaConverters.asJavaIterator(partition), from, to);
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
      network.fit(minibatch);
      for (TrainingHook hook : hooks) {
        hook.postUpdate(minibatch, network);
      }
      examples += minibatch.numExamples();
      loss += network.score() * minibatch.numExamples();
      fitted++;
      fitNanos += System.nanoTime() - fitBegan;
    }
    if (fitted != to - from) {
      throw new IllegalStateException(
          "Worker %d must fit %d minibatches in round %d, but found %d"
              .formatted(worker, to - from, state.round() + 1, fitted));
    }
    long ended = System.nanoTime();
    return new WorkerResult(
        worker,
        AveragingState.of(network, state.round()),
        fitted,
        examples,
        loss,
        here(),
        received,
        ended,
        (received - began) / 1e9,
        (ended - received - fitNanos) / 1e9,
        fitNanos / 1e9);
  }

  private static WorkerResult.Where here() {
    SparkEnv spark = SparkEnv.get();
    return new WorkerResult.Where(
        spark.blockManager().blockManagerId().host(),
        spark.executorId(),
        NativeRuntime.kernels().label(),
        Pointer.physicalBytes());
  }
}
