package mnist.picture;

import java.util.function.Supplier;

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

  /**
   * Of raw colours, as rows of Spark's {@code image} data source hold them: interleaved, row-major,
   * blue first.
   *
   * @param channels 1 grey; 3 blue, green, red; 4 with alpha, which is put over white, or over
   *     black if nothing but white is visible
   * @param data height * width * channels unsigned bytes
   * @throws PictureException if they don't fit each other
   */
  public static GrayPicture ofBgr(int height, int width, int channels, byte[] data)
      throws PictureException {
    if (channels != 1 && channels != 3 && channels != 4) {
      throw new PictureException(channels + " channels aren't supported: only 1, 3 and 4 are");
    }
    if (height < 1
        || width < 1
        || (long) height * width > Integer.MAX_VALUE
        || data.length != (long) height * width * channels) {
      throw new PictureException(
          "%d bytes are no %d x %d pixels of %d channels"
              .formatted(data.length, width, height, channels));
    }
    if (channels == 1) {
      return new GrayPicture(height, width, data);
    }
    byte[] pixels = new byte[height * width];
    for (int i = 0, from = 0; i < pixels.length; i++, from += channels) {
      int blue = data[from] & 0xff;
      int green = data[from + 1] & 0xff;
      int red = data[from + 2] & 0xff;
      int alpha = channels == 4 ? data[from + 3] & 0xff : 255;
      pixels[i] = (byte) Luma.onWhite(red, green, blue, alpha, false, 255);
    }
    GrayPicture onWhite = new GrayPicture(height, width, pixels);
    return channels == 4 ? onWhite.orWhiteInk(() -> alpha(data)) : onWhite;
  }

  private static byte[] alpha(byte[] bgra) {
    byte[] alpha = new byte[bgra.length / 4];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = bgra[4 * i + 3];
    }
    return alpha;
  }

  /**
   * White ink on a transparent background, which is nothing on white paper, over black instead.
   *
   * @param alpha of each pixel, unsigned bytes, 0 for transparent
   * @return this picture if something else is visible in it, or all of it is as transparent
   */
  GrayPicture orWhiteInk(Supplier<byte[]> alpha) {
    for (byte pixel : pixels) {
      if (pixel != (byte) 255) {
        return this;
      }
    }
    byte[] visible = alpha.get();
    for (byte pixel : visible) {
      if (pixel != visible[0]) {
        return new GrayPicture(height, width, visible);
      }
    }
    return this;
  }
}
