package mnist.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import mnist.InvalidInputException;

/** ONNX Runtime's native part in this JVM. */
public final class OnnxRuntime {

  private OnnxRuntime() {}

  /** Why it can't be loaded here; empty if it can. */
  public static Optional<String> failure() {
    try {
      environment();
      return Optional.empty();
    } catch (LinkageError e) {
      return Optional.of(reason(e));
    }
  }

  /**
   * @throws InvalidInputException if it can't be loaded here
   */
  static OrtEnvironment require() {
    try {
      return environment();
    } catch (LinkageError e) {
      throw new InvalidInputException(
          "Cannot load ONNX Runtime on %s: %s; set runtime.inference = dl4j, or build the jar for its platform"
              .formatted(hostName(), reason(e)),
          e);
    }
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

  /** What the libraries' loader said, below what Java made of it. */
  private static String reason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this machine";
    }
  }
}
