package mnist.report;

import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import mnist.idx.IdxReader;

/** Pictures of the docs: rows of digits, each row with a name at its left. */
final class DigitRows {

  /** Of images whose rows are drawn; 28 x 28. */
  static final int SIDE = 28;

  private static final Path TEST_IMAGES =
      Path.of("../jobs/src/main/resources/mnist/data/t10k-images-idx3-ubyte.gz");

  /** The first of each class among MNIST's test images, from 0 to 9. */
  private static final int[] FIRST = {3, 2, 1, 18, 4, 8, 11, 0, 61, 7};

  private static final int FACTOR = 2;
  private static final int GAP = 6;
  private static final int LABEL_WIDTH = 160;

  private final Map<String, List<byte[]>> rows = new LinkedHashMap<>();

  /** A digit of each class. */
  static List<byte[]> digits() {
    List<byte[]> first = new ArrayList<>();
    try (IdxReader reader =
        IdxReader.open(Files.newInputStream(TEST_IMAGES), TEST_IMAGES.toString())) {
      while (first.size() < 100) {
        first.add(reader.next());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<byte[]> digits = new ArrayList<>();
    for (int index : FIRST) {
      digits.add(first.get(index));
    }
    return digits;
  }

  /** Values 0..255 as bytes. */
  static byte[] rounded(float[] pixels) {
    byte[] image = new byte[pixels.length];
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) Math.min(255, Math.round(pixels[i]));
    }
    return image;
  }

  void add(String name, List<byte[]> images) {
    rows.put(name, images);
  }

  void write(Path localFile) {
    int columns = rows.values().stream().mapToInt(List::size).max().orElse(0);
    int cell = FACTOR * SIDE + GAP;
    int width = LABEL_WIDTH + columns * cell + GAP;
    try (Canvas canvas = new Canvas(width, rows.size() * cell + GAP)) {
      int y = GAP;
      for (Map.Entry<String, List<byte[]>> row : rows.entrySet()) {
        double middle = y + FACTOR * SIDE / 2.0;
        Font font = Canvas.plain(13);
        double left = LABEL_WIDTH - 10 - canvas.width(row.getKey(), font);
        canvas.left(row.getKey(), font, Palette.INK, left, middle);
        int x = LABEL_WIDTH;
        for (byte[] image : row.getValue()) {
          BufferedImage digit = DigitGrid.Digit.of(image, SIDE, SIDE, "").image();
          canvas.image(digit, x, y, FACTOR * SIDE, FACTOR * SIDE);
          canvas.outline(Palette.FAINT, x - 1, y - 1, FACTOR * SIDE + 1, FACTOR * SIDE + 1);
          x += cell;
        }
        y += cell;
      }
      ImageIO.write(canvas.picture(), "png", localFile.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
