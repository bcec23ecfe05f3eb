package mnist.input;

import mnist.Bounds;
import mnist.InvalidInputException;

/** The part of a data set that a record belongs to, and with it who may see the record. */
public enum Split {
  /** What a network is fitted to, and what statistics are taken from. */
  TRAIN("train"),
  /** Held out of the training images: decides when to stop and which model is better. */
  VALIDATION("validation"),
  /** Read by evaluation alone. */
  TEST("test");

  private final String value;

  Split(String value) {
    this.value = value;
  }

  /** What stands in the column {@code split}, in directory names and in JSON. */
  public String value() {
    return value;
  }

  /**
   * The split of this {@link #value}.
   *
   * @throws InvalidInputException if there is none
   */
  public static Split of(String value) {
    return Bounds.oneOf("split", value, values(), Split::value);
  }
}
