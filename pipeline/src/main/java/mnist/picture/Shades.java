package mnist.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;

/**
 * Decoded images of any colour model to grey, over white, or over black if nothing but white is
 * visible in them. Pixels are read from the raster, not by the colour model: Java takes grey
 * without a profile for linear light, and would change its values.
 */
final class Shades {
  private static final int DEEP = 65535;

  private Shades() {}

  /** With the profile of the image's colour model. */
  static GrayPicture of(BufferedImage image) {
    ColorSpace space = image.getColorModel().getColorSpace();
    boolean isGray = space.getType() == ColorSpace.TYPE_GRAY;
    return of(image, isGray ? GrayProfile.table(space) : null);
  }

  /**
   * @param profile what grey becomes, 256 values; null if it stays what it is
   */
  static GrayPicture of(BufferedImage image, byte[] profile) {
    GrayPicture onWhite = onWhite(image, profile);
    return image.getColorModel().hasAlpha() ? onWhite.orWhiteInk(() -> alpha(image)) : onWhite;
  }

  private static byte[] alpha(BufferedImage image) {
    int width = image.getWidth();
    int[] row = new int[width];
    byte[] alpha = new byte[image.getHeight() * width];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        alpha[y * width + x] = (byte) (row[x] >>> 24);
      }
    }
    return alpha;
  }

  private static GrayPicture onWhite(BufferedImage image, byte[] profile) {
    ColorModel model = image.getColorModel();
    ColorSpace space = model.getColorSpace();
    boolean isGray = space.getType() == ColorSpace.TYPE_GRAY;
    boolean isInk = space.getType() == ColorSpace.TYPE_CMYK;
    if (model instanceof IndexColorModel palette) {
      return indexed(image.getRaster(), palette, profile);
    }
    if (!isGray && !isInk && !space.isCS_sRGB()) {
      return onWhite(toSrgb(image), null);
    }
    int bands = image.getRaster().getNumBands();
    if (profile == null && (bands == 1 || bands == 3) && !isInk && isInterleavedBytes(image)) {
      return bytes(image.getRaster());
    }
    return samples(image.getRaster(), model, profile);
  }

  /**
   * Of inks, without their profile: light is what neither the colour's nor the black ink takes
   * away.
   *
   * @param inks cyan, magenta, yellow, black, 0 for none to 255
   */
  static GrayPicture ofInks(Raster inks) {
    int width = inks.getWidth();
    int[] row = new int[width * inks.getNumBands()];
    byte[] pixels = new byte[inks.getHeight() * width];
    for (int y = 0; y < inks.getHeight(); y++) {
      inks.getPixels(0, y, width, 1, row);
      for (int x = 0, i = 0; x < width; x++, i += inks.getNumBands()) {
        pixels[y * width + x] = (byte) ofInks(row[i], row[i + 1], row[i + 2], row[i + 3], 255);
      }
    }
    return new GrayPicture(inks.getHeight(), width, pixels);
  }

  private static int ofInks(long cyan, long magenta, long yellow, long black, long most) {
    long light = most - black;
    return Luma.onWhite(
        (most - cyan) * light / most,
        (most - magenta) * light / most,
        (most - yellow) * light / most,
        most,
        false,
        most);
  }

  private static BufferedImage toSrgb(BufferedImage image) {
    BufferedImage srgb =
        new BufferedImage(
            image.getWidth(),
            image.getHeight(),
            image.getColorModel().hasAlpha()
                ? BufferedImage.TYPE_4BYTE_ABGR
                : BufferedImage.TYPE_3BYTE_BGR);
    return new ColorConvertOp(null).filter(image, srgb);
  }

  /** Palettes, and grey of fewer than 8 bits, which has a palette in Java. */
  private static GrayPicture indexed(Raster raster, IndexColorModel palette, byte[] profile) {
    // What an index beyond the palette means isn't defined; here black, as in browsers.
    byte[] table = new byte[1 << palette.getPixelSize()];
    for (int i = 0; i < palette.getMapSize(); i++) {
      int red = palette.getRed(i);
      int green = palette.getGreen(i);
      int blue = palette.getBlue(i);
      table[i] = (byte) Luma.onWhite(red, green, blue, palette.getAlpha(i), false, 255);
      if (profile != null) {
        table[i] = profile[table[i] & 0xff];
      }
    }
    int width = raster.getWidth();
    int[] row = new int[width];
    byte[] pixels = new byte[raster.getHeight() * width];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        pixels[y * width + x] = table[row[x]];
      }
    }
    return new GrayPicture(raster.getHeight(), width, pixels);
  }

  private static boolean isInterleavedBytes(BufferedImage image) {
    return image.getRaster().getSampleModel() instanceof PixelInterleavedSampleModel
        && image.getRaster().getDataBuffer() instanceof DataBufferByte
        && image.getColorModel().getPixelSize() == 8 * image.getRaster().getNumBands();
  }

  /** The short way for most files: a byte of grey, or three of colour, and no transparency. */
  private static GrayPicture bytes(Raster raster) {
    PixelInterleavedSampleModel model = (PixelInterleavedSampleModel) raster.getSampleModel();
    DataBufferByte buffer = (DataBufferByte) raster.getDataBuffer();
    byte[] data = buffer.getData();
    int height = raster.getHeight();
    int width = raster.getWidth();
    int[] bands = model.getBandOffsets();
    byte[] pixels = new byte[height * width];
    for (int y = 0, to = 0; y < height; y++) {
      int from =
          buffer.getOffset()
              + (y - raster.getSampleModelTranslateY()) * model.getScanlineStride()
              - raster.getSampleModelTranslateX() * model.getPixelStride();
      if (bands.length == 1 && model.getPixelStride() == 1) {
        System.arraycopy(data, from + bands[0], pixels, to, width);
        to += width;
        continue;
      }
      for (int x = 0; x < width; x++, from += model.getPixelStride()) {
        pixels[to++] =
            bands.length == 1
                ? data[from + bands[0]]
                : (byte)
                    Luma.of(
                        data[from + bands[0]] & 0xff,
                        data[from + bands[1]] & 0xff,
                        data[from + bands[2]] & 0xff);
      }
    }
    return new GrayPicture(height, width, pixels);
  }

  /** Samples of any depth up to 16 bits, packed or not, with or without transparency. */
  private static GrayPicture samples(Raster raster, ColorModel model, byte[] profile) {
    int colours = model.getNumColorComponents();
    int used = colours + (model.hasAlpha() ? 1 : 0);
    int bands = raster.getNumBands();
    long[] most = new long[used];
    long common = 255;
    for (int band = 0; band < used; band++) {
      most[band] = (1L << model.getComponentSize(band)) - 1;
      common = profile == null && most[band] != 255 ? DEEP : common;
    }
    int width = raster.getWidth();
    int[] row = new int[width * bands];
    long[] pixel = new long[used];
    byte[] pixels = new byte[raster.getHeight() * width];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        for (int band = 0; band < used; band++) {
          long sample = row[x * bands + band];
          pixel[band] =
              most[band] == common ? sample : (sample * common + most[band] / 2) / most[band];
        }
        if (profile != null) {
          pixel[0] = profile[(int) pixel[0]] & 0xff;
        }
        pixels[y * width + x] = (byte) shade(pixel, colours, model, common);
      }
    }
    return new GrayPicture(raster.getHeight(), width, pixels);
  }

  private static int shade(long[] pixel, int colours, ColorModel model, long most) {
    if (colours == 4) {
      return ofInks(pixel[0], pixel[1], pixel[2], pixel[3], most);
    }
    long alpha = model.hasAlpha() ? pixel[colours] : most;
    boolean covered = model.isAlphaPremultiplied();
    return colours == 1
        ? Luma.onWhite(pixel[0], pixel[0], pixel[0], alpha, covered, most)
        : Luma.onWhite(pixel[0], pixel[1], pixel[2], alpha, covered, most);
  }
}
