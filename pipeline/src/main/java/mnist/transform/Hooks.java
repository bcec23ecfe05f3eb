package mnist.transform;

import java.io.Serializable;
import java.util.SplittableRandom;
import mnist.Bounds;

/**
 * Strokes that other hands write and MNIST's writers rarely do, joined to a digit and drawn with
 * its own pen: see {@link HookStrokes}. The digit is moved by whole pixels, so that its centre of
 * mass stays in its place, as MNIST's do.
 *
 * @param fraction part of the images of 1, 4, 6, 7 and 9 that it touches, 0..1; those without a
 *     straight stem, or without room, stay as they are
 */
public record Hooks(double fraction) implements Serializable {

  /** Leaves images as they are. */
  public static final Hooks OFF = new Hooks(0);

  public Hooks {
    Bounds.within("augment.hooks-fraction", fraction, 0, 1);
  }

  /** Its name, from which its random numbers are derived; models' hashes rest on it. */
  String label() {
    return "hooks";
  }

  boolean isOff() {
    return fraction == 0;
  }

  /**
   * Draws a digit's strokes.
   *
   * @param image height x width unsigned bytes, row-major; it isn't changed
   * @param digit which digit it is; others than 1, 4, 6, 7 and 9 stay as they are
   * @return the image itself where nothing is drawn
   */
  byte[] apply(byte[] image, int digit, int height, int width, SplittableRandom random) {
    if (!Draws.chance(random, fraction)) {
      return image;
    }
    HookStrokes strokes = HookStrokes.of(image, digit, height, width, random);
    return strokes == null ? image : drawn(strokes, image, height, width);
  }

  private static byte[] drawn(HookStrokes strokes, byte[] image, int height, int width) {
    int border = Math.max(height, width) / 2;
    int stride = width + 2 * border;
    Centre before = Centre.of(Frame.of(image, height, width, border), stride);
    float[] framed = Frame.of(strokes.image(), height, width, border);
    strokes.draw(framed, height + 2 * border, stride, border);
    Centre after = Centre.of(framed, stride);
    int top = border + (int) Math.round(after.row() - before.row());
    int left = border + (int) Math.round(after.column() - before.column());
    InkBox box = InkBox.of(framed, 0, height + 2 * border, stride);
    boolean fits =
        box.top() >= top
            && box.bottom() < top + height
            && box.left() >= left
            && box.right() < left + width;
    return fits ? cut(framed, stride, top, left, height, width) : image;
  }

  private static byte[] cut(float[] framed, int stride, int top, int left, int height, int width) {
    byte[] image = new byte[height * width];
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) Math.round(framed[(top + i / width) * stride + left + i % width]);
    }
    return image;
  }
}
