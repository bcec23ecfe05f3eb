package mnist.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A PNG, chunk by chunk, as ISO/IEC 15948 has it. */
final class PngBytes {
  static final int GRAY = 0;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int GRAY_ALPHA = 4;
  static final int RGB_ALPHA = 6;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  PngBytes(int height, int width, int bits, int colourType, boolean interlaced) {
    file.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1));
    chunk(
        "IHDR",
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put((byte) bits)
            .put((byte) colourType)
            .put((byte) 0)
            .put((byte) 0)
            .put((byte) (interlaced ? 1 : 0))
            .array());
  }

  PngBytes(int height, int width, int bits, int colourType) {
    this(height, width, bits, colourType, false);
  }

  PngBytes chunk(String type, byte[] data) {
    byte[] named =
        ByteBuffer.allocate(4 + data.length).put(type.getBytes(ISO_8859_1)).put(data).array();
    CRC32 checksum = new CRC32();
    checksum.update(named);
    file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    file.writeBytes(named);
    file.writeBytes(ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
    return this;
  }

  PngBytes chunk(String type, int... data) {
    return chunk(type, bytes(data));
  }

  /**
   * The end: rows, each with its filter's number first.
   *
   * @param rows unsigned bytes
   */
  byte[] rows(int... rows) {
    chunk("IDAT", deflated(bytes(rows)));
    chunk("IEND");
    return file.toByteArray();
  }

  /** What zTXt, iTXt and iCCP hold: an uncompressed beginning, then compressed data. */
  static byte[] compressedText(String beginning, byte[] data) {
    byte[] deflated = deflated(data);
    return ByteBuffer.allocate(beginning.length() + deflated.length)
        .put(beginning.getBytes(ISO_8859_1))
        .put(deflated)
        .array();
  }

  static byte[] deflated(byte[] data) {
    Deflater deflater = new Deflater(9);
    deflater.setInput(data);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    while (!deflater.finished()) {
      out.write(part, 0, deflater.deflate(part));
    }
    deflater.end();
    return out.toByteArray();
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
