package mnist.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Image files by Java's writers, by hand, and of the test resources. */
final class Written {

  private Written() {}

  static byte[] by(String format, BufferedImage... pages) throws IOException {
    return by(format, null, pages);
  }

  static byte[] progressiveJpeg(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    return written(writer, parameters, image);
  }

  /**
   * @param compression by its name; null for the writer's default
   */
  static byte[] by(String format, String compression, BufferedImage... pages) throws IOException {
    ImageWriter writer =
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(pages[0]), format)
            .next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    if (compression != null) {
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionType(compression);
    }
    return written(writer, parameters, pages);
  }

  private static byte[] written(
      ImageWriter writer, ImageWriteParam parameters, BufferedImage... pages) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(file)) {
      writer.setOutput(out);
      if (pages.length == 1) {
        writer.write(null, new IIOImage(pages[0], null, null), parameters);
      } else {
        writer.prepareWriteSequence(null);
        for (BufferedImage page : pages) {
          writer.writeToSequence(new IIOImage(page, null, null), parameters);
        }
        writer.endWriteSequence();
      }
    } finally {
      writer.dispose();
    }
    return file.toByteArray();
  }

  /** A JPEG with one more segment behind the start of image. */
  static byte[] withSegment(byte[] jpeg, int marker, String name, byte[] data) {
    return ByteBuffer.allocate(jpeg.length + 4 + name.length() + data.length)
        .put(jpeg, 0, 2)
        .put((byte) 0xff)
        .put((byte) marker)
        .putShort((short) (2 + name.length() + data.length))
        .put(name.getBytes(ISO_8859_1))
        .put(data)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** A grey JPEG that says its values are linear in light. */
  static byte[] withProfile(byte[] jpeg) {
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
    return withSegment(jpeg, 0xe2, "ICC_PROFILE\0\1\1", profile);
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream file = Written.class.getResourceAsStream(name)) {
      return file.readAllBytes();
    }
  }
}
