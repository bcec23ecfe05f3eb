package mnist.picture;

import java.util.zip.CRC32;

/** The chunks of a PNG (ISO/IEC 15948, section 5). */
final class PngFile {
  private static final int FIRST_CHUNK = 8;

  /** Deflate makes at most so many bytes of one (Deutsch, RFC 1951: 258 bytes of 2 bits). */
  private static final int BEST_RATIO = 1032;

  private PngFile() {}

  /** Checks that all is there and every checksum of what is decoded right. */
  static Outline outline(byte[] file) throws PictureException {
    Bytes bytes = Bytes.of(file);
    if (!bytes.has(FIRST_CHUNK + 4, "IHDR") || !bytes.holds(FIRST_CHUNK, 25)) {
      throw new PictureException("PNG is cut short or damaged: its header is missing");
    }
    Orientation orientation = Orientation.NONE;
    CRC32 checksum = new CRC32();
    long compressed = 0;
    int at = FIRST_CHUNK;
    String type;
    do {
      if (!bytes.holds(at, 12) || !bytes.holds(at + 8L, bytes.u32(at) + 4)) {
        throw new PictureException("PNG is cut short");
      }
      int length = bytes.s32(at);
      type = bytes.text(at + 4, 4);
      if (isDecoded(type)) {
        checksum.reset();
        checksum.update(file, at + 4, length + 4);
        if (checksum.getValue() != bytes.u32(at + 8 + length)) {
          throw new PictureException("PNG is damaged: the checksum of " + type + " is wrong");
        }
      }
      if (type.equals("IDAT")) {
        compressed += length;
      } else if (type.equals("eXIf")) {
        orientation = TiffDirectory.exifOrientation(bytes.part(at + 8, length));
      }
      at += 12 + length;
    } while (!type.equals("IEND"));

    long width = bytes.u32(FIRST_CHUNK + 8);
    long height = bytes.u32(FIRST_CHUNK + 12);
    // A bit for each pixel is the least.
    if (width / 8 * (double) height > (double) compressed * BEST_RATIO) {
      throw new PictureException(
          "PNG is damaged: %d bytes are too few for %d x %d pixels"
              .formatted(compressed, width, height));
    }
    return new Outline(height, width, orientation);
  }

  /** Chunks whose names begin with a capital, and what is transparent. */
  private static boolean isDecoded(String type) {
    return type.charAt(0) >= 'A' && type.charAt(0) <= 'Z' || type.equals("tRNS");
  }
}
