package mnist.transform;

import java.util.SplittableRandom;

/**
 * Synthetic textures, of values from 0 to 1, the finer the less they vary: in pictures of the world
 * amplitudes fall as frequencies rise (Field, "Relations between the statistics of natural images
 * and the response properties of cortical cells", JOSA A, 1987), and what varies as finely as a
 * stroke and as strongly would hide it.
 */
public final class Texture {

  private static final int KINDS = 4;

  /** Periods of waves in pixels: from narrow stripes to a gradient across the image. */
  private static final double SHORTEST = 3;

  private static final double LONGEST = 100;

  /** Between the points of clouds, in pixels. */
  private static final double FINEST = 2;

  private static final double COARSEST = 9;

  /** How much steeper than they are textures get at most, up to hard edges. */
  private static final double STEEPEST = 12;

  /** From this period on textures vary over the whole range. */
  private static final float WHOLE_RANGE = 12;

  /** How much grain varies, as a part of the range. */
  private static final float GRAIN_RANGE = 0.35f;

  /** Keeps what is drawn positive, so that a cast rounds it down. */
  private static final int POSITIVE = 1 << 10;

  private Texture() {}

  /**
   * Draws stripes, from fine ones to a gradient, checks, clouds or grain, soft or with hard edges.
   *
   * @return height x width values 0..1, row-major
   */
  public static float[] draw(int height, int width, SplittableRandom random) {
    float steepness = geometric(random, 1, STEEPEST);
    return switch (random.nextInt(KINDS)) {
      case 0 -> stripes(height, width, random, steepness);
      case 1 -> checks(height, width, random, steepness);
      case 2 -> clouds(height, width, random, steepness);
      default -> grain(height, width, random, steepness);
    };
  }

  /** Waves whose period is as likely to double as to halve. */
  private static float[] stripes(int height, int width, SplittableRandom random, float steepness) {
    float period = geometric(random, SHORTEST, LONGEST);
    float[] values = wave(height, width, random, period, angle(random));
    return steep(values, steepness, period / WHOLE_RANGE);
  }

  /** Waves across waves. */
  private static float[] checks(int height, int width, SplittableRandom random, float steepness) {
    float period = geometric(random, SHORTEST, LONGEST / 4);
    double angle = angle(random);
    float[] values = wave(height, width, random, period, angle);
    float[] across = wave(height, width, random, period, angle + Math.PI / 2);
    for (int i = 0; i < values.length; i++) {
      values[i] *= 2 * across[i];
    }
    return steep(values, steepness, period / WHOLE_RANGE);
  }

  /** Smooth noise. */
  private static float[] clouds(int height, int width, SplittableRandom random, float steepness) {
    float spacing = geometric(random, FINEST, COARSEST);
    int gridColumns = SmoothField.gridPoints(width, spacing);
    float[] points = new float[SmoothField.gridPoints(height, spacing) * gridColumns];
    for (int i = 0; i < points.length; i++) {
      points[i] = (float) Draws.symmetric(random, 1);
    }
    float[] values = new SmoothField(spacing, points, 1, gridColumns).values(height, width);
    // From a bright place to a dark one and back it takes two points.
    return steep(values, steepness, 2 * spacing / WHOLE_RANGE);
  }

  /** Noise of each pixel, convolved at random. */
  private static float[] grain(int height, int width, SplittableRandom random, float steepness) {
    Kernel kernel = Kernel.draw(random, Double.POSITIVE_INFINITY);
    int stride = width + 2;
    float[] noise = Draws.bells(random, (height + 2) * stride);
    float[] convolved = new float[noise.length];
    kernel.convolve(noise, stride, convolved);
    float[] values = new float[height * width];
    Frame.open(convolved, values, 0, height, width, 1);
    // Two standard deviations either way are the range, before it gets steeper.
    float factor = 0.25f / kernel.norm();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return steep(values, steepness, GRAIN_RANGE);
  }

  /** Straight flanks between -0.5 and 0.5, of a random phase. */
  private static float[] wave(
      int height, int width, SplittableRandom random, double period, double angle) {
    float byRow = (float) (StrictMath.sin(angle) / period);
    float byColumn = (float) (StrictMath.cos(angle) / period);
    float phase = Draws.between(random, 0, 1) + POSITIVE;
    float[] values = new float[height * width];
    for (int row = 0; row < height; row++) {
      float first = phase + row * byRow;
      for (int column = 0; column < width; column++) {
        float place = first + column * byColumn;
        float part = place - (int) place;
        values[row * width + column] = Math.abs(2 * part - 1) - 0.5f;
      }
    }
    return values;
  }

  /**
   * From values about 0, most of them within -0.5 and 0.5, to 0..1 at most.
   *
   * @param range how much of it they take, from 0 on; all of it from 1 on
   */
  private static float[] steep(float[] values, float steepness, float range) {
    float most = Math.min(1, range);
    for (int i = 0; i < values.length; i++) {
      float steep = values[i] * steepness + 0.5f;
      values[i] = most * Extremes.within(0, steep, 1);
    }
    return values;
  }

  private static double angle(SplittableRandom random) {
    return random.nextDouble() * Math.PI;
  }

  /** As likely between a number and its double anywhere within the bounds. */
  private static float geometric(SplittableRandom random, double low, double high) {
    return (float) (low * StrictMath.exp(random.nextDouble() * StrictMath.log(high / low)));
  }
}
