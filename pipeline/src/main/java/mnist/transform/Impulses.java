package mnist.transform;

import java.util.SplittableRandom;
import mnist.Bounds;

/**
 * Random-valued impulse noise: a random part of the pixels, wherever they are, becomes some grey
 * each. Most images get little: the part is the square of a uniform number, times the highest.
 *
 * @param fraction that part at most, 0..1; a pixel that is drawn twice counts twice
 */
public record Impulses(double fraction) implements PixelTransform {

  public Impulses {
    Bounds.within("augment.impulse-fraction", fraction, 0, 1);
  }

  @Override
  public String label() {
    return "impulses";
  }

  @Override
  public boolean isOff() {
    return fraction == 0;
  }

  @Override
  public void apply(float[] image, int offset, int height, int width, SplittableRandom random) {
    double drawn = random.nextDouble();
    int pixels = (int) (drawn * drawn * fraction * height * width);
    for (int i = 0; i < pixels; i++) {
      int at = random.nextInt(height * width);
      image[offset + at] = (float) (random.nextDouble() * WHITE);
    }
  }
}
