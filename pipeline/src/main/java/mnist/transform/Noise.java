package mnist.transform;

import java.util.SplittableRandom;
import mnist.Bounds;

/**
 * Bell-shaped noise of a random strength on every pixel, cut off at black and white. Most images
 * get little: the strength is the square of a uniform number, times the highest.
 *
 * @param deviation standard deviation of the noise at most, as a part of the range from the image's
 *     darkest to its brightest pixel; 0..1
 */
public record Noise(double deviation) implements PixelTransform {

  public Noise {
    Bounds.within("augment.noise-deviation", deviation, 0, 1);
  }

  @Override
  public String label() {
    return "noise";
  }

  @Override
  public boolean isOff() {
    return deviation == 0;
  }

  @Override
  public void apply(float[] image, int offset, int height, int width, SplittableRandom random) {
    double drawn = random.nextDouble();
    float strength =
        (float) (drawn * drawn * deviation) * Range.of(image, offset, height * width).size();
    float[] bells = Draws.bells(random, height * width);
    for (int i = 0; i < height * width; i++) {
      float noisy = image[offset + i] + strength * bells[i];
      image[offset + i] = Extremes.within(0, noisy, WHITE);
    }
  }
}
