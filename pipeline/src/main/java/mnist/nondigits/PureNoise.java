package mnist.nondigits;

import java.util.SplittableRandom;
import mnist.transform.Draws;
import mnist.transform.SmoothField;

/** Noise and nothing else: of each pixel, smooth, or a few white ones. */
record PureNoise() implements NonDigit {

  @Override
  public String label() {
    return "noise";
  }

  @Override
  public float[] draw(DigitsAtHand digits, SplittableRandom random) {
    int height = digits.height();
    int width = digits.width();
    return switch (random.nextInt(3)) {
      case 0 -> shades(Draws.bells(random, height * width), height * width, random);
      case 1 -> shades(smooth(height, width, random), height * width, random);
      default -> salt(height * width, random);
    };
  }

  private static float[] smooth(int height, int width, SplittableRandom random) {
    float spacing = Draws.between(random, 1, 6);
    int gridColumns = SmoothField.gridPoints(width, spacing);
    float[] points = Draws.bells(random, SmoothField.gridPoints(height, spacing) * gridColumns);
    return new SmoothField(spacing, points, 1, gridColumns).values(height, width);
  }

  /** From values about 0, most of them within a few units, to shades about a mean one. */
  private static float[] shades(float[] values, int count, SplittableRandom random) {
    float mean = Draws.between(random, 0, WHITE);
    float contrast = Draws.between(random, 10, 150);
    float[] pixels = new float[count];
    for (int i = 0; i < count; i++) {
      pixels[i] = Math.max(0, Math.min(WHITE, mean + contrast * values[i]));
    }
    return pixels;
  }

  private static float[] salt(int count, SplittableRandom random) {
    double part = Draws.between(random, 0.01, 0.4);
    float[] pixels = new float[count];
    for (int i = 0; i < count; i++) {
      pixels[i] = Draws.chance(random, part) ? Draws.between(random, WHITE / 3, WHITE) : 0;
    }
    return pixels;
  }
}
