package mnist.model;

import static mnist.model.DamagedArchiveException.require;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A float32 array [1, n] as ND4J writes it: twice a buffer's kind, length and type, first of the
 * shape and then of the values; all big-endian.
 */
final class FlatArrayFile {

  /** Before the values. */
  static final int HEADER_BYTES = 129;

  private static final String KIND = "MIXED_DATA_TYPES";

  /** Rank, two dimensions, two strides, flags, the stride between values, and the order. */
  private static final int SHAPE_LENGTH = 8;

  private FlatArrayFile() {}

  /**
   * The values.
   *
   * @throws DamagedArchiveException if it is anything but an array of so many values
   */
  static float[] read(byte[] file, int length) throws DamagedArchiveException {
    int expected = HEADER_BYTES + length * Float.BYTES;
    require(
        file.length == expected,
        "%d parameters take %d bytes, but coefficients.bin has %s"
            .formatted(length, expected, file.length));
    ByteBuffer in = ByteBuffer.wrap(file);
    requireText(in, KIND);
    requireNumber(in, SHAPE_LENGTH);
    requireText(in, "LONG");
    requireNumber(in, 2);
    requireNumber(in, 1);
    requireNumber(in, length);
    // Strides and flags are ND4J's own affair where values follow each other.
    in.position(in.position() + 3 * Long.BYTES);
    requireNumber(in, 1);
    long order = in.getLong();
    require(order == 'c' || order == 'f', "the order of coefficients.bin is " + order);
    requireText(in, KIND);
    requireNumber(in, length);
    requireText(in, "FLOAT");
    float[] values = new float[length];
    in.asFloatBuffer().get(values);
    return values;
  }

  private static void requireText(ByteBuffer in, String expected) throws DamagedArchiveException {
    byte[] text = expected.getBytes(StandardCharsets.US_ASCII);
    byte[] found = new byte[text.length];
    boolean same = in.getShort() == text.length;
    in.get(found);
    require(
        same && java.util.Arrays.equals(found, text),
        "coefficients.bin has no header of a float32 array");
  }

  private static void requireNumber(ByteBuffer in, long expected) throws DamagedArchiveException {
    long found = in.getLong();
    require(
        found == expected,
        "the header of coefficients.bin must have %d, but has %d".formatted(expected, found));
  }
}
