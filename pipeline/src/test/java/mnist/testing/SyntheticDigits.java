package mnist.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import mnist.idx.IdxHeader;
import mnist.idx.IdxWriter;

/**
 * Ten classes of glyphs, 28 by 28, drawn by a program: seven-segment digits, moved, dimmed and
 * sprinkled with noise. They are as easy to tell apart as printed digits, so that a small network
 * learns them in seconds; no two are alike, and the same seed gives the same bytes.
 */
public final class SyntheticDigits {

  public static final int SIDE = 28;
  public static final int CLASSES = 10;

  /** Segments lit for 0 to 9, bit 0 to 6: top, two right, bottom, two left, middle. */
  private static final int[] SEGMENTS = {
    0x3F, 0x06, 0x5B, 0x4F, 0x66, 0x6D, 0x7D, 0x07, 0x7F, 0x6F
  };

  /** {row, column, rows, columns} of the seven segments in a box of 18 by 12. */
  private static final int[][] BARS = {
    {0, 0, 2, 12},
    {0, 10, 9, 2},
    {9, 10, 9, 2},
    {16, 0, 2, 12},
    {9, 0, 9, 2},
    {0, 0, 9, 2},
    {8, 0, 2, 12}
  };

  private SyntheticDigits() {}

  /** A glyph and its class. The array is the glyph's own: 784 unsigned bytes, row-major. */
  public record Digit(byte[] image, int label) {}

  /** Shuffled glyphs, {@code perClass} of each of the ten classes. */
  public static List<Digit> draw(int perClass, long seed) {
    Random random = new Random(seed);
    List<Digit> digits = new ArrayList<>(perClass * CLASSES);
    for (int label = 0; label < CLASSES; label++) {
      for (int i = 0; i < perClass; i++) {
        digits.add(new Digit(glyph(label, random), label));
      }
    }
    Collections.shuffle(digits, random);
    return digits;
  }

  /**
   * Writes the four files of a data set under MNIST's names, packed, into a directory that is made.
   *
   * @return the directory
   */
  public static Path writeDataset(
      Path localDirectory, int trainPerClass, int testPerClass, long seed) throws IOException {
    write(localDirectory, "train", ".gz", draw(trainPerClass, seed));
    // Another seed: the same glyphs would be quarantined as duplicates of test images.
    write(localDirectory, "t10k", ".gz", draw(testPerClass, ~seed));
    return localDirectory;
  }

  /**
   * Writes {@code <name>-images-idx3-ubyte<suffix>} and {@code <name>-labels-idx1-ubyte<suffix>}
   * into a directory that is made.
   *
   * @param suffix empty or {@code .gz}
   * @return the image file
   */
  public static Path write(Path localDirectory, String name, String suffix, List<Digit> digits)
      throws IOException {
    Files.createDirectories(localDirectory);
    Path images = localDirectory.resolve(name + "-images-idx3-ubyte" + suffix);
    Path labels = localDirectory.resolve(name + "-labels-idx1-ubyte" + suffix);
    try (IdxWriter writer = IdxWriter.create(images, IdxHeader.ofBytes(digits.size(), SIDE, SIDE));
        IdxWriter labelWriter = IdxWriter.create(labels, IdxHeader.ofBytes(digits.size()))) {
      for (Digit digit : digits) {
        writer.write(digit.image());
        labelWriter.write(new byte[] {(byte) digit.label()});
      }
    }
    return images;
  }

  private static byte[] glyph(int label, Random random) {
    byte[] image = new byte[SIDE * SIDE];
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) random.nextInt(32);
    }
    int top = 5 + random.nextInt(5) - 2;
    int left = 8 + random.nextInt(5) - 2;
    int ink = 180 + random.nextInt(76);
    for (int segment = 0; segment < BARS.length; segment++) {
      if ((SEGMENTS[label] >> segment & 1) == 1) {
        fill(image, top, left, BARS[segment], ink);
      }
    }
    return image;
  }

  private static void fill(byte[] image, int top, int left, int[] bar, int ink) {
    for (int row = 0; row < bar[2]; row++) {
      for (int column = 0; column < bar[3]; column++) {
        image[(top + bar[0] + row) * SIDE + left + bar[1] + column] = (byte) ink;
      }
    }
  }
}
