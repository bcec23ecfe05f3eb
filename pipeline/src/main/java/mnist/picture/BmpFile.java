package mnist.picture;

/**
 * The header of a BMP (Microsoft, BITMAPFILEHEADER and BITMAPINFOHEADER; OS/2, BITMAPCOREHEADER).
 */
final class BmpFile {
  private static final int CORE_HEADER = 12;

  private BmpFile() {}

  /** Checks that all is there, where the header tells how much that is. */
  static Outline outline(Bytes bytes) throws PictureException {
    bytes.littleEndian(true);
    boolean core = bytes.u32(14) == CORE_HEADER;
    long width = core ? bytes.u16(18) : bytes.s32(18);
    // Negative where rows are stored from the top.
    long height = core ? bytes.u16(20) : Math.abs((long) bytes.s32(22));
    int bits = bytes.u16(core ? 24 : 28);
    int compression = core || !bytes.holds(30, 4) ? 0 : bytes.s32(30);
    switch (compression) {
      case 1, 2 -> {
        // Run lengths tell no size.
      }
      case 0, 3, 6 -> {
        long row = (width * bits + 31) / 32 * 4;
        if (width > 0 && height > (bytes.length() - bytes.u32(10)) / row) {
          throw new PictureException("BMP is cut short");
        }
      }
      default ->
          throw new PictureException(
              "BMP with compression %d isn't supported: convert to PNG or JPEG"
                  .formatted(compression));
    }
    return new Outline(height, width, Orientation.NONE);
  }
}
