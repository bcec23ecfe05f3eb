package mnist.transform;

import java.util.SplittableRandom;
import mnist.Bounds;

/**
 * Digits drawn by their outlines: an image blended with one of two morphological gradients (Rivest,
 * Soille and Beucher, "Morphological gradients", 1993), either as likely. One is the difference of
 * the largest and the smallest of a pixel and its four neighbours, soft and two or three pixels
 * wide. The other is the external gradient of what is brighter than a drawn grey: a sharp line of
 * one pixel around the ink. The gradient is half to all of what is left, mostly nearly all, and as
 * bright as the ink was.
 *
 * @param fraction part of the images that it touches, 0..1
 */
public record Outline(double fraction) implements OccasionalTransform {

  /** The most that is left of the image. */
  private static final double MOST_LEFT = 0.5;

  /** Ink whose outline is sharp is brighter than a grey of so much of the image's range. */
  private static final double DARKEST_INK = 0.25;

  private static final double BRIGHTEST_INK = 0.75;

  public Outline {
    Bounds.within("augment.outline-fraction", fraction, 0, 1);
  }

  @Override
  public String label() {
    return "outline";
  }

  @Override
  public void change(float[] pixels, int offset, int height, int width, SplittableRandom random) {
    double left = random.nextDouble();
    float part = (float) (1 - MOST_LEFT * left * left);
    boolean isSharp = random.nextBoolean();
    float ink =
        isSharp
            ? Range.of(pixels, offset, height * width)
                .at(Draws.between(random, DARKEST_INK, BRIGHTEST_INK))
            : 0;
    float[] framed = Frame.of(pixels, offset, height, width, 1);
    Frame.repeatRim(framed, height, width);
    int stride = width + 2;
    float[] outlined = new float[framed.length];
    // Over the frame's sides as well: one long loop is faster than a short one for each row.
    for (int i = stride; i < framed.length - stride; i++) {
      float here = framed[i];
      float largest = Extremes.largestAround(framed, i, stride);
      float edge;
      if (isSharp) {
        edge = here <= ink && largest > ink ? largest : 0;
      } else {
        edge = largest - Extremes.smallestAround(framed, i, stride);
      }
      outlined[i] = here + part * (edge - here);
    }
    Frame.open(outlined, pixels, offset, height, width, 1);
  }
}
