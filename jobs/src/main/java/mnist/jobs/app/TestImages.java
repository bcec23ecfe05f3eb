package mnist.jobs.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import mnist.idx.IdxReader;
import mnist.jobs.data.BundledData;
import mnist.picture.GrayPicture;

/** The first of MNIST's test images, which no model has learned from. */
final class TestImages {

  private static final String IMAGES = "t10k-images-idx3-ubyte.gz";
  private static final String LABELS = "t10k-labels-idx1-ubyte.gz";

  private static final int COUNT = 60;
  private static final int SIDE = 28;

  private TestImages() {}

  /** An image and the digit that it shows, 0 to 9. */
  record Labelled(int label, GrayPicture picture) {}

  static List<Labelled> first() {
    try (IdxReader images = IdxReader.open(BundledData.open(IMAGES), IMAGES);
        IdxReader labels = IdxReader.open(BundledData.open(LABELS), LABELS)) {
      List<Labelled> first = new ArrayList<>(COUNT);
      for (int i = 0; i < COUNT; i++) {
        first.add(new Labelled(labels.next()[0], new GrayPicture(SIDE, SIDE, images.next())));
      }
      return first;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
