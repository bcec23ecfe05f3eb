package mnist.transform;

import java.util.SplittableRandom;
import mnist.Bounds;

/**
 * A synthetic texture ({@link Texture}) behind ink, or within it. It is laid over the image in one
 * of four ways: ink covers it; the difference of both (as MNIST-M is made, Ganin and Lempitsky,
 * "Unsupervised domain adaptation by backpropagation", ICML 2015); the lighter of both; the darker
 * of both, so that ink shows the texture.
 *
 * @param fraction part of the images that it touches, 0..1
 */
public record Background(double fraction) implements OccasionalTransform {

  private static final int WAYS = 4;

  public Background {
    Bounds.within("augment.background-fraction", fraction, 0, 1);
  }

  @Override
  public String label() {
    return "background";
  }

  @Override
  public void change(float[] pixels, int offset, int height, int width, SplittableRandom random) {
    float[] texture = Texture.draw(height, width, random);
    switch (random.nextInt(WAYS)) {
      case 0 -> {
        scale(texture, random, 0, WHITE - Tone.LEAST_CONTRAST);
        cover(pixels, offset, texture);
      }
      case 1 -> {
        // Dark at one end, and at the other not so grey that ink and its difference are the same.
        float dark = Draws.between(random, 0, Tone.LEAST_CONTRAST);
        float other = Draws.between(random, 0, WHITE - Tone.LEAST_CONTRAST);
        boolean bright = other > (WHITE - Tone.LEAST_CONTRAST) / 2;
        scale(texture, dark, bright ? other + Tone.LEAST_CONTRAST : other);
        difference(pixels, offset, texture);
      }
      case 2 -> {
        scale(texture, random, 0, WHITE - Tone.LEAST_CONTRAST);
        lighter(pixels, offset, texture);
      }
      default -> {
        scale(texture, random, Tone.LEAST_CONTRAST, WHITE);
        darker(pixels, offset, texture);
      }
    }
  }

  private static void scale(float[] texture, SplittableRandom random, float low, float high) {
    scale(texture, Draws.between(random, low, high), Draws.between(random, low, high));
  }

  /** Values 0..1 to shades. */
  private static void scale(float[] texture, float from, float to) {
    for (int i = 0; i < texture.length; i++) {
      texture[i] = from + (to - from) * texture[i];
    }
  }

  private static void cover(float[] pixels, int offset, float[] texture) {
    for (int i = 0; i < texture.length; i++) {
      float ink = pixels[offset + i];
      pixels[offset + i] = ink + texture[i] * (1 - ink / WHITE);
    }
  }

  private static void difference(float[] pixels, int offset, float[] texture) {
    for (int i = 0; i < texture.length; i++) {
      pixels[offset + i] = Math.abs(texture[i] - pixels[offset + i]);
    }
  }

  private static void lighter(float[] pixels, int offset, float[] texture) {
    for (int i = 0; i < texture.length; i++) {
      pixels[offset + i] = Extremes.larger(texture[i], pixels[offset + i]);
    }
  }

  private static void darker(float[] pixels, int offset, float[] texture) {
    for (int i = 0; i < texture.length; i++) {
      pixels[offset + i] = Extremes.smaller(texture[i], pixels[offset + i]);
    }
  }
}
