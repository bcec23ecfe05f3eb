package mnist.prepare;

/** What {@link DigitPreparation} found in a picture. */
public sealed interface PreparedDigit {

  /**
   * An image as MNIST's.
   *
   * @param pixels height * width unsigned bytes, row-major: 0 is background, 255 ink
   */
  record Digit(byte[] pixels) implements PreparedDigit {}

  /**
   * No image, because the picture doesn't show one digit.
   *
   * @param reason one line, one of a few, so that reasons can be counted
   */
  record NoDigit(String reason) implements PreparedDigit {}
}
