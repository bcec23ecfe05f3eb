package mnist.onednn;

/** What moves over an image: of a convolution or a pooling. */
record Kernel(Side rows, Side columns) {

  /**
   * Along one side of an image.
   *
   * @param padding zeros at either end, unless {@code same}
   * @param same whether instead as many as make one position for each stride, an odd one at the end
   */
  record Side(int size, int stride, int padding, boolean same) {

    private long positions(long pixels) {
      return same ? (pixels + stride - 1) / stride : (pixels + 2L * padding - size) / stride + 1;
    }

    private long missing(long pixels) {
      return Math.max(0, (positions(pixels) - 1) * stride + size - pixels);
    }

    private long before(long pixels) {
      return same ? missing(pixels) / 2 : padding;
    }

    private long after(long pixels) {
      return same ? missing(pixels) - missing(pixels) / 2 : padding;
    }

    /** With padding all, as what is at the end must stay there. */
    private long read(long positions, long pixels) {
      return same || padding > 0 ? pixels : (positions - 1) * stride + size;
    }
  }

  /**
   * Dimensions of what is made.
   *
   * @param input dimensions
   */
  long[] output(long[] input, long channels) {
    return new long[] {input[0], channels, rows.positions(input[2]), columns.positions(input[3])};
  }

  /** Dimensions of what is read, from the top left, to make so much. */
  long[] read(long[] output, long[] input) {
    return new long[] {
      input[0], input[1], rows.read(output[2], input[2]), columns.read(output[3], input[3])
    };
  }

  long[] sizes() {
    return new long[] {rows.size(), columns.size()};
  }

  long[] strides() {
    return new long[] {rows.stride(), columns.stride()};
  }

  /** Padding above and on the left. */
  long[] before(long[] input) {
    return new long[] {rows.before(input[2]), columns.before(input[3])};
  }

  /** Padding below and on the right. */
  long[] after(long[] input) {
    return new long[] {rows.after(input[2]), columns.after(input[3])};
  }
}
