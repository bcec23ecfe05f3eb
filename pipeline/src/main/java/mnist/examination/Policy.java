package mnist.examination;

import java.util.Locale;
import mnist.Bounds;

/** What a finding does. */
public enum Policy {
  /** It is told, and training goes on. */
  WARN,
  /** Above its bound the delivery is refused; below, it is told. */
  REFUSE,
  /** Nothing. */
  IGNORE;

  /** The name in settings. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The policy of this {@link #label}.
   *
   * @param key of the setting, for the message
   * @throws mnist.InvalidInputException if there is none
   */
  public static Policy named(String key, String label) {
    return Bounds.oneOf(key, label, values(), Policy::label);
  }
}
