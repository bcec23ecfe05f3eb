package mnist.idx;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import mnist.InvalidInputException;

/**
 * The head of an IDX file: two zero bytes, the type, the rank, then one big-endian unsigned 32-bit
 * size per dimension. The data follow, row-major.
 *
 * @param type element type
 * @param shape one size per dimension, each 0 to 2^32-1; the first counts the items. {@code [60000,
 *     28, 28]} is 60000 items of 28 rows by 28 columns
 */
public record IdxHeader(IdxType type, List<Long> shape) implements Serializable {

  private static final int PREFIX_BYTES = 4;
  private static final int SIZE_BYTES = 4;
  private static final int MAX_RANK = 255;
  private static final long MAX_SIZE = 0xFFFF_FFFFL;

  /** Deflate says 258 equal bytes in two bits at best. */
  private static final long MOST_UNPACKED_PER_BYTE = 1032;

  private static final String NOT_IDX = "it isn't an IDX file";

  /**
   * Checks the rank and the sizes.
   *
   * @throws IllegalArgumentException if the rank isn't 1 to 255, a size isn't 0 to 2^32-1, an item
   *     is larger than an array can be or the whole is larger than 2^63-1 bytes
   */
  public IdxHeader {
    shape = List.copyOf(shape);
    if (shape.isEmpty() || shape.size() > MAX_RANK) {
      throw new IllegalArgumentException("rank must be 1 to 255, but was " + shape.size());
    }
    for (long size : shape) {
      if (size < 0 || size > MAX_SIZE) {
        throw new IllegalArgumentException("sizes must be 0 to 4294967295, but were " + shape);
      }
    }
    try {
      long item = type.elementBytes();
      for (long size : shape.subList(1, shape.size())) {
        item = Math.multiplyExact(item, size);
      }
      Math.toIntExact(item);
      Math.addExact(
          Math.multiplyExact(item, shape.get(0)), PREFIX_BYTES + SIZE_BYTES * shape.size());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "sizes must give items of at most 2147483647 bytes and fewer than 2^63 bytes in all,"
              + " but were "
              + shape,
          e);
    }
  }

  /** A header of unsigned bytes, such as {@code ofBytes(60000, 28, 28)}. */
  public static IdxHeader ofBytes(long... shape) {
    return new IdxHeader(IdxType.UNSIGNED_BYTE, Arrays.stream(shape).boxed().toList());
  }

  /** Number of items: the first size. */
  public long items() {
    return shape.get(0);
  }

  /** Number of dimensions, 1 to 255. */
  public int rank() {
    return shape.size();
  }

  /** Bytes of one item: the product of all sizes but the first, times the element's size. */
  public int itemBytes() {
    long bytes = type.elementBytes();
    for (long size : shape.subList(1, shape.size())) {
      bytes *= size;
    }
    return (int) bytes;
  }

  /** Bytes of the header itself; the data begin at this offset. */
  public int headerBytes() {
    return PREFIX_BYTES + SIZE_BYTES * rank();
  }

  /** Bytes of all items. */
  public long dataBytes() {
    return items() * itemBytes();
  }

  /** Bytes of the unpacked file: header and data. */
  public long fileBytes() {
    return headerBytes() + dataBytes();
  }

  /** The header's bytes in the file. */
  public byte[] toBytes() {
    ByteBuffer buffer = ByteBuffer.allocate(headerBytes());
    buffer.put((byte) 0).put((byte) 0).put((byte) type.code()).put((byte) rank());
    shape.forEach(size -> buffer.putInt((int) (long) size));
    return buffer.array();
  }

  /**
   * Reads a header and leaves the stream at the first byte of data.
   *
   * @param in the unpacked bytes, from the start of the file
   * @param path the file's name, for messages
   * @throws InvalidInputException if the bytes aren't an IDX header
   * @throws IOException if the stream itself fails
   */
  public static IdxHeader read(InputStream in, String path) throws IOException {
    byte[] prefix = in.readNBytes(PREFIX_BYTES);
    if (prefix.length == 0) {
      throw IdxFaults.cannotRead(
          path, "expected an IDX header, but the file is empty", IdxFaults.FETCH_AGAIN);
    }
    checkMagic(prefix, path);
    IdxType type =
        IdxType.ofCode(prefix[2])
            .orElseThrow(
                () ->
                    IdxFaults.cannotRead(
                        path,
                        String.format(
                            Locale.ROOT,
                            "expected a type byte of 08, 09, 0b, 0c, 0d or 0e at byte 2, but found"
                                + " %02x",
                            prefix[2]),
                        NOT_IDX));
    int rank = prefix[3] & 0xFF;
    if (rank == 0) {
      throw IdxFaults.cannotRead(
          path, "expected a rank of 1 to 255 at byte 3, but found 0", NOT_IDX);
    }
    byte[] sizes = in.readNBytes(rank * SIZE_BYTES);
    if (sizes.length < rank * SIZE_BYTES) {
      throw IdxFaults.cannotRead(
          path,
          String.format(
              Locale.ROOT,
              "expected %d header bytes for rank %d, but the file ends after %d",
              PREFIX_BYTES + rank * SIZE_BYTES,
              rank,
              PREFIX_BYTES + sizes.length),
          IdxFaults.FETCH_AGAIN);
    }
    List<Long> shape = new ArrayList<>(rank);
    ByteBuffer buffer = ByteBuffer.wrap(sizes);
    while (buffer.hasRemaining()) {
      shape.add(Integer.toUnsignedLong(buffer.getInt()));
    }
    try {
      return new IdxHeader(type, shape);
    } catch (IllegalArgumentException e) {
      throw IdxFaults.cannotRead(
          path, "the header's " + e.getMessage() + " (from byte 4)", IdxFaults.FETCH_AGAIN);
    }
  }

  /**
   * Checks a file's length against this header without reading the file, so that nobody makes room
   * for data that can't be there.
   *
   * @param storedBytes the file's length, as stored
   * @param packed whether that is gzip, of which only the most that it can unpack to is known
   * @param path the file's name, for messages
   * @throws InvalidInputException if the file is too short for its header, or if a plain one goes
   *     on after its last item
   */
  public void checkStoredBytes(long storedBytes, boolean packed, String path) {
    if (packed) {
      if (fileBytes() / MOST_UNPACKED_PER_BYTE > storedBytes) {
        throw IdxFaults.cannotRead(
            path,
            String.format(
                Locale.ROOT,
                "expected %d data bytes for shape %s, but its %d bytes of gzip can't hold as many",
                dataBytes(),
                shape,
                storedBytes),
            IdxFaults.FETCH_AGAIN);
      }
    } else if (storedBytes < fileBytes()) {
      throw IdxFaults.endsEarly(path, this, storedBytes - headerBytes());
    } else if (storedBytes > fileBytes()) {
      throw IdxFaults.goesOn(path, this, Long.toString(storedBytes - fileBytes()));
    }
  }

  private static void checkMagic(byte[] prefix, String path) {
    if (prefix.length < PREFIX_BYTES || prefix[0] != 0 || prefix[1] != 0) {
      StringBuilder found = new StringBuilder();
      for (byte value : prefix) {
        found.append(String.format(Locale.ROOT, " %02x", value));
      }
      throw IdxFaults.cannotRead(
          path,
          "expected the magic number 00 00 <type> <rank> at byte 0, but found" + found,
          NOT_IDX);
    }
  }
}
