package mnist.transform;

import java.util.SplittableRandom;

/** A random change of pixels where they are that only some of the images get. */
interface OccasionalTransform extends PixelTransform {

  /** Part of the images that it touches, 0..1. */
  double fraction();

  /** Changes an image that it touches; see {@link PixelTransform#apply}. */
  void change(float[] pixels, int offset, int height, int width, SplittableRandom random);

  @Override
  default boolean isOff() {
    return fraction() == 0;
  }

  @Override
  default void apply(float[] pixels, int offset, int height, int width, SplittableRandom random) {
    if (Draws.chance(random, fraction())) {
      change(pixels, offset, height, width, random);
    }
  }
}
