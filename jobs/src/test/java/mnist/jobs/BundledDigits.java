package mnist.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import mnist.idx.IdxReader;
import mnist.jobs.data.BundledData;
import mnist.testing.SyntheticDigits.Digit;

/** The bundled MNIST's images, for tests. */
final class BundledDigits {

  private BundledDigits() {}

  /**
   * The first ones of a split.
   *
   * @param split as in the files' names, {@code train} or {@code t10k}
   */
  static List<Digit> first(String split, int count) {
    try (InputStream pixels = BundledData.open(split + "-images-idx3-ubyte.gz");
        InputStream labels = BundledData.open(split + "-labels-idx1-ubyte.gz");
        IdxReader image = IdxReader.open(pixels, "images");
        IdxReader label = IdxReader.open(labels, "labels")) {
      List<Digit> digits = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        digits.add(new Digit(image.next().clone(), label.next()[0]));
      }
      return digits;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
