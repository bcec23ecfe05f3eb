package mnist.score;

import java.util.Locale;
import java.util.Optional;
import mnist.Bounds;
import mnist.InvalidInputException;
import mnist.model.DigitModel;
import mnist.model.Dl4jModel;
import mnist.model.ShippedModel;
import mnist.network.UnsupportedLayerException;
import mnist.onednn.OneDnnLibrary;
import mnist.onednn.OneDnnModel;
import mnist.onnx.OnnxModel;
import mnist.onnx.OnnxRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What applies models, best first. A run has one, as another one gives other bits. */
public enum Inference {
  /** oneDNN: the fastest, by kernels that can be pinned. */
  ONEDNN("oneDNN") {
    @Override
    Optional<String> notLoaded() {
      return OneDnnLibrary.failure();
    }

    @Override
    void check(DigitModel model) throws UnsupportedLayerException {
      OneDnnModel.check(model);
    }

    @Override
    ShippedModel shipped(DigitModel model) throws UnsupportedLayerException {
      return OneDnnModel.of(model);
    }
  },

  /** ONNX Runtime, by the exported model. */
  ONNXRUNTIME("ONNX Runtime") {
    @Override
    Optional<String> notLoaded() {
      return OnnxRuntime.failure();
    }

    @Override
    ShippedModel shipped(DigitModel model) throws UnsupportedLayerException {
      return OnnxModel.of(model);
    }
  },

  /** DL4J's own layers, which apply any network. */
  DL4J("DL4J") {
    @Override
    Optional<String> notLoaded() {
      return Optional.empty();
    }

    @Override
    ShippedModel shipped(DigitModel model) {
      return new Dl4jModel(model);
    }
  };

  /** The setting that leaves the choice to the driver. */
  public static final String AUTO = "auto";

  private static final Logger LOG = LoggerFactory.getLogger(Inference.class);

  private final String library;

  Inference(String library) {
    this.library = library;
  }

  /** Why its library can't be loaded here; empty if it can. */
  abstract Optional<String> notLoaded();

  /** Whether it can apply the network; cheaper than to ship it where that can be told without. */
  void check(DigitModel model) throws UnsupportedLayerException {
    shipped(model);
  }

  abstract ShippedModel shipped(DigitModel model) throws UnsupportedLayerException;

  /**
   * The model for executors.
   *
   * @throws InvalidInputException if the network has what this can't apply
   */
  ShippedModel ship(DigitModel model) {
    try {
      return shipped(model);
    } catch (UnsupportedLayerException e) {
      throw new InvalidInputException(
          "Cannot apply this network by %s, as runtime.inference = %s asks for: %s"
              .formatted(library, label(), e.getMessage()),
          "set runtime.inference = auto",
          e);
    }
  }

  /** The name in settings and manifests. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The one that a setting names, for a model: {@value #AUTO} takes the first that can be loaded
   * here and can apply the network, and says why not those before it.
   *
   * @throws InvalidInputException if there is none of that name; the message lists those there are
   */
  public static Inference of(String setting, DigitModel model) {
    if (!setting.equals(AUTO)) {
      return Bounds.oneOf("runtime.inference", setting, values(), Inference::label, AUTO);
    }
    for (Inference inference : values()) {
      Optional<String> obstacle = inference.obstacle(model);
      if (obstacle.isEmpty()) {
        return inference;
      }
      LOG.warn("not applying this model by {}: {}", inference.library, obstacle.get());
    }
    throw new IllegalStateException("DL4J must apply any network");
  }

  private Optional<String> obstacle(DigitModel model) {
    Optional<String> notLoaded = notLoaded();
    if (notLoaded.isPresent()) {
      return notLoaded;
    }
    try {
      check(model);
      return Optional.empty();
    } catch (UnsupportedLayerException e) {
      return Optional.of(e.getMessage());
    }
  }
}
