package mnist.onednn;

import java.util.Optional;
import mnist.Host;
import mnist.InvalidInputException;
import mnist.files.Causes;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;

/** The native part of oneDNN in this JVM. */
public final class OneDnnLibrary {

  /** Found once: of a library that didn't load, Java says the second time no more than that. */
  private static final Optional<String> FAILURE = load();

  private OneDnnLibrary() {}

  private static Optional<String> load() {
    try {
      Loader.load(dnnl.class);
      return Optional.empty();
    } catch (LinkageError e) {
      return Optional.of(Causes.innermost(e));
    }
  }

  /** Why it can't be loaded here; empty if it can. */
  public static Optional<String> failure() {
    return FAILURE;
  }

  /**
   * @param setting that takes another library by the value auto
   * @throws InvalidInputException if it can't be loaded here
   */
  static void require(String setting) {
    if (FAILURE.isPresent()) {
      throw new InvalidInputException(
          "Cannot load oneDNN on %s: %s"
              .formatted(Host.name().orElse("this machine"), FAILURE.get()),
          "set %s = auto, or build the jar for its platform".formatted(setting));
    }
  }
}
