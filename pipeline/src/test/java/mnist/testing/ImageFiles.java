package mnist.testing;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import mnist.testing.SyntheticDigits.Digit;

/** Grey image files, written by Java's own writers. */
public final class ImageFiles {

  private ImageFiles() {}

  /** A PNG of {@link SyntheticDigits#SIDE}. */
  public static byte[] png(byte[] pixels) {
    return png(pixels, SyntheticDigits.SIDE, SyntheticDigits.SIDE);
  }

  /**
   * @param pixels height * width unsigned bytes, row-major
   */
  public static byte[] png(byte[] pixels, int height, int width) {
    return written("png", image(pixels, height, width));
  }

  /**
   * A TIFF of several pages.
   *
   * @param pages height * width unsigned bytes each, row-major
   */
  public static byte[] tiff(int height, int width, byte[]... pages) {
    BufferedImage[] images = new BufferedImage[pages.length];
    for (int i = 0; i < pages.length; i++) {
      images[i] = image(pages[i], height, width);
    }
    return written("tiff", images);
  }

  /**
   * Writes a directory for each class, as torchvision has it: {@code 7/0003.png}.
   *
   * @return the directory
   */
  public static Path writeFolder(Path localDirectory, List<Digit> digits) throws IOException {
    for (int i = 0; i < digits.size(); i++) {
      Path directory = localDirectory.resolve(String.valueOf(digits.get(i).label()));
      Files.createDirectories(directory);
      Files.write(directory.resolve("%04d.png".formatted(i)), png(digits.get(i).image()));
    }
    return localDirectory;
  }

  private static BufferedImage image(byte[] pixels, int height, int width) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    byte[] data = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    System.arraycopy(pixels, 0, data, 0, pixels.length);
    return image;
  }

  private static byte[] written(String format, BufferedImage... pages) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
      writer.setOutput(out);
      if (pages.length == 1) {
        writer.write(pages[0]);
      } else {
        writer.prepareWriteSequence(null);
        for (BufferedImage page : pages) {
          writer.writeToSequence(new IIOImage(page, null, null), null);
        }
        writer.endWriteSequence();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return file.toByteArray();
  }
}
