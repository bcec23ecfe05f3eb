package mnist.blocks;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Some labelled images, in memory. */
public final class Block {

  /** In place of a label that is null. */
  static final int NO_LABEL = Integer.MIN_VALUE;

  private static final int BYTES_OF_ID_AND_LABEL = Long.BYTES + Integer.BYTES;

  private final long[] ids;
  private final int[] labels;
  private final byte[] pixels;

  /**
   * @param pixels of all images, one byte each: images in order, each row by row
   */
  Block(long[] ids, int[] labels, byte[] pixels) {
    this.ids = ids;
    this.labels = labels;
    this.pixels = pixels;
  }

  /** Number of images. */
  public int size() {
    return ids.length;
  }

  /** Of an image, by its index in the block. */
  public long id(int index) {
    return ids[index];
  }

  /** Of an image, by its index in the block; from 0. */
  public int label(int index) {
    return labels[index];
  }

  /** A copy of an image: height x width unsigned bytes, row-major. */
  public byte[] image(int index) {
    int size = pixels.length / ids.length;
    return Arrays.copyOfRange(pixels, index * size, (index + 1) * size);
  }

  /** Of the pixels, in bytes; what goes with them is little beside. */
  long bytes() {
    return pixels.length;
  }

  /** CRC-32C of the ids and labels, big-endian, and of the pixels. */
  int checksum() {
    CRC32C checksum = new CRC32C();
    checksum.update(idsAndLabels());
    checksum.update(pixels);
    return (int) checksum.getValue();
  }

  private byte[] idsAndLabels() {
    ByteBuffer bytes = ByteBuffer.allocate(size() * BYTES_OF_ID_AND_LABEL);
    for (int i = 0; i < size(); i++) {
      bytes.putLong(ids[i]).putInt(labels[i]);
    }
    return bytes.array();
  }

  /** What {@link #write} writes of so many images. */
  static long writtenBytes(int images, int pixelsPerImage) {
    return (long) images * (BYTES_OF_ID_AND_LABEL + pixelsPerImage);
  }

  void write(DataOutput to) throws IOException {
    to.write(idsAndLabels());
    to.write(pixels);
  }

  /** What {@link #write} wrote. */
  static Block read(DataInput from, int images, int pixelsPerImage) throws IOException {
    byte[] idsAndLabels = new byte[images * BYTES_OF_ID_AND_LABEL];
    from.readFully(idsAndLabels);
    byte[] pixels = new byte[images * pixelsPerImage];
    from.readFully(pixels);
    long[] ids = new long[images];
    int[] labels = new int[images];
    ByteBuffer bytes = ByteBuffer.wrap(idsAndLabels);
    for (int i = 0; i < images; i++) {
      ids[i] = bytes.getLong();
      labels[i] = bytes.getInt();
    }
    return new Block(ids, labels, pixels);
  }
}
