package mnist.blocks;

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
    ByteBuffer ofImage = ByteBuffer.allocate(BYTES_OF_ID_AND_LABEL);
    for (int i = 0; i < size(); i++) {
      checksum.update(ofImage.clear().putLong(ids[i]).putInt(labels[i]).flip());
    }
    checksum.update(pixels);
    return (int) checksum.getValue();
  }
}
