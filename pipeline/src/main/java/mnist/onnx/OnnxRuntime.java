package mnist.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.Optional;
import mnist.Failure;
import mnist.Host;
import mnist.InvalidInputException;

/** ONNX Runtime's native part in this JVM. */
public final class OnnxRuntime {

  /** Found once: of a library that didn't load, Java says the second time no more than that. */
  private static final Optional<String> FAILURE = load();

  private OnnxRuntime() {}

  private static Optional<String> load() {
    try {
      environment();
      return Optional.empty();
    } catch (LinkageError e) {
      // What the libraries' loader said, below what Java made of it.
      List<Throwable> causes = Failure.causes(e);
      return Optional.of(causes.get(causes.size() - 1).getMessage());
    }
  }

  /** Why it can't be loaded here; empty if it can. */
  public static Optional<String> failure() {
    return FAILURE;
  }

  /**
   * @throws InvalidInputException if it can't be loaded here
   */
  static OrtEnvironment require() {
    if (FAILURE.isPresent()) {
      throw new InvalidInputException(
          "Cannot load ONNX Runtime on %s: %s"
              .formatted(Host.name().orElse("this machine"), FAILURE.get()),
          "set runtime.inference = auto, or build the jar for its platform");
    }
    return environment();
  }

  private static OrtEnvironment environment() {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try {
      // On Windows it tells its makers that it runs, unless it is asked not to.
      environment.setTelemetry(false);
      return environment;
    } catch (OrtException e) {
      throw new IllegalStateException("Cannot turn off ONNX Runtime's telemetry", e);
    }
  }
}
