package mnist.idx;

import java.util.Arrays;
import java.util.Optional;

/** The element type of an IDX file: the third byte of the file, and the size of one element. */
public enum IdxType {
  UNSIGNED_BYTE(0x08, 1),
  SIGNED_BYTE(0x09, 1),
  SHORT(0x0B, 2),
  INT(0x0C, 4),
  FLOAT(0x0D, 4),
  DOUBLE(0x0E, 8);

  private final int code;
  private final int elementBytes;

  IdxType(int code, int elementBytes) {
    this.code = code;
    this.elementBytes = elementBytes;
  }

  /** The type byte, 0x08 to 0x0E. */
  public int code() {
    return code;
  }

  /** Size of one element in bytes, big-endian in the file. */
  public int elementBytes() {
    return elementBytes;
  }

  static Optional<IdxType> ofCode(int code) {
    return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
  }
}
