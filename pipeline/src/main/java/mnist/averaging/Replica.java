package mnist.averaging;

import mnist.model.InstructionSet;
import mnist.model.NativeRuntime;
import mnist.onednn.Layers;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A worker's network. Each task thread keeps one from round to round, since making it costs more
 * than a minibatch; nothing of a round stays in it that the next one's state doesn't replace.
 */
final class Replica {

  private static final ThreadLocal<Replica> OF_THREAD = new ThreadLocal<>();

  private final String configuration;
  private final Layers layers;
  private final MultiLayerNetwork network;

  private Replica(String configuration, Layers layers) {
    this.configuration = configuration;
    this.layers = layers;
    network = layers.network(MultiLayerConfiguration.fromJson(configuration));
    // Makes the updater and its state.
    network.getUpdater();
  }

  /**
   * The calling thread's network, with this state. To be given back by {@link #keep} when all went
   * well; one that failed half-way is not used again.
   *
   * @param configuration the network's, as JSON
   */
  static Replica with(
      String configuration, Layers layers, AveragingState state, InstructionSet instructions) {
    NativeRuntime.use(instructions);
    NativeRuntime.oneThreadPerTask();
    Replica kept = OF_THREAD.get();
    OF_THREAD.remove();
    Replica replica =
        kept != null && kept.layers == layers && kept.configuration.equals(configuration)
            ? kept
            : new Replica(configuration, layers);
    state.applyTo(replica.network);
    return replica;
  }

  void keep() {
    OF_THREAD.set(this);
  }

  MultiLayerNetwork network() {
    return network;
  }
}
