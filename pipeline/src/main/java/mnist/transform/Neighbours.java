package mnist.transform;

import java.io.Serializable;
import java.util.List;
import java.util.SplittableRandom;
import mnist.Bounds;

/**
 * Other digits beside an image's own, as in house numbers: at its left, at its right or on both
 * sides, as large as it is, a little higher or lower, and cut off where the image ends.
 *
 * @param fraction part of the images that it touches, 0..1
 */
public record Neighbours(double fraction) implements Serializable {

  /** Leaves images as they are. */
  public static final Neighbours OFF = new Neighbours(0);

  /** How much larger or smaller than the image's own digit another is at most. */
  private static final double SIZE = 0.15;

  /** By how much of its height another digit is higher or lower at most. */
  private static final double RISE = 0.1;

  /** Between two digits, in pixels, at least: they don't touch. */
  private static final double LEAST_GAP = 1.5;

  /** Between two digits at most, as a part of their height. */
  private static final double MOST_GAP = 0.3;

  public Neighbours {
    Bounds.within("augment.neighbours-fraction", fraction, 0, 1);
  }

  /** Its name, from which its random numbers are derived; models' hashes rest on it. */
  String label() {
    return "neighbours";
  }

  boolean isOff() {
    return fraction == 0;
  }

  /**
   * Adds to an image.
   *
   * @param beside the images whose digits may stand at the left and at the right
   * @param pixels height x width values 0..255, row-major, from {@code offset} on
   */
  void apply(
      List<byte[]> beside,
      float[] pixels,
      int offset,
      int height,
      int width,
      SplittableRandom random) {
    if (!Draws.chance(random, fraction)) {
      return;
    }
    InkBox own = InkBox.of(pixels, offset, height, width);
    if (own.isEmpty()) {
      return;
    }
    int sides = random.nextInt(3);
    if (sides != 1) {
      add(beside.get(0), own, true, pixels, offset, height, width, random);
    }
    if (sides != 0) {
      add(beside.get(1), own, false, pixels, offset, height, width, random);
    }
  }

  private static void add(
      byte[] image,
      InkBox own,
      boolean atLeft,
      float[] pixels,
      int offset,
      int height,
      int width,
      SplittableRandom random) {
    InkBox other = InkBox.of(image, height, width);
    if (other.isEmpty()) {
      return;
    }
    double size = own.height() * (1 + Draws.symmetric(random, SIZE));
    double middle = own.middleRow() + Draws.symmetric(random, RISE) * size;
    double gap = Draws.between(random, LEAST_GAP, LEAST_GAP + MOST_GAP * size);
    // From pixels of this image to those of the other.
    double zoom = other.height() / size;
    double column =
        atLeft
            ? other.right() - zoom * (own.left() - gap)
            : other.left() - zoom * (own.right() + gap);
    AffineMap map = new AffineMap(zoom, 0, other.middleRow() - zoom * middle, 0, zoom, column);
    float[] drawn = new float[height * width];
    map.draw(image, height, width, drawn, 0);
    for (int i = 0; i < drawn.length; i++) {
      pixels[offset + i] = Extremes.larger(drawn[i], pixels[offset + i]);
    }
  }
}
