package mnist.onednn;

import mnist.network.Shape;
import mnist.network.Window;

/** Shapes and windows as oneDNN wants them: arrays of dimensions, rows before columns. */
final class Dims {

  private Dims() {}

  /** Of a minibatch: [batch, channels, height, width] or [batch, values]. */
  static long[] of(int batch, Shape shape) {
    if (shape instanceof Shape.Image image) {
      return new long[] {batch, image.channels(), image.height(), image.width()};
    }
    return new long[] {batch, shape.size()};
  }

  /** The shape of one example of such a minibatch. */
  static Shape shape(long[] dims) {
    return dims.length == 4
        ? new Shape.Image(
            Math.toIntExact(dims[1]), Math.toIntExact(dims[2]), Math.toIntExact(dims[3]))
        : new Shape.Vector(Math.toIntExact(dims[1]));
  }

  static long[] sizes(Window window) {
    return new long[] {window.rows().size(), window.columns().size()};
  }

  static long[] strides(Window window) {
    return new long[] {window.rows().stride(), window.columns().stride()};
  }

  /** Padding above and on the left. */
  static long[] before(Window window, Shape.Image image) {
    return new long[] {
      window.rows().before(image.height()), window.columns().before(image.width())
    };
  }

  /** Padding below and on the right. */
  static long[] after(Window window, Shape.Image image) {
    return new long[] {window.rows().after(image.height()), window.columns().after(image.width())};
  }
}
