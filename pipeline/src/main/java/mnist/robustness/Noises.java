package mnist.robustness;

import java.util.function.DoubleSupplier;

/** Frames full of noise, of one distribution each. */
final class Noises {

  private static final float WHITE = CorruptionFunction.WHITE;

  private Noises() {}

  /**
   * Uniform, normal or exponential greys, white specks on black, smoothed normal noise, or a plasma
   * fractal; each with parameters of its own.
   */
  static float[] draw(Chance chance) {
    return switch (chance.whole(0, 6)) {
      case 0 -> uniform(chance);
      case 1 -> normal(chance);
      case 2 -> exponential(chance);
      case 3 -> specks(chance);
      case 4 -> smooth(chance);
      default -> stretched(Plasma.corner(chance.between(1, 1.4), chance));
    };
  }

  private static float[] uniform(Chance chance) {
    double low = chance.between(0, 200);
    double high = low + chance.between(40, WHITE);
    return independent(() -> chance.between(low, high));
  }

  private static float[] normal(Chance chance) {
    double mean = chance.between(0, WHITE);
    double deviation = chance.between(10, 80);
    return independent(() -> mean + deviation * chance.normal());
  }

  private static float[] exponential(Chance chance) {
    double mean = chance.between(10, 100);
    return independent(() -> -mean * StrictMath.log(1 - chance.uniform()));
  }

  private static float[] specks(Chance chance) {
    double fraction = chance.between(0.02, 0.5);
    return independent(() -> chance.uniform() < fraction ? WHITE : 0);
  }

  private static float[] smooth(Chance chance) {
    Gaussian smoothing = new Gaussian(chance.between(0.7, 2.5));
    return stretched(smoothing.filter(independent(chance::normal)));
  }

  private static float[] independent(DoubleSupplier grey) {
    float[] pixels = new float[CorruptionFunction.PIXELS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) grey.getAsDouble();
    }
    return pixels;
  }

  /** So that the darkest is black and the lightest white. */
  private static float[] stretched(float[] values) {
    float lowest = Float.POSITIVE_INFINITY;
    float highest = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }
    float[] pixels = new float[values.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (values[i] - lowest) / (highest - lowest) * WHITE;
    }
    return pixels;
  }
}
