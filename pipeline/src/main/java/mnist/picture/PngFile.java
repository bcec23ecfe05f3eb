package mnist.picture;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The chunks of a PNG (ISO/IEC 15948, section 5).
 *
 * @param grayProfile what grey becomes, 256 values; null if it stays what it is
 */
record PngFile(Outline outline, byte[] grayProfile) {
  private static final int FIRST_CHUNK = 8;

  /** Deflate makes at most so many bytes of one (Deutsch, RFC 1951: 258 bytes of 2 bits). */
  private static final int BEST_RATIO = 1032;

  private static final int GRAY = 0;
  private static final int GRAY_ALPHA = 4;

  /** A profile takes a few hundred bytes, or a few thousand with tables. */
  private static final int LONGEST_PROFILE = 1 << 20;

  /** Checks that all is there and every checksum of what is decoded right. */
  static PngFile of(byte[] file, long mostPixels) throws PictureException {
    Bytes bytes = Bytes.of(file);
    if (!bytes.has(FIRST_CHUNK + 4, "IHDR") || !bytes.holds(FIRST_CHUNK, 25)) {
      throw new PictureException("PNG is cut short or damaged: its header is missing");
    }
    Orientation orientation = Orientation.NONE;
    CRC32 checksum = new CRC32();
    int colours = bytes.u8(FIRST_CHUNK + 17);
    boolean hasProfile = false;
    byte[] profile = null;
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
          throw new PictureException("PNG is damaged: a checksum is wrong");
        }
      }
      if (type.equals("IDAT")) {
        compressed += length;
      } else if (type.equals("eXIf")) {
        orientation = TiffDirectory.exifOrientation(bytes.part(at + 8, length));
      } else if (type.equals("iCCP")) {
        if (hasProfile) {
          // Each would be inflated, however many there are.
          throw new PictureException("PNG is damaged: it has more than one colour profile");
        }
        hasProfile = true;
        if (colours == GRAY || colours == GRAY_ALPHA) {
          profile = grayProfile(bytes.part(at + 8, length));
        }
      }
      at += 12 + length;
    } while (!type.equals("IEND"));

    long width = bytes.u32(FIRST_CHUNK + 8);
    long height = bytes.u32(FIRST_CHUNK + 12);
    Outline outline = new Outline(height, width, orientation);
    outline.check(mostPixels);
    // A bit for each pixel is the least.
    if (width / 8 * height > compressed * BEST_RATIO) {
      throw new PictureException(
          "PNG is damaged: %d bytes are too few for %d x %d pixels"
              .formatted(compressed, width, height));
    }
    return new PngFile(outline, profile);
  }

  /** Name, 0, method, and the profile compressed; null if it can't be used, as viewers have it. */
  private static byte[] grayProfile(Bytes chunk) {
    int name = 0;
    while (chunk.holds(name, 1) && chunk.u8(name) != 0) {
      name++;
    }
    Inflater inflater = new Inflater();
    try {
      byte[] data = chunk.copy();
      inflater.setInput(data, Math.min(name + 2, data.length), Math.max(0, data.length - name - 2));
      byte[] profile = new byte[LONGEST_PROFILE];
      int length = inflater.inflate(profile);
      return inflater.finished() ? GrayProfile.table(Arrays.copyOf(profile, length)) : null;
    } catch (DataFormatException damaged) {
      return null;
    } finally {
      inflater.end();
    }
  }

  /** Chunks whose names begin with a capital, and what is transparent. */
  private static boolean isDecoded(String type) {
    return type.charAt(0) >= 'A' && type.charAt(0) <= 'Z' || type.equals("tRNS");
  }
}
