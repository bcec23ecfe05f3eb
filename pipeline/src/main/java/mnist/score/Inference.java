package mnist.score;

import java.util.Locale;
import java.util.Optional;
import mnist.Bounds;
import mnist.InvalidInputException;
import mnist.model.DigitModel;
import mnist.model.Dl4jModel;
import mnist.model.ShippedModel;
import mnist.network.UnsupportedLayerException;
import mnist.onnx.OnnxModel;
import mnist.onnx.OnnxRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What applies models. A run has one, as another one gives other bits. */
public enum Inference {
  /** ONNX Runtime: many times as fast. */
  ONNXRUNTIME {
    @Override
    ShippedModel ship(DigitModel model) {
      try {
        return OnnxModel.of(model);
      } catch (UnsupportedLayerException e) {
        throw new InvalidInputException(
            "Cannot export this network to ONNX, as runtime.inference = onnxruntime needs: "
                + e.getMessage(),
            "set runtime.inference = dl4j",
            e);
      }
    }
  },

  /** DL4J's own layers. */
  DL4J {
    @Override
    ShippedModel ship(DigitModel model) {
      return new Dl4jModel(model);
    }
  };

  /** The setting that leaves the choice to the driver. */
  public static final String AUTO = "auto";

  private static final Logger LOG = LoggerFactory.getLogger(Inference.class);

  /**
   * The model for executors.
   *
   * @throws InvalidInputException if the network has what this can't apply
   */
  abstract ShippedModel ship(DigitModel model);

  /** The name in settings and manifests. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The one that a setting names, for a model: {@value #AUTO} takes ONNX Runtime if it can be
   * loaded here and the network can be exported, and otherwise says why not.
   *
   * @throws InvalidInputException if there is none of that name; the message lists those there are
   */
  public static Inference of(String setting, DigitModel model) {
    if (!setting.equals(AUTO)) {
      return named(setting);
    }
    Optional<String> failure = OnnxRuntime.failure();
    if (failure.isPresent()) {
      LOG.warn("applying models by DL4J, since ONNX Runtime can't be loaded: {}", failure.get());
      return DL4J;
    }
    try {
      OnnxModel.of(model);
      return ONNXRUNTIME;
    } catch (UnsupportedLayerException e) {
      LOG.warn(
          "applying this network by DL4J, since it can't be exported to ONNX: {}", e.getMessage());
      return DL4J;
    }
  }

  private static Inference named(String setting) {
    return Bounds.oneOf("runtime.inference", setting, values(), Inference::label, AUTO);
  }
}
