package mnist.picture;

/** The blocks of a GIF up to its first frame (GIF89a specification, sections 18 to 23). */
final class GifFile {
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;

  private final Bytes bytes;

  private GifFile(Bytes bytes) {
    this.bytes = bytes.littleEndian(true);
  }

  /** Checks that the first frame is all there. */
  static Outline outline(Bytes bytes) throws PictureException {
    try {
      return new GifFile(bytes).firstFrame();
    } catch (IndexOutOfBoundsException end) {
      throw new PictureException("GIF is cut short", end);
    }
  }

  private Outline firstFrame() throws PictureException {
    int at = 13 + colours(10);
    while (bytes.u8(at) == EXTENSION) {
      at = behindBlocks(at + 2);
    }
    if (bytes.u8(at) != IMAGE) {
      throw new PictureException("GIF is damaged: it has no frame");
    }
    int left = bytes.u16(at + 1);
    int top = bytes.u16(at + 3);
    int width = bytes.u16(at + 5);
    int height = bytes.u16(at + 7);
    behindBlocks(at + 10 + colours(at + 9) + 1);
    if (width == 0 || height == 0) {
      throw new PictureException("GIF is damaged: its frame has no pixels");
    }
    // Browsers, too, make a canvas larger that a frame reaches out of.
    return new Outline(
        Math.max(bytes.u16(8), top + height),
        Math.max(bytes.u16(6), left + width),
        top,
        left,
        Orientation.NONE);
  }

  /** The length in bytes of the colour table that the flags at the place tell. */
  private int colours(int flags) {
    int value = bytes.u8(flags);
    return (value & 0x80) == 0 ? 0 : 3 << (value & 7) + 1;
  }

  /** Blocks of data have their length first; one without bytes ends them. */
  private int behindBlocks(int from) {
    int at = from;
    while (bytes.u8(at) != 0) {
      at += 1 + bytes.u8(at);
    }
    return at + 1;
  }
}
