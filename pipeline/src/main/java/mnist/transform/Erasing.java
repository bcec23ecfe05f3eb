package mnist.transform;

import java.io.Serializable;
import java.util.Arrays;
import java.util.SplittableRandom;
import mnist.Bounds;

/**
 * A rectangle of random size and place becomes background.
 *
 * @param fraction its height and its width are at most this part of the image's; 0..1
 */
public record Erasing(double fraction) implements PixelTransform, Serializable {

  /** Leaves images as they are. */
  public static final Erasing OFF = new Erasing(0);

  public Erasing {
    Bounds.within("augment.erase-fraction", fraction, 0, 1);
  }

  @Override
  public String label() {
    return "erase";
  }

  @Override
  public boolean isOff() {
    return fraction == 0;
  }

  @Override
  public void apply(float[] image, int offset, int height, int width, SplittableRandom random) {
    int rows = random.nextInt((int) (fraction * height) + 1);
    int columns = random.nextInt((int) (fraction * width) + 1);
    int top = random.nextInt(height - rows + 1);
    int left = random.nextInt(width - columns + 1);
    for (int row = top; row < top + rows; row++) {
      int from = offset + row * width + left;
      Arrays.fill(image, from, from + columns, 0);
    }
  }
}
