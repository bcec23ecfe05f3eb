package mnist.network;

/** The window of a convolution or a pooling, which moves over an image. */
public record Window(Side rows, Side columns) {

  /**
   * Along one side of an image.
   *
   * @param size in pixels
   * @param stride pixels from one position to the next
   * @param dilation pixels from one value of the window to the next; 1 for a window without gaps
   * @param padding rows or columns of zeros at either end; 0 if {@code same}
   * @param same whether padding is chosen instead so that there is one position for each stride;
   *     the odd one is added at the end
   */
  public record Side(int size, int stride, int dilation, int padding, boolean same) {

    public Side {
      if (size < 1 || stride < 1 || dilation < 1 || padding < 0 || (same && padding > 0)) {
        throw new IllegalArgumentException(
            "a window must have a size, stride and dilation of 1 or more and a padding of 0 or more, or the same, but had %d, %d, %d and %d"
                .formatted(size, stride, dilation, padding));
      }
    }

    /** Pixels from its first value to its last, both included. */
    private long extent() {
      return (size - 1L) * dilation + 1;
    }

    /** Positions along so many pixels. */
    int positions(int pixels) {
      long room = pixels + 2L * padding - extent();
      return Math.toIntExact(
          same ? (pixels + (long) stride - 1) / stride : Math.floorDiv(room, (long) stride) + 1);
    }

    private long missing(int pixels) {
      return Math.max(0, (positions(pixels) - 1L) * stride + extent() - pixels);
    }

    /** Zeros added above or on the left of so many pixels. */
    public int before(int pixels) {
      return same ? Math.toIntExact(missing(pixels) / 2) : padding;
    }

    /** Zeros added below or on the right of so many pixels. */
    public int after(int pixels) {
      return same ? Math.toIntExact(missing(pixels) - missing(pixels) / 2) : padding;
    }

    /** Pixels that so many positions read. All, with padding, which must stay at the very end. */
    int read(int positions, int pixels) {
      return same || padding > 0 ? pixels : Math.toIntExact((positions - 1L) * stride + extent());
    }

    boolean isDilated() {
      return dilation > 1;
    }
  }

  /** Whether there are gaps between the values of the window. */
  public boolean isDilated() {
    return rows.isDilated() || columns.isDilated();
  }

  /** How many values it covers. */
  public long size() {
    return (long) rows.size() * columns.size();
  }

  /** What a layer with this window makes of an image. */
  Shape.Image output(Shape.Image input, int channels) {
    return new Shape.Image(
        channels, rows.positions(input.height()), columns.positions(input.width()));
  }

  /** The part of the input, from its top left corner, that decides this part of the output. */
  Shape.Image read(Shape.Image output, Shape.Image input) {
    return new Shape.Image(
        input.channels(),
        rows.read(output.height(), input.height()),
        columns.read(output.width(), input.width()));
  }
}
