package mnist.averaging;

import mnist.model.InstructionSet;
import mnist.model.NativeRuntime;
import mnist.onednn.GradientBackend;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A worker's network. Each task thread keeps one from round to round, since making it costs more
 * than a minibatch; nothing of a round stays in it that the next one's state doesn't replace.
 */
final class Replica {

  private static final ThreadLocal<Replica> OF_THREAD = new ThreadLocal<>();

  private final ShippedConfiguration configuration;
  private final GradientBackend layers;
  private final MultiLayerNetwork network;

  private Replica(ShippedConfiguration configuration, GradientBackend layers) {
    this.configuration = configuration;
    this.layers = layers;
    network = layers.network(configuration.read());
    // Makes the updater and its state.
    network.getUpdater();
  }

  /**
   * The calling thread's network, with this state. When all went well, {@link #keep} gives it back
   * for the next round; one that failed half-way is to be closed.
   */
  static Replica with(
      ShippedConfiguration configuration,
      GradientBackend layers,
      AveragingState state,
      InstructionSet instructions) {
    NativeRuntime.use(instructions);
    NativeRuntime.oneThreadPerTask();
    Replica kept = OF_THREAD.get();
    OF_THREAD.remove();
    if (kept != null && !(kept.layers == layers && kept.configuration.equals(configuration))) {
      kept.close();
      kept = null;
    }
    Replica replica = kept == null ? new Replica(configuration, layers) : kept;
    state.applyTo(replica.network);
    return replica;
  }

  void keep() {
    OF_THREAD.set(this);
  }

  /** Gives back native memory. */
  void close() {
    network.close();
  }

  MultiLayerNetwork network() {
    return network;
  }
}
