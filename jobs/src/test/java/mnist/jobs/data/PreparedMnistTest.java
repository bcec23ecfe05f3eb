package mnist.jobs.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import mnist.picture.GrayPicture;
import mnist.prepare.DigitPreparation;
import mnist.prepare.PreparedDigit;
import mnist.prepare.PreparedDigit.Digit;
import org.junit.jupiter.api.Test;

/** The preparation of MNIST's own training images, and of pictures made of them. */
class PreparedMnistTest {

  private static final int SIDE = 28;
  private static final DigitPreparation PREPARATION = new DigitPreparation(SIDE, SIDE);
  private static final List<GrayPicture> IMAGES = images(1000);

  private static List<GrayPicture> images(int count) {
    List<GrayPicture> images = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(BundledData.open("train-images-idx3-ubyte.gz")))) {
      in.readNBytes(16);
      for (int i = 0; i < count; i++) {
        images.add(new GrayPicture(SIDE, SIDE, in.readNBytes(SIDE * SIDE)));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return images;
  }

  @Test
  void mostStayAsTheyAre() {
    assertThat(shareWithin(0, UnaryOperator.identity())).isGreaterThan(0.95);
  }

  @Test
  void polarityAndPaperAroundThemDoNotMatter() {
    Random random = new Random(1);

    assertThat(shareWithin(0, PreparedMnistTest::inverted)).isGreaterThan(0.95);
    assertThat(shareWithin(0.001, image -> padded(image, random.nextInt(60), random.nextInt(60))))
        .isGreaterThan(0.95);
  }

  /** Where the centre lies between two pixels, a hair's breadth moves the image by a whole one. */
  @Test
  void sizeMattersLittle() {
    for (int factor = 2; factor <= 4; factor++) {
      int times = factor;
      assertThat(shareWithin(0.05, image -> enlarged(padded(image, 8, 8), times)))
          .as("%d times as large", factor)
          .isGreaterThan(0.85);
    }
  }

  @Test
  void twelveMegapixelsAreAsGoodAsFew() {
    GrayPicture image = IMAGES.get(0);
    GrayPicture large = enlarged(padded(image, 3, 7), 90);

    assertThat(large.height() * large.width()).isGreaterThan(12_000_000);
    assertThat(difference(PREPARATION.prepare(large), image)).isLessThan(0.05);
  }

  /** Of the images, whose pictures give them again but for a mean difference of pixels. */
  private static double shareWithin(double most, UnaryOperator<GrayPicture> picture) {
    return IMAGES.stream()
            .filter(image -> difference(PREPARATION.prepare(picture.apply(image)), image) <= most)
            .count()
        / (double) IMAGES.size();
  }

  private static double difference(PreparedDigit prepared, GrayPicture image) {
    if (!(prepared instanceof Digit digit)) {
      return 1;
    }
    double sum = 0;
    for (int i = 0; i < digit.pixels().length; i++) {
      sum += Math.abs((digit.pixels()[i] & 0xFF) - (image.pixels()[i] & 0xFF));
    }
    return sum / digit.pixels().length / 255;
  }

  private static GrayPicture inverted(GrayPicture image) {
    byte[] pixels = image.pixels().clone();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) ~pixels[i];
    }
    return new GrayPicture(image.height(), image.width(), pixels);
  }

  /** Black above it and to its left, and twice as much below and to its right. */
  private static GrayPicture padded(GrayPicture image, int above, int left) {
    int height = image.height() + 3 * above;
    int width = image.width() + 3 * left;
    byte[] pixels = new byte[height * width];
    for (int row = 0; row < image.height(); row++) {
      System.arraycopy(
          image.pixels(), row * image.width(), pixels, (row + above) * width + left, image.width());
    }
    return new GrayPicture(height, width, pixels);
  }

  private static GrayPicture enlarged(GrayPicture image, int factor) {
    int width = image.width() * factor;
    byte[] pixels = new byte[image.height() * factor * width];
    for (int i = 0; i < image.pixels().length; i++) {
      int from = i / image.width() * factor * width + i % image.width() * factor;
      for (int row = 0; row < factor; row++) {
        Arrays.fill(pixels, from + row * width, from + row * width + factor, image.pixels()[i]);
      }
    }
    return new GrayPicture(image.height() * factor, width, pixels);
  }
}
