package mnist.onednn;

import java.util.Optional;
import mnist.Host;
import mnist.InvalidInputException;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;

/** The native part of oneDNN in this JVM. */
public final class OneDnnLibrary {

  private OneDnnLibrary() {}

  /** Why it can't be loaded here; empty if it can. */
  public static Optional<String> failure() {
    try {
      Loader.load(dnnl.class);
      return Optional.empty();
    } catch (UnsatisfiedLinkError e) {
      return Optional.of(e.getMessage());
    }
  }

  /**
   * @param setting that names another library when it has the value dl4j
   * @throws InvalidInputException if it can't be loaded here
   */
  static void require(String setting) {
    Optional<String> failure = failure();
    if (failure.isPresent()) {
      throw new InvalidInputException(
          "Cannot load oneDNN on %s: %s"
              .formatted(Host.name().orElse("this machine"), failure.get()),
          "set %s = dl4j, or build the jar for its platform".formatted(setting));
    }
  }
}
