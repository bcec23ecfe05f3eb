package mnist.transform;

import java.util.SplittableRandom;
import mnist.Bounds;

/**
 * Digits drawn by their outlines: an image blended with its morphological gradient, the difference
 * of the largest and the smallest of a pixel and its four neighbours (Rivest, Soille and Beucher,
 * "Morphological gradients", 1993). The gradient is half to all of what is left, and as bright as
 * the ink was.
 *
 * @param fraction part of the images that it touches, 0..1
 */
public record Outline(double fraction) implements OccasionalTransform {

  /** The least part that the gradient has. */
  private static final double LEAST = 0.5;

  public Outline {
    Bounds.within("augment.outline-fraction", fraction, 0, 1);
  }

  @Override
  public String label() {
    return "outline";
  }

  @Override
  public void change(float[] pixels, int offset, int height, int width, SplittableRandom random) {
    float part = Draws.between(random, LEAST, 1);
    float[] framed = Frame.of(pixels, offset, height, width, 1);
    Frame.repeatRim(framed, height, width);
    int stride = width + 2;
    float[] outlined = new float[framed.length];
    // Over the frame's sides as well: one long loop is faster than a short one for each row.
    for (int i = stride; i < framed.length - stride; i++) {
      float here = framed[i];
      float edge =
          Extremes.largestAround(framed, i, stride) - Extremes.smallestAround(framed, i, stride);
      outlined[i] = here + part * (edge - here);
    }
    Frame.open(outlined, pixels, offset, height, width, 1);
  }
}
