package mnist.averaging;

import java.io.Serializable;
import mnist.model.FlatArrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * What one round hands to the next: all that a worker needs beside its minibatches, and all that a
 * driver needs to go on. A class and no record, because Spark's Kryo, which a user may choose,
 * can't write records; arrays travel as bytes, because DL4J and Java write theirs element by
 * element.
 */
public final class AveragingState implements Serializable {

  private final float[] parameters;
  private final float[] updaterState;
  private final int iteration;
  private final int epoch;
  private final int round;

  /**
   * @param parameters of the network, in DL4J's flat order
   * @param updaterState of the optimiser, in DL4J's flat order; empty if it has none
   * @param iteration minibatches that a worker has fitted so far, which schedules count by
   * @param epoch epochs that have ended, from 0
   * @param round the next one of this epoch, from 0
   */
  public AveragingState(
      float[] parameters, float[] updaterState, int iteration, int epoch, int round) {
    this.parameters = parameters;
    this.updaterState = updaterState;
    this.iteration = iteration;
    this.epoch = epoch;
    this.round = round;
  }

  /** The state of a network, before this round. */
  public static AveragingState of(MultiLayerNetwork network, int round) {
    return new AveragingState(
        FlatArrays.copyOf(network.params()),
        FlatArrays.copyOf(network.getUpdater().getStateViewArray()),
        network.getIterationCount(),
        network.getEpochCount(),
        round);
  }

  /** Gives this state to a network of the same architecture and optimiser. */
  public void applyTo(MultiLayerNetwork network) {
    FlatArrays.assign(network.params(), parameters);
    FlatArrays.assign(network.getUpdater().getStateViewArray(), updaterState);
    network.setIterationCount(iteration);
    network.setEpochCount(epoch);
  }

  private Object writeReplace() {
    return new Travelling(
        FlatArrays.bytes(parameters), FlatArrays.bytes(updaterState), iteration, epoch, round);
  }

  /** The form in which Java's serialisation takes it: bytes are copied in one go. */
  private static final class Travelling implements Serializable {
    private final byte[] parameters;
    private final byte[] updaterState;
    private final int iteration;
    private final int epoch;
    private final int round;

    Travelling(byte[] parameters, byte[] updaterState, int iteration, int epoch, int round) {
      this.parameters = parameters;
      this.updaterState = updaterState;
      this.iteration = iteration;
      this.epoch = epoch;
      this.round = round;
    }

    private Object readResolve() {
      return new AveragingState(
          FlatArrays.floats(parameters), FlatArrays.floats(updaterState), iteration, epoch, round);
    }
  }

  /** Parameters of the network, in DL4J's flat order; not a copy. */
  public float[] parameters() {
    return parameters;
  }

  /** State of the optimiser, in DL4J's flat order; empty if it has none; not a copy. */
  public float[] updaterState() {
    return updaterState;
  }

  /** Minibatches that a worker has fitted so far, by which schedules count. */
  public int iteration() {
    return iteration;
  }

  /** Epochs that have ended, from 0. */
  public int epoch() {
    return epoch;
  }

  /** The next round of this epoch, from 0. */
  public int round() {
    return round;
  }
}
