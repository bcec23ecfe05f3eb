package mnist.transform;

import java.util.SplittableRandom;
import mnist.Bounds;

/**
 * Another brightness of ink and of background, either of them the brighter one, with the shades
 * between them bent.
 *
 * <p>What bends is Schlick's bias, {@code x / ((1 / a - 2) (1 - x) + 1)}, which takes 1/2 to a and
 * bends like a gamma of {@code -log2 a} without a power ("Fast alternatives to Perlin's bias and
 * gain functions", Graphics Gems IV, 1994).
 *
 * @param fraction part of the images that it touches, 0..1
 */
public record Tone(double fraction) implements OccasionalTransform {

  /**
   * Between ink and background at least, of 255: a quarter of the range. With less, noise of a
   * tenth of the range would be as strong as half of the difference, and hide thin strokes.
   */
  static final float LEAST_CONTRAST = 64;

  /** What 1/2 becomes at least, and 1 less this at most: a gamma of 2 and of 0.4. */
  private static final double LEAST_BIAS = 0.25;

  public Tone {
    Bounds.within("augment.tone-fraction", fraction, 0, 1);
  }

  @Override
  public String label() {
    return "tone";
  }

  @Override
  public void change(float[] pixels, int offset, int height, int width, SplittableRandom random) {
    float contrast = Draws.between(random, LEAST_CONTRAST, WHITE);
    float darkest = Draws.between(random, 0, WHITE - contrast);
    boolean inverted = random.nextInt(2) == 1;
    float bend = 1 / Draws.between(random, LEAST_BIAS, 1 - LEAST_BIAS) - 2;
    float ground = inverted ? darkest + contrast : darkest;
    float range = inverted ? -contrast : contrast;
    for (int i = offset; i < offset + height * width; i++) {
      float ink = Extremes.smaller(pixels[i] / WHITE, 1);
      pixels[i] = ground + range * (ink / (bend * (1 - ink) + 1));
    }
  }
}
