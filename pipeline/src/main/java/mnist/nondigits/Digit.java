package mnist.nondigits;

/**
 * A digit's image, of which nothing is changed.
 *
 * @param image height x width unsigned bytes, row-major
 * @param label which digit it is; kinds that need to know leave other labels than 0..9 alone
 */
public record Digit(byte[] image, int label) {}
