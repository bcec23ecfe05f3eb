package mnist.transform;

import java.util.SplittableRandom;

/** Nine weights of a pixel and its neighbours. */
final class Kernel {

  private static final int SIDE = 3;

  private final float[] weights;

  private Kernel(float[] weights) {
    this.weights = weights;
  }

  /**
   * Draws weights, bell-shaped about 0, and lowers those beside the middle by a Gaussian.
   *
   * @param width the Gaussian's standard deviation in pixels, 0 or more; infinite to lower none
   */
  static Kernel draw(SplittableRandom random, double width) {
    float beside = (float) StrictMath.exp(-0.5 / (width * width));
    float[] weights = Draws.bells(random, SIDE * SIDE);
    for (int i = 0; i < SIDE * SIDE; i++) {
      int steps = Math.abs(i / SIDE - 1) + Math.abs(i % SIDE - 1);
      for (int step = 0; step < steps; step++) {
        weights[i] *= beside;
      }
    }
    return new Kernel(weights);
  }

  /** The square root of the weights' sum of squares. */
  float norm() {
    float squares = 0;
    for (int i = 0; i < SIDE * SIDE; i++) {
      squares += weights[i] * weights[i];
    }
    return (float) Math.sqrt(squares);
  }

  /**
   * Convolves an image, over its frame's sides as well: one long loop is faster than a short one
   * for each row. What stands at the sides afterwards means nothing.
   *
   * @param from an image in a frame of one pixel
   * @param stride its width with the frame
   * @param to of the same size
   */
  void convolve(float[] from, int stride, float[] to) {
    float w0 = weights[0];
    float w1 = weights[1];
    float w2 = weights[2];
    float w3 = weights[3];
    float w4 = weights[4];
    float w5 = weights[5];
    float w6 = weights[6];
    float w7 = weights[7];
    float w8 = weights[8];
    for (int i = stride + 1; i < from.length - stride - 1; i++) {
      to[i] =
          w0 * from[i - stride - 1]
              + w1 * from[i - stride]
              + w2 * from[i - stride + 1]
              + w3 * from[i - 1]
              + w4 * from[i]
              + w5 * from[i + 1]
              + w6 * from[i + stride - 1]
              + w7 * from[i + stride]
              + w8 * from[i + stride + 1];
    }
  }
}
