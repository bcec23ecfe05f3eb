package mnist.picture;

/** The chunks of a WebP (RFC 9649, section 2; RFC 6386, section 9.1, of what is in VP8's). */
final class WebpFile {
  private static final int FIRST_CHUNK = 12;
  private static final int HEADER = 8;

  /** The library takes a hundred bytes of memory for each pixel of a lossy frame. */
  private static final int LOSSY_COST = 8;

  private final Bytes bytes;
  private int canvasWidth;
  private int canvasHeight;
  private Outline frame;
  private boolean lossy;
  private Orientation orientation = Orientation.NONE;

  private WebpFile(Bytes bytes) {
    this.bytes = bytes.littleEndian(true);
  }

  /** Checks that all is there, and that a frame is of the size that its header says. */
  static Outline outline(Bytes bytes, long mostPixels) throws PictureException {
    WebpFile file = new WebpFile(bytes);
    long end = 8 + file.bytes.u32(4);
    if (!bytes.holds(0, end)) {
      throw cutShort();
    }
    file.chunks(FIRST_CHUNK, (int) end);
    if (file.frame == null) {
      throw new PictureException("WebP is damaged: it has no frame");
    }
    if (file.lossy) {
      file.frame.check(Math.max(1, mostPixels / LOSSY_COST));
    }
    return file.outline();
  }

  private Outline outline() throws PictureException {
    boolean isCanvas = canvasWidth == 0;
    long height = isCanvas ? frame.height() : canvasHeight;
    long width = isCanvas ? frame.width() : canvasWidth;
    if (frame.top() + frame.height() > height || frame.left() + frame.width() > width) {
      throw new PictureException("WebP is damaged: its frame is larger than its canvas");
    }
    return new Outline(height, width, frame.top(), frame.left(), orientation);
  }

  private void chunks(int from, int end) throws PictureException {
    long at = from;
    while (at + HEADER <= end) {
      int data = (int) at + HEADER;
      long length = bytes.u32((int) at + 4);
      if (length > end - data) {
        throw cutShort();
      }
      chunk(bytes.text((int) at, 4), data, (int) length);
      // Padded to an even length.
      at = data + length + (length & 1);
    }
  }

  private void chunk(String type, int at, int length) throws PictureException {
    switch (type) {
      case "VP8X" -> {
        canvasWidth = 1 + u24(at + 4);
        canvasHeight = 1 + u24(at + 7);
      }
      case "VP8 " -> {
        lossy = true;
        stillFrame(bytes.u16(at + 8) & 0x3fff, bytes.u16(at + 6) & 0x3fff);
      }
      case "VP8L" -> {
        long sizes = bytes.u32(at + 1);
        stillFrame(1 + (sizes >> 14 & 0x3fff), 1 + (sizes & 0x3fff));
      }
      case "ALPH" -> {
        if ((bytes.u8(at) & 3) == 0) {
          throw new PictureException(
              "WebP with uncompressed transparency isn't supported: convert to PNG");
        }
      }
      case "ANMF" -> {
        if (frame == null) {
          animationFrame(at, length);
        }
      }
      case "ICCP" -> ColourProfile.check("WebP", bytes.part(at, length), length);
      case "EXIF" -> orientation = exif(bytes.part(at, length));
      default -> {
        // XMP, what later versions add.
      }
    }
  }

  private void stillFrame(long height, long width) throws PictureException {
    if (frame == null) {
      frame = new Outline(height, width, Orientation.NONE);
      if (canvasWidth != 0 && (height != canvasHeight || width != canvasWidth)) {
        throw otherSize();
      }
    } else if (height != frame.height() || width != frame.width()) {
      throw otherSize();
    }
  }

  /** The frame's place and size on the canvas, then the chunks of a still picture. */
  private void animationFrame(int at, int length) throws PictureException {
    int left = 2 * u24(at);
    int top = 2 * u24(at + 3);
    frame = new Outline(1 + u24(at + 9), 1 + u24(at + 6), top, left, Orientation.NONE);
    chunks(at + 16, at + length);
  }

  /** Some writers begin it as in a JPEG. */
  private static Orientation exif(Bytes chunk) {
    int from = chunk.has(0, "Exif\0\0") ? 6 : 0;
    return TiffDirectory.exifOrientation(chunk.part(from, chunk.length() - from));
  }

  private int u24(int at) {
    return bytes.u16(at) | bytes.u8(at + 2) << 16;
  }

  private static PictureException cutShort() {
    return new PictureException("WebP is cut short");
  }

  private static PictureException otherSize() {
    return new PictureException("WebP is damaged: its frame is of another size than it says");
  }
}
