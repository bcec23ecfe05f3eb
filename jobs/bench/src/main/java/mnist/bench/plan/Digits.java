package mnist.bench.plan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import mnist.idx.IdxReader;
import mnist.input.Split;
import mnist.jobs.data.BundledData;

/**
 * Images in memory.
 *
 * @param images each height x width unsigned bytes, row-major
 * @param labels of each
 */
public record Digits(byte[][] images, int[] labels) {

  public static Digits read(WorkFiles work, Split split) throws IOException {
    return of(items(work.images(split)), items(work.labels(split)));
  }

  /** The training images of the bundled MNIST. */
  public static Digits bundled() throws IOException {
    return of(
        items(BundledData.open("train-images-idx3-ubyte.gz"), "the bundled images"),
        items(BundledData.open("train-labels-idx1-ubyte.gz"), "the bundled labels"));
  }

  private static Digits of(byte[][] images, byte[][] items) {
    int[] labels = new int[items.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = items[i][0] & 0xFF;
    }
    return new Digits(images, labels);
  }

  private static byte[][] items(Path file) throws IOException {
    return items(Files.newInputStream(file), file.toString());
  }

  private static byte[][] items(InputStream in, String name) throws IOException {
    try (IdxReader reader = IdxReader.open(in, name)) {
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
