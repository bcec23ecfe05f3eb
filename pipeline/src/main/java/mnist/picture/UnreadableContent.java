package mnist.picture;

import java.util.Locale;
import java.util.regex.Pattern;

/** Says what bytes are that are none of the formats that are read, and how to mend it. */
final class UnreadableContent {
  private static final String UNSUPPORTED = " isn't supported: convert to PNG or JPEG";

  /**
   * What may stand before a document's first element. Possessive: a hostile file must not recurse.
   */
  private static final String PROLOGUE = "(?s)(?:\\s|<\\?[^>]*+>|<!--(?:[^-]|-(?!->))*+-->)*+";

  private static final Pattern HTML =
      Pattern.compile(PROLOGUE + "<(?:!doctype\\s+html|html|head|body|title|script)\\b.*");

  private static final Pattern SVG = Pattern.compile(PROLOGUE + "<(?:!doctype\\s+svg|svg)\\b.*");

  /** Where the first element of a document is looked for. */
  private static final int PROLOGUE_LENGTH = 1024;

  private UnreadableContent() {}

  /** The reason for a table of rejects. */
  static String reason(Bytes bytes) {
    if (bytes.length() == 0) {
      return "the file is empty (0 bytes)";
    }
    if (bytes.has(4, "ftyp")) {
      return mediaFile(bytes) + UNSUPPORTED;
    }
    if (bytes.has(0, "%PDF-")) {
      return "PDF isn't supported: convert its pages to PNG";
    }
    if (bytes.has(0, "\0\0\0\fjP  ") || bytes.has(0, "\u00ff\u004f\u00ff\u0051")) {
      return "JPEG 2000" + UNSUPPORTED;
    }
    if (bytes.has(0, "\0\0\0\fJXL ") || bytes.has(0, "\u00ff\n")) {
      return "JPEG XL" + UNSUPPORTED;
    }
    if (bytes.has(0, "8BPS\0\u0001") || bytes.has(0, "8BPS\0\u0002")) {
      return "Photoshop's format" + UNSUPPORTED;
    }
    if (bytes.has(0, "II+\0\b\0\0\0") || bytes.has(0, "MM\0+\0\b\0\0")) {
      return "BigTIFF isn't supported: convert to TIFF, PNG or JPEG";
    }
    if (bytes.has(0, "\u001f\u008b\b")) {
      return "data compressed by gzip, not a picture: unpack it";
    }
    if (bytes.has(0, "PK\u0003\u0004") || bytes.has(0, "PK\u0005\u0006")) {
      return "a zip archive, not a picture: unpack it";
    }
    if (bytes.has(0, "version https://git-lfs.github.com/spec/")) {
      return "a pointer of Git LFS, not the picture itself: run git lfs pull";
    }
    return document(bytes);
  }

  /** HEIC and AVIF share their container with video; its first box names the kind. */
  private static String mediaFile(Bytes bytes) {
    return switch (bytes.holds(8, 4) ? bytes.text(8, 4) : "") {
      case "heic", "heix", "hevc", "hevx", "heim", "heis", "hevm", "hevs" -> "HEIC";
      case "avif", "avis" -> "AVIF";
      case "mif1", "mif2", "msf1", "heif" -> "HEIF";
      default -> "MPEG-4's container";
    };
  }

  private static String document(Bytes bytes) {
    int from = bytes.has(0, "\u00ef\u00bb\u00bf") ? 3 : 0;
    String head =
        bytes.text(from, Math.min(bytes.length() - from, PROLOGUE_LENGTH)).toLowerCase(Locale.ROOT);
    if (SVG.matcher(head).matches()) {
      return "SVG isn't supported: draw it as PNG";
    }
    if (HTML.matcher(head).matches()) {
      return "a page of HTML, not a picture";
    }
    return "neither PNG, JPEG, GIF, BMP, TIFF nor WebP";
  }
}
