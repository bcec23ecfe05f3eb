package mnist.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import mnist.InvalidInputException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Pictures as PNG files on any Hadoop file system. */
public final class PngFiles {

  private PngFiles() {}

  /**
   * Writes a new file; missing parent directories are made.
   *
   * @throws InvalidInputException if the file exists or can't be written
   */
  public static void write(BufferedImage picture, Path file, Configuration conf) {
    byte[] png = bytes(picture);
    try (OutputStream out = file.getFileSystem(conf).create(file, false)) {
      out.write(png);
    } catch (IOException e) {
      throw new InvalidInputException(
          "Cannot write picture %s: %s; choose another output".formatted(file, e.getMessage()), e);
    }
  }

  /** The picture as the content of a PNG file. */
  static byte[] bytes(BufferedImage picture) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    // In memory: ImageIO would otherwise keep a temporary file for each picture.
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(png)) {
      if (!ImageIO.write(picture, "png", out)) {
        throw new IllegalStateException("Cannot encode picture: this Java has no PNG writer");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }
}
