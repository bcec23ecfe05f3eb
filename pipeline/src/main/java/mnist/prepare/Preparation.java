package mnist.prepare;

import java.util.Locale;
import mnist.Bounds;
import mnist.InvalidInputException;

/** What is done to a picture before a network sees it. */
public enum Preparation {
  /** A digit is found in it and drawn as MNIST's are, see {@link DigitPreparation}. */
  MNIST,

  /** Nothing but reading it in grey: it has to be of the network's size. */
  NONE;

  /** As in settings and manifests. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The preparation of this label.
   *
   * @param key of the setting, for the message
   * @throws InvalidInputException if there is none; the message lists those there are
   */
  public static Preparation named(String key, String label) {
    return Bounds.oneOf(key, label, values(), Preparation::label);
  }
}
