package mnist.onednn;

import java.util.Locale;
import java.util.Optional;
import mnist.Bounds;
import mnist.InvalidInputException;
import mnist.network.NetworkDescription;
import mnist.network.UnsupportedLayerException;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What computes a network's gradients. A run has one, as other ones give other bits. */
public enum GradientBackend {
  /** Blocks of oneDNN primitives: several times as fast. */
  ONEDNN {
    @Override
    public MultiLayerNetwork network(MultiLayerConfiguration configuration) {
      OneDnnLibrary.require(SETTING);
      try {
        return new OneDnnNetwork(configuration, fused(configuration));
      } catch (UnsupportedLayerException e) {
        throw new InvalidInputException(
            "Cannot train this network by oneDNN, as runtime.layers = onednn asks for: "
                + e.getMessage(),
            "set runtime.layers = dl4j",
            e);
      }
    }
  },

  /** DL4J's own. */
  DL4J {
    @Override
    public MultiLayerNetwork network(MultiLayerConfiguration configuration) {
      MultiLayerNetwork network = new MultiLayerNetwork(configuration);
      network.init();
      return network;
    }
  };

  /** The setting that leaves the choice to the driver. */
  public static final String AUTO = "auto";

  private static final String SETTING = "runtime.layers";

  private static final Logger LOG = LoggerFactory.getLogger(GradientBackend.class);

  /**
   * A network whose parameters are yet to be set; for one thread.
   *
   * @throws InvalidInputException if oneDNN is asked for what it can't do here
   */
  public abstract MultiLayerNetwork network(MultiLayerConfiguration configuration);

  /** The name in settings and manifests. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The one that a setting names, for a network: {@value #AUTO} takes oneDNN if it can be loaded
   * here and has all that the network needs, and otherwise says why not.
   *
   * @throws InvalidInputException if there is none of that name; the message lists those there are
   */
  public static GradientBackend of(String setting, MultiLayerConfiguration configuration) {
    if (!setting.equals(AUTO)) {
      return named(setting);
    }
    Optional<String> failure = OneDnnLibrary.failure();
    if (failure.isPresent()) {
      LOG.warn("training by DL4J's own layers, since oneDNN can't be loaded: {}", failure.get());
      return DL4J;
    }
    try {
      fused(configuration);
      return ONEDNN;
    } catch (UnsupportedLayerException e) {
      LOG.warn("training by DL4J's own layers, since oneDNN can't be used: {}", e.getMessage());
      return DL4J;
    }
  }

  private static FusedNetwork fused(MultiLayerConfiguration configuration)
      throws UnsupportedLayerException {
    return FusedNetwork.of(NetworkDescription.of(configuration));
  }

  private static GradientBackend named(String setting) {
    return Bounds.oneOf(SETTING, setting, values(), GradientBackend::label, AUTO);
  }
}
