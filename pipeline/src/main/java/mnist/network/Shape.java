package mnist.network;

/** What passes between two layers, for one example. */
public sealed interface Shape {

  /** The number of values. */
  long size();

  /**
   * Channels of pixels, in the order [channels, height, width].
   *
   * @param channels 1 or more
   * @param height in pixels, 1 or more
   * @param width in pixels, 1 or more
   */
  record Image(int channels, int height, int width) implements Shape {

    public Image {
      if (channels < 1 || height < 1 || width < 1) {
        throw new IllegalArgumentException(
            "an image must have at least 1 channel, row and column, but had %d, %d and %d"
                .formatted(channels, height, width));
      }
    }

    @Override
    public long size() {
      return (long) channels * height * width;
    }
  }

  /**
   * Values without an order in space.
   *
   * @param length 1 or more
   */
  record Vector(int length) implements Shape {

    public Vector {
      if (length < 1) {
        throw new IllegalArgumentException(
            "a vector must have at least 1 value, but had " + length);
      }
    }

    @Override
    public long size() {
      return length;
    }
  }
}
