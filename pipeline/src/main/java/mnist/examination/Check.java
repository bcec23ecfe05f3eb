package mnist.examination;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import mnist.Bounds;

/** What a delivery is examined for; each finding is of one of these. */
public enum Check {
  /** Classes that the store knows and the delivery has no training images of. */
  MISSING_CLASSES,
  /** Classes that the champion was trained on no images of. */
  NEW_CLASSES,
  /** Classes in other proportions than the store's. */
  CLASS_BALANCE,
  /** Labels that the champion contradicts, of all classes together. */
  LABEL_AGREEMENT,
  /** Classes whose labels the champion contradicts, such as two that are swapped. */
  CLASS_AGREEMENT,
  /** Images turned, mirrored, transposed or inverted. */
  ORIENTATION,
  /** Copies of images that the store holds out for validation, judging or testing. */
  COPIES_OF_HELD_OUT,
  /** Images that the delivery has several times. */
  COPIES_WITHIN,
  /** Equal images with different labels. */
  CONFLICTING_LABELS,
  /** Images unlike the champion's, whose labels it doesn't recognise either. */
  NOISE,
  /** Images unlike the champion's, whose labels it recognises, or reads less surely. */
  NEW_STYLE,
  /** Images whose ink, strokes or place differ from those that the champion was trained on. */
  PIXEL_DRIFT;

  /** The name in settings, options and reports, such as {@code missing-classes}. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The check of this {@link #label}.
   *
   * @param key of the option or setting, for the message
   * @throws mnist.InvalidInputException if there is none
   */
  public static Check named(String key, String label) {
    return Bounds.oneOf(key, label, values(), Check::label);
  }
}
