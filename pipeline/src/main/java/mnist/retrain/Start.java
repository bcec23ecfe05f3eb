package mnist.retrain;

import java.util.Locale;
import mnist.Bounds;

/** What a challenger's training begins with. */
public enum Start {
  /** Random parameters, as any training's. */
  RANDOM,
  /** The champion's parameters and its normalisation; random ones in a store without a champion. */
  CHAMPION;

  /** The name in settings: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The one of this name.
   *
   * @throws mnist.InvalidInputException if there is none; the message lists those there are
   */
  public static Start named(String name) {
    return Bounds.oneOf("retrain.start", name, values(), Start::label);
  }
}
