package mnist.bench.page;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import mnist.idx.IdxReader;
import mnist.jobs.data.BundledData;

/**
 * A picture that the page is asked about.
 *
 * @param name for people
 * @param file its bytes
 */
record AskedPicture(String name, byte[] file) {

  private static final String IMAGES = "train-images-idx3-ubyte.gz";
  private static final int SIDE = 28;

  /** The first of MNIST's training images, as it is and as a phone would take it from paper. */
  static List<AskedPicture> all() throws IOException {
    BufferedImage digit = onWhite(first());
    return List.of(
        new AskedPicture("PNG of 28 x 28", encoded(digit, "png")),
        new AskedPicture("JPEG of 3000 x 4000", encoded(onPaper(digit, 3000, 4000), "jpeg")));
  }

  private static byte[] first() throws IOException {
    try (IdxReader images = IdxReader.open(BundledData.open(IMAGES), IMAGES)) {
      return images.next();
    }
  }

  private static BufferedImage onWhite(byte[] pixels) {
    byte[] negative = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      negative[i] = (byte) ~pixels[i];
    }
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, SIDE, SIDE, negative);
    return image;
  }

  /** In the middle, and half as wide as the paper. */
  private static BufferedImage onPaper(BufferedImage digit, int width, int height) {
    BufferedImage paper = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = paper.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(digit, width / 4, height / 2 - width / 4, width / 2, width / 2, null);
    graphics.dispose();
    return paper;
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(image, format, file);
    return file.toByteArray();
  }
}
