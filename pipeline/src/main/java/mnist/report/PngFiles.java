package mnist.report;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Component;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import mnist.files.NewFile;
import mnist.files.StorageFailure;
import mnist.html.Drawing;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Pictures as PNG files on any Hadoop file system. */
public final class PngFiles {

  /** Pixels per unit of a drawing. */
  static final int SCALE = 2;

  /** Pixels around a drawing. */
  static final int MARGIN = 16;

  private PngFiles() {}

  /**
   * Draws on white, with twice as many pixels each way as the drawing has units and a margin of 16
   * pixels. Text needs a font; see {@link Canvas#canDrawText}.
   */
  public static BufferedImage picture(Drawing drawing) {
    byte[] svg = drawing.file().getBytes(StandardCharsets.UTF_8);
    SVGDocument document =
        new SVGLoader().load(new ByteArrayInputStream(svg), null, LoaderContext.createDefault());
    if (document == null) {
      throw new IllegalStateException("Cannot render drawing " + drawing.id() + ": malformed SVG");
    }
    int width = SCALE * drawing.width();
    int height = SCALE * drawing.height();
    try (Canvas canvas = new Canvas(width + 2 * MARGIN, height + 2 * MARGIN)) {
      canvas.paint(
          graphics ->
              document.render(
                  (Component) null, graphics, new ViewBox(MARGIN, MARGIN, width, height)));
      return canvas.picture();
    }
  }

  /**
   * Writes a drawing as a new file; otherwise as {@link #write(BufferedImage, Path,
   * Configuration)}.
   */
  public static void write(Drawing drawing, Path file, Configuration conf) {
    write(picture(drawing), file, conf);
  }

  /**
   * Writes a new file; missing parent directories are made.
   *
   * @throws mnist.InvalidInputException if the file exists or mustn't be written
   * @throws mnist.UnavailableException if the storage doesn't answer
   */
  public static void write(BufferedImage picture, Path file, Configuration conf) {
    byte[] png = bytes(picture);
    try (OutputStream out = NewFile.create(file, conf)) {
      out.write(png);
    } catch (IOException e) {
      throw StorageFailure.of("Cannot write picture " + file, "choose another output", e);
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
