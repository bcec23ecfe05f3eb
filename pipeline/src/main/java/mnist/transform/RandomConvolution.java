package mnist.transform;

import java.util.SplittableRandom;
import mnist.Bounds;

/**
 * Another style: one random convolution, applied several times (Choi, Das, Choi, Yang, Park and
 * Yun, "Progressive random convolutions for single domain generalization", CVPR 2023). Each layer
 * convolves with the image's kernel, brings the result to mean 0 and deviation 1, and bends it by
 * {@code tanh(scale x + shift)}; the last one is stretched to the range from black to white. An
 * image that comes out as one shade is left as it was.
 *
 * <p>As in the paper a Gaussian of a random width lowers the weights beside the kernel's middle,
 * and scale and shift have the standard deviation 1/2. Unlike there, there are 1 to 5 layers and
 * not 10, and the Gaussian has 0 to 0.75 pixels and not 1, with which one digit in four is left as
 * ripples alone; pixels are convolved where they are, without random displacements; tanh is {@code
 * x (27 + x^2) / (27 + 9 x^2)}, within 0.03; and the kernel has no scale of its own, which the next
 * step would take away.
 *
 * @param fraction part of the images that it touches, 0..1
 */
public record RandomConvolution(double fraction) implements OccasionalTransform {

  private static final int MOST_LAYERS = 5;

  /** The widest Gaussian that lowers weights, in pixels. */
  private static final double WIDEST = 0.75;

  /** The standard deviation of scale and shift. */
  private static final float AFFINE_DEVIATION = 0.5f;

  /** Where the fraction for tanh is 1. */
  private static final float SATURATED = 3;

  public RandomConvolution {
    Bounds.within("augment.convolution-fraction", fraction, 0, 1);
  }

  @Override
  public String label() {
    return "convolution";
  }

  @Override
  public void change(float[] pixels, int offset, int height, int width, SplittableRandom random) {
    int layers = 1 + random.nextInt(MOST_LAYERS);
    Kernel kernel = Kernel.draw(random, Draws.between(random, 0, WIDEST));
    float[] affine = Draws.bells(random, 2);
    float scale = AFFINE_DEVIATION * affine[0];
    float shift = AFFINE_DEVIATION * affine[1];

    float[] framed = Frame.of(pixels, offset, height, width, 1);
    float[] convolved = new float[framed.length];
    for (int layer = 0; layer < layers; layer++) {
      Frame.repeatRim(framed, height, width);
      kernel.convolve(framed, width + 2, convolved);
      // So that the frame's sides have no say in mean and deviation.
      Frame.repeatRim(convolved, height, width);
      bend(convolved, scale, shift);
      float[] next = framed;
      framed = convolved;
      convolved = next;
    }
    if (stretch(framed)) {
      Frame.open(framed, pixels, offset, height, width, 1);
    }
  }

  /** Standardises, and bends by tanh. */
  private static void bend(float[] values, float scale, float shift) {
    // From one of the values, so that little is lost where all of them are far from 0.
    float origin = values[0];
    float sum = 0;
    float squares = 0;
    for (float value : values) {
      float away = value - origin;
      sum += away;
      squares += away * away;
    }
    float mean = sum / values.length;
    float variance = squares / values.length - mean * mean;
    float factor = variance > 0 ? scale / (float) Math.sqrt(variance) : 0;
    float constant = shift - (origin + mean) * factor;
    for (int i = 0; i < values.length; i++) {
      float within = Extremes.within(-SATURATED, factor * values[i] + constant, SATURATED);
      float square = within * within;
      values[i] = within * (27 + square) / (27 + 9 * square);
    }
  }

  /** To 0..255; false where all are the same. */
  private static boolean stretch(float[] values) {
    Range range = Range.of(values, 0, values.length);
    float factor = WHITE / range.size();
    if (!(factor < Float.POSITIVE_INFINITY)) {
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - range.least()) * factor;
    }
    return true;
  }
}
