package mnist.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A part of a file, read by places that count from its start. Nothing is copied. */
final class Bytes {
  private final ByteBuffer buffer;

  private Bytes(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  static Bytes of(byte[] bytes) {
    return new Bytes(ByteBuffer.wrap(bytes));
  }

  int length() {
    return buffer.limit();
  }

  /**
   * Numbers of this part are read lowest byte first from now on, or highest byte first, as they are
   * to begin with.
   */
  Bytes littleEndian(boolean littleEndian) {
    buffer.order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    return this;
  }

  /** Whether so many bytes stand from the place on. */
  boolean holds(long at, long count) {
    return at >= 0 && count >= 0 && count <= length() - at;
  }

  /** Whether the text, a byte for each of its characters, stands at the place. */
  boolean has(int at, String text) {
    if (!holds(at, text.length())) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (u8(at + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The text of so many bytes, a character for each. */
  String text(int at, int length) {
    byte[] text = new byte[length];
    buffer.get(at, text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  byte[] copy() {
    byte[] copy = new byte[length()];
    buffer.get(0, copy);
    return copy;
  }

  /** An unsigned byte; as with all numbers, an IndexOutOfBoundsException beyond the end. */
  int u8(int at) {
    return buffer.get(at) & 0xff;
  }

  int u16(int at) {
    return buffer.getShort(at) & 0xffff;
  }

  int s32(int at) {
    return buffer.getInt(at);
  }

  long u32(int at) {
    return buffer.getInt(at) & 0xffff_ffffL;
  }

  /** A part of this part, highest byte first. */
  Bytes part(int at, int length) {
    return new Bytes(buffer.slice(at, length));
  }
}
