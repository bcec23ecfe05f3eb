package mnist.transform;

import java.util.SplittableRandom;
import mnist.Bounds;

/**
 * A blur of a random strength, by a kernel of five weights along each axis: a binomial one, of the
 * wanted variance. Above a pixel it takes several passes, whose variances add up.
 *
 * @param pixels standard deviation of the blur at most; 0..2
 */
public record Blur(double pixels) implements PixelTransform {

  private static final int REACH = 2;

  public Blur {
    Bounds.within("augment.blur-pixels", pixels, 0, 2, "pixels");
  }

  @Override
  public String label() {
    return "blur";
  }

  @Override
  public boolean isOff() {
    return pixels == 0;
  }

  @Override
  public void apply(float[] image, int offset, int height, int width, SplittableRandom random) {
    double deviation = random.nextDouble() * pixels;
    double variance = deviation * deviation;
    int passes = Math.max(1, (int) Math.ceil(variance));
    for (int pass = 0; pass < passes; pass++) {
      blur(image, offset, height, width, variance / passes);
    }
  }

  /**
   * @param variance 0..1, in square pixels
   */
  private static void blur(float[] image, int offset, int height, int width, double variance) {
    // Twice the kernel (side, 1 - 2 side, side), of variance 2 side each.
    double side = variance / 4;
    double middle = 1 - 2 * side;
    float far = (float) (side * side);
    float near = (float) (2 * side * middle);
    float here = (float) (middle * middle + 2 * side * side);

    // Over the frame's sides as well: one long loop is faster than a short one for each row.
    float[] framed = Frame.of(image, offset, height, width, REACH);
    int stride = width + 2 * REACH;
    float[] across = blurred(framed, 1, far, near, here);
    Frame.open(blurred(across, stride, far, near, here), image, offset, height, width, REACH);
  }

  /** Of what lies a step apart; what has no two neighbours on either side becomes 0. */
  private static float[] blurred(float[] from, int step, float far, float near, float here) {
    float[] blurred = new float[from.length];
    for (int i = REACH * step; i < from.length - REACH * step; i++) {
      blurred[i] =
          here * from[i]
              + near * (from[i - step] + from[i + step])
              + far * (from[i - 2 * step] + from[i + 2 * step]);
    }
    return blurred;
  }
}
