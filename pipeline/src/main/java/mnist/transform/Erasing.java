package mnist.transform;

import java.util.Arrays;
import java.util.SplittableRandom;
import mnist.Bounds;

/**
 * A rectangle of random size and place becomes background, or some grey.
 *
 * @param fraction its height and its width are at most this part of the image's; 0..1
 * @param brightness its grey is at most this part of white, drawn for each image; 0..1
 */
public record Erasing(double fraction, double brightness) implements PixelTransform {

  public Erasing {
    Bounds.within("augment.erase-fraction", fraction, 0, 1);
    Bounds.within("augment.erase-brightness", brightness, 0, 1);
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
    // Only where it is on, so that it leaves the other draws as they were.
    float grey = brightness > 0 ? (float) (random.nextDouble() * brightness * WHITE) : 0;
    for (int row = top; row < top + rows; row++) {
      int from = offset + row * width + left;
      Arrays.fill(image, from, from + columns, grey);
    }
  }
}
