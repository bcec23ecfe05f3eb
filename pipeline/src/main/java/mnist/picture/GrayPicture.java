package mnist.picture;

/**
 * A picture in shades of grey.
 *
 * @param height rows, pixels, 1 or more
 * @param width columns, pixels, 1 or more
 * @param pixels height * width unsigned bytes, row-major: 0 is black, 255 white
 */
public record GrayPicture(int height, int width, byte[] pixels) {

  public GrayPicture {
    if (height < 1 || width < 1 || pixels.length != (long) height * width) {
      throw new IllegalArgumentException(
          "expected %d x %d pixels, but there were %d".formatted(height, width, pixels.length));
    }
  }
}
