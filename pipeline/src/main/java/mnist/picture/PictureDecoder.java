package mnist.picture;

import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import mnist.Failure;

/**
 * Decodes image files to shades of grey: luma by BT.709 of sRGB's values (see {@link Luma}), over
 * white where they are transparent, turned as EXIF says. Grey without a colour profile stays as it
 * is stored, 16 bits rounded to 8. Profiles of grey and of colours are followed, except in PNG and
 * of inks: CMYK is taken for plain (1 - ink) (1 - black).
 *
 * <p>An animation gives its first frame, on its canvas; a TIFF has as many pages as it has, without
 * smaller copies and masks.
 *
 * <p>Takes any bytes. Sizes are checked before there is memory for pixels; nothing is written to
 * the disk. A decoder keeps its readers from picture to picture, and so is for one thread.
 */
public final class PictureDecoder {
  /** What the largest sensors of cameras give. */
  public static final long MOST_PIXELS = 50_000_000;

  private final long mostPixels;
  private final Map<PictureFormat, ImageReader> readers = new EnumMap<>(PictureFormat.class);
  private final JpegDamage jpegDamage = new JpegDamage();

  /** With the usual limit, {@value #MOST_PIXELS} pixels. */
  public PictureDecoder() {
    this(MOST_PIXELS);
  }

  /**
   * @param mostPixels of a picture that is read, 1 to 2^31 - 1; an uncompressed picture takes 1 to
   *     9 bytes of memory for each
   */
  public PictureDecoder(long mostPixels) {
    if (mostPixels < 1 || mostPixels > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("mostPixels: " + mostPixels);
    }
    this.mostPixels = mostPixels;
  }

  /**
   * How many pages there are, without decoding one: 1 but for TIFF.
   *
   * @param file all of its bytes
   * @throws PictureException if it is no picture that is read, or a TIFF without directories
   */
  public int pages(byte[] file) throws PictureException {
    PictureFormat format = format(file);
    if (format != PictureFormat.TIFF) {
      return 1;
    }
    return guarded(format, () -> TiffFile.of(Bytes.of(file)).pages().size());
  }

  /**
   * A page in shades of grey.
   *
   * @param file all of its bytes
   * @param page 0 to {@code pages(file) - 1}
   * @throws PictureException with the reason why there is no picture: not a format that is read,
   *     cut short, damaged, too large
   * @throws IndexOutOfBoundsException if there is no such page
   */
  public GrayPicture decode(byte[] file, int page) throws PictureException {
    PictureFormat format = format(file);
    // Not guarded: without its reader a format can't be read, which is no file's fault.
    readers.computeIfAbsent(format, this::listened);
    try {
      return guarded(format, () -> decode(format, file, page));
    } catch (PictureException failed) {
      // What a library was in the middle of may be left in its reader.
      readers.remove(format);
      throw failed;
    }
  }

  private GrayPicture decode(PictureFormat format, byte[] file, int page)
      throws PictureException, IOException {
    Bytes bytes = Bytes.of(file);
    if (format != PictureFormat.TIFF) {
      checkPage(page, 1);
    }
    return switch (format) {
      case PNG -> png(file, PngFile.of(file, mostPixels));
      case GIF -> read(format, file, GifFile.outline(bytes));
      case BMP -> read(format, file, BmpFile.outline(bytes));
      case WEBP -> read(format, file, WebpFile.outline(bytes, mostPixels));
      case JPEG -> jpeg(file, JpegFile.of(bytes));
      case TIFF -> {
        TiffFile tiff = TiffFile.of(bytes);
        checkPage(page, tiff.pages().size());
        yield tiff(file, tiff.pages().get(page), tiff.outline(page, mostPixels));
      }
    };
  }

  private static void checkPage(int page, int pages) throws PictureException {
    if (page < 0 || page >= pages) {
      throw new PictureException(
          "there is no page %d: pages are 0 to %d".formatted(page, pages - 1));
    }
  }

  private GrayPicture read(PictureFormat format, byte[] file, Outline outline)
      throws PictureException, IOException {
    outline.check(mostPixels);
    BufferedImage image = reader(format, file).read(0);
    jpegDamage.check();
    return outline.orientation().apply(onCanvas(Shades.of(image), outline));
  }

  private GrayPicture png(byte[] file, PngFile png) throws PictureException, IOException {
    BufferedImage image = reader(PictureFormat.PNG, file).read(0);
    return png.outline().orientation().apply(Shades.of(image, png.grayProfile()));
  }

  private GrayPicture jpeg(byte[] file, JpegFile jpeg) throws PictureException, IOException {
    if (jpeg.components() != 4) {
      return read(PictureFormat.JPEG, file, jpeg.outline());
    }
    jpeg.outline().check(mostPixels);
    ImageReader reader = reader(PictureFormat.JPEG, file);
    GrayPicture stored = jpeg.ofInks(reader.readRaster(0, null));
    jpegDamage.check();
    return jpeg.outline().orientation().apply(stored);
  }

  private GrayPicture tiff(byte[] file, int directory, Outline outline)
      throws PictureException, IOException {
    ImageReader reader = reader(PictureFormat.TIFF, file);
    ImageReadParam asStored = reader.getDefaultReadParam();
    // By itself, the reader forgets whether colours were multiplied by their transparency.
    asStored.setDestinationType(reader.getRawImageType(directory));
    BufferedImage image = reader.read(directory, asStored);
    jpegDamage.check();
    return outline.orientation().apply(Shades.of(image));
  }

  private ImageReader listened(PictureFormat format) {
    ImageReader reader = Readers.of(format);
    reader.addIIOReadWarningListener(jpegDamage);
    return reader;
  }

  private ImageReader reader(PictureFormat format, byte[] file) {
    ImageReader reader = readers.get(format);
    // Metadata is where small files become large: compressed texts, for example.
    boolean ignoreMetadata = true;
    reader.setInput(new PictureStream(file), false, ignoreMetadata);
    jpegDamage.forget();
    return reader;
  }

  private static GrayPicture onCanvas(GrayPicture frame, Outline canvas) {
    if (frame.height() == canvas.height() && frame.width() == canvas.width()) {
      return frame;
    }
    int width = (int) canvas.width();
    byte[] pixels = new byte[(int) canvas.height() * width];
    Arrays.fill(pixels, (byte) 255);
    for (int y = 0; y < frame.height(); y++) {
      int to = (canvas.top() + y) * width + canvas.left();
      System.arraycopy(frame.pixels(), y * frame.width(), pixels, to, frame.width());
    }
    return new GrayPicture((int) canvas.height(), width, pixels);
  }

  private static PictureFormat format(byte[] file) throws PictureException {
    return PictureFormat.of(file)
        .orElseThrow(() -> new PictureException(UnreadableContent.reason(Bytes.of(file))));
  }

  private interface Decoding<T> {
    T run() throws PictureException, IOException;
  }

  /** Whatever a library throws over a damaged file is a reason, not a bug of ours. */
  private static <T> T guarded(PictureFormat format, Decoding<T> decoding) throws PictureException {
    try {
      return decoding.run();
    } catch (IOException damage) {
      boolean isCutShort = Failure.causes(damage).stream().anyMatch(EOFException.class::isInstance);
      throw new PictureException(
          format + (isCutShort ? " is cut short" : " can't be decoded: " + damage.getMessage()),
          damage);
    } catch (RuntimeException | StackOverflowError unexpected) {
      throw new PictureException(format + " is damaged", unexpected);
    }
  }
}
