package mnist.profile;

import java.nio.ByteBuffer;

/**
 * Measures images where they are, and counts them where the rest of what is known of them arrives:
 * in between, an image is its bins.
 */
public final class ImageBins {

  private final ImageStatistics statistics = new ImageStatistics();

  /**
   * The bins of an image, two bytes for each of {@link Measure#ofImages}.
   *
   * @param image height * width unsigned bytes, row-major: bright is ink
   */
  public byte[] of(byte[] image, int height, int width) {
    statistics.measure(image, height, width);
    ByteBuffer bins = ByteBuffer.allocate(Measure.OF_IMAGES.length * Short.BYTES);
    for (Measure measure : Measure.OF_IMAGES) {
      bins.putShort((short) measure.bin(statistics.value(measure)));
    }
    return bins.array();
  }
}
