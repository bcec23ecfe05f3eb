package mnist.train;

import mnist.Seeds;
import mnist.calibration.TemperatureScaling;
import mnist.model.InstructionSet;
import mnist.model.NativeRuntime;
import org.apache.spark.TaskContext;
import org.apache.spark.util.LongAccumulator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.TrainingHook;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Does what dl4j-spark's workers don't: sets up the native runtime before the network is made (when
 * the hook is deserialised), seeds dropout, and sums up the training loss.
 */
final class WorkerHook implements TrainingHook {

  /** Loss is summed as a whole number of these, so that the order doesn't matter. */
  private static final double LOSS_UNIT = 1.0 / (1L << 20);

  /** Stands for a loss that is NaN or infinite, as in an evaluation. */
  private static final double WORST_LOSS = -Math.log(TemperatureScaling.MIN_PROBABILITY);

  private final InstructionSet instructions = NativeRuntime.instructionSet();
  private final long seed;
  private final LongAccumulator lossUnits;
  private final LongAccumulator examples;

  /** What decay adds to DL4J's score, and is no loss. */
  private transient double penalty;

  WorkerHook(long seed, LongAccumulator lossUnits, LongAccumulator examples) {
    this.seed = seed;
    this.lossUnits = lossUnits;
    this.examples = examples;
  }

  private Object readResolve() {
    NativeRuntime.use(instructions);
    NativeRuntime.oneThreadPerTask();
    return this;
  }

  @Override
  public void preUpdate(DataSet minibatch, Model model) {
    MultiLayerNetwork network = (MultiLayerNetwork) model;
    Nd4j.getRandom()
        .setSeed(
            Seeds.of(
                seed,
                network.getEpochCount(),
                network.getIterationCount(),
                TaskContext.getPartitionId()));
    penalty = network.calcRegularizationScore(true);
  }

  @Override
  public void postUpdate(DataSet minibatch, Model model) {
    // Rounding turns NaN into 0, the best possible loss, for a network that has diverged.
    double loss = Double.isFinite(model.score()) ? model.score() - penalty : WORST_LOSS;
    lossUnits.add(Math.round(loss * minibatch.numExamples() / LOSS_UNIT));
    examples.add(minibatch.numExamples());
  }

  /** What was fitted since the last call. */
  EpochFitter.Fitted takeFitted() {
    EpochFitter.Fitted fitted =
        new EpochFitter.Fitted(examples.value(), lossUnits.value() * LOSS_UNIT / examples.value());
    lossUnits.reset();
    examples.reset();
    return fitted;
  }

  @Override
  public void preUpdate(MultiDataSet minibatch, Model model) {
    throw new UnsupportedOperationException("networks here have one input and one output");
  }

  @Override
  public void postUpdate(MultiDataSet minibatch, Model model) {
    throw new UnsupportedOperationException("networks here have one input and one output");
  }
}
