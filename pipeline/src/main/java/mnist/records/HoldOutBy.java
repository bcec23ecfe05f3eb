package mnist.records;

import java.util.Locale;
import mnist.Bounds;
import mnist.InvalidInputException;

/** What is held out for validation as a whole. */
public enum HoldOutBy {
  /** Each image by itself. */
  IMAGE,

  /**
   * All images of a group, such as a writer's, so that no group is on both sides. It tells how a
   * model does on groups that it has never seen, where those of the test split are none of the
   * training split's.
   */
  GROUP;

  /** As in settings. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The one of this label.
   *
   * @throws InvalidInputException if there is none; the message lists those there are
   */
  public static HoldOutBy named(String label) {
    return Bounds.oneOf("data.hold-out-by", label, values(), HoldOutBy::label);
  }
}
