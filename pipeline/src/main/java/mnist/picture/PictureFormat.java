package mnist.picture;

import java.util.Optional;
import java.util.Set;

/** The formats of image files that are read. */
public enum PictureFormat {
  PNG,
  JPEG,
  GIF,
  BMP,
  TIFF,
  WEBP;

  /** So many first bytes of a file are enough to tell its format. */
  public static final int HEAD = 32;

  /** Lengths of the header that follows a BMP's first 14 bytes, by the format's versions. */
  private static final Set<Long> BMP_HEADERS = Set.of(12L, 40L, 52L, 56L, 64L, 108L, 124L);

  private static final Set<Integer> BMP_BITS = Set.of(1, 2, 4, 8, 16, 24, 32);

  /**
   * The format by its signature; names and lengths tell nothing.
   *
   * <p>Raw pixels must not be taken for a file. Where a signature is so short that an image may
   * begin with it (BMP's has two bytes, JPEG's three, TIFF's four), the fields behind it have to
   * make sense too.
   *
   * @param head the first {@value #HEAD} bytes of the file or more; all if it is shorter
   * @return empty if it is none of these formats
   */
  public static Optional<PictureFormat> of(byte[] head) {
    Bytes bytes = Bytes.of(head);
    if (bytes.has(0, "\u0089PNG\r\n\u001a\n")) {
      return Optional.of(PNG);
    }
    if (isJpeg(bytes)) {
      return Optional.of(JPEG);
    }
    if (bytes.has(0, "GIF87a") || bytes.has(0, "GIF89a")) {
      return Optional.of(GIF);
    }
    if (isBmp(bytes)) {
      return Optional.of(BMP);
    }
    if (isTiff(bytes)) {
      return Optional.of(TIFF);
    }
    if (bytes.has(0, "RIFF") && bytes.has(8, "WEBPVP8")) {
      return Optional.of(WEBP);
    }
    return Optional.empty();
  }

  /** Start of image, then a segment that may come first, with a length that leads to the next. */
  private static boolean isJpeg(Bytes head) {
    if (!head.has(0, "\u00ff\u00d8\u00ff") || !head.holds(4, 2)) {
      return false;
    }
    int marker = head.u8(3);
    int length = head.u16(4);
    boolean mayComeFirst =
        marker >= 0xe0 && marker != 0xff // Application segments and comments
            || marker >= 0xc0 && marker < 0xd0 // Frame headers and Huffman tables
            || marker == 0xdb // Quantisation tables
            || marker == 0xdd; // Restart interval
    return mayComeFirst
        && length >= 2
        && (!head.holds(4 + length, 1) || head.u8(4 + length) == 0xff);
  }

  private static boolean isBmp(Bytes head) {
    if (!head.has(0, "BM") || !head.holds(0, 30)) {
      return false;
    }
    head.littleEndian(true);
    long header = head.u32(14);
    int planes = header == 12 ? 22 : 26;
    return head.u32(6) == 0
        && BMP_HEADERS.contains(header)
        && head.u16(planes) == 1
        && BMP_BITS.contains(head.u16(planes + 2))
        && head.u32(10) >= 14 + header;
  }

  private static boolean isTiff(Bytes head) {
    boolean little = head.has(0, "II*\0");
    return (little || head.has(0, "MM\0*"))
        && head.holds(4, 4)
        && head.littleEndian(little).u32(4) >= 8;
  }

  /** As the format is written in a text. */
  @Override
  public String toString() {
    return this == WEBP ? "WebP" : name();
  }
}
