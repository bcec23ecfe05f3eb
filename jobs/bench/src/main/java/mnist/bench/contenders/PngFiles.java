package mnist.bench.contenders;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import mnist.bench.plan.Digits;
import mnist.bench.plan.Prepared;
import mnist.bench.plan.WorkFiles;
import mnist.input.Split;

/** Image files as people have them, in directories named by their digits. */
final class PngFiles {

  private PngFiles() {}

  /** Writes the validation images over and over, black on white, each as a PNG file. */
  static void write(WorkFiles work, Prepared prepared, int count) throws IOException {
    Digits digits = Digits.read(work, Split.VALIDATION);
    // Without a cache on disk, which ImageIO has for streams.
    ImageIO.setUseCache(false);
    for (int i = 0; i < count; i++) {
      int at = i % digits.size();
      Path directory = work.files().resolve(String.valueOf(digits.labels()[at]));
      Files.createDirectories(directory);
      BufferedImage image = negative(digits.images()[at], prepared.height(), prepared.width());
      ImageIO.write(image, "png", directory.resolve("%06d.png".formatted(i)).toFile());
    }
  }

  private static BufferedImage negative(byte[] pixels, int height, int width) {
    byte[] negative = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      negative[i] = (byte) ~pixels[i];
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, width, height, negative);
    return image;
  }
}
