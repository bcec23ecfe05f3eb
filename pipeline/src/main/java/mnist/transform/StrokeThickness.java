package mnist.transform;

import java.util.SplittableRandom;
import mnist.Bounds;

/**
 * Strokes get thicker or thinner: an image blended with its grey-scale dilation or erosion, each
 * pixel the largest or smallest of itself and its four neighbours. Half of one and half of the
 * other moves an edge by half a pixel; more than a pixel takes as many passes.
 *
 * @param pixels by at most this is each edge moved, out or in, 0..3; in by one pixel at most, since
 *     strokes are two or three pixels wide
 */
public record StrokeThickness(double pixels) implements PixelTransform {

  public StrokeThickness {
    Bounds.within("augment.stroke-pixels", pixels, 0, 3, "pixels");
  }

  @Override
  public String label() {
    return "stroke";
  }

  @Override
  public boolean isOff() {
    return pixels == 0;
  }

  @Override
  public void apply(float[] image, int offset, int height, int width, SplittableRandom random) {
    double drawn = Draws.symmetric(random, pixels);
    if (drawn < 0) {
      change(image, offset, height, width, (float) (drawn / Math.max(1, pixels)));
    }
    for (double left = drawn; left > 0; left--) {
      change(image, offset, height, width, (float) Math.min(1, left));
    }
  }

  /** Edges move out by so many pixels, -1 to 1. */
  private static void change(float[] image, int offset, int height, int width, float change) {
    float[] framed = Frame.of(image, offset, height, width, 1);
    float[] changed = new float[framed.length];
    // Over the frame's sides as well: one long loop is faster than a short one for each row.
    if (change > 0) {
      thicken(framed, width + 2, change, changed);
    } else {
      thin(framed, width + 2, -change, changed);
    }
    Frame.open(changed, image, offset, height, width, 1);
  }

  private static void thicken(float[] framed, int stride, float part, float[] changed) {
    for (int i = stride; i < framed.length - stride; i++) {
      float here = framed[i];
      changed[i] = here + part * (Extremes.largestAround(framed, i, stride) - here);
    }
  }

  private static void thin(float[] framed, int stride, float part, float[] changed) {
    for (int i = stride; i < framed.length - stride; i++) {
      float here = framed[i];
      changed[i] = here + part * (Extremes.smallestAround(framed, i, stride) - here);
    }
  }
}
