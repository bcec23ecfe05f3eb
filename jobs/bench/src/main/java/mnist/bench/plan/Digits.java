package mnist.bench.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mnist.idx.IdxReader;
import mnist.input.Split;

/**
 * Images in memory.
 *
 * @param images each height x width unsigned bytes, row-major
 * @param labels of each
 */
public record Digits(byte[][] images, int[] labels) {

  public static Digits read(WorkFiles work, Split split) throws IOException {
    byte[][] images = items(work.images(split));
    byte[][] items = items(work.labels(split));
    int[] labels = new int[items.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = items[i][0] & 0xFF;
    }
    return new Digits(images, labels);
  }

  private static byte[][] items(Path file) throws IOException {
    try (IdxReader reader = IdxReader.open(Files.newInputStream(file), file.toString())) {
      byte[][] items = new byte[Math.toIntExact(reader.header().items())][];
      for (int i = 0; i < items.length; i++) {
        items[i] = reader.next();
      }
      return items;
    }
  }

  public int size() {
    return images.length;
  }
}
