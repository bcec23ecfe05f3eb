package mnist.blocks;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import mnist.files.Sha256;

/**
 * Which blocks a set of labelled images consists of: of each file, every so many rows in turn are a
 * block, and the last has what is left. A class and no record, because Spark's Kryo can't write
 * records.
 */
public final class BlockIndex implements Serializable {

  private final int height;
  private final int width;
  private final int rowsPerBlock;
  private final String[] files;

  /** Of each file. */
  private final long[] rows;

  /** Index of each file's first block, and the number of all blocks. */
  private final int[] firsts;

  /** {@link Block#checksum} of each block. */
  private final int[] checksums;

  private final String digest;

  /**
   * @param height of the images, pixels
   * @param width of the images, pixels
   * @param rowsPerBlock 1 or more
   * @param files in order
   */
  BlockIndex(int height, int width, int rowsPerBlock, List<IndexedFile> files) {
    this.height = height;
    this.width = width;
    this.rowsPerBlock = rowsPerBlock;
    this.files = files.stream().map(file -> file.path).toArray(String[]::new);
    this.rows = files.stream().mapToLong(file -> file.rows).toArray();
    this.firsts = new int[rows.length + 1];
    for (int file = 0; file < rows.length; file++) {
      long blocks = (rows[file] + rowsPerBlock - 1) / rowsPerBlock;
      firsts[file + 1] = Math.toIntExact(firsts[file] + blocks);
    }
    this.checksums = files.stream().flatMapToInt(file -> Arrays.stream(file.checksums)).toArray();
    this.digest = digestOf(this);
  }

  /** A file's blocks, as an executor finds them. */
  static final class IndexedFile implements Serializable {
    private final String path;
    private final long rows;
    private final int[] checksums;

    /**
     * @param rows in the file
     * @param checksums of its blocks, in order
     */
    IndexedFile(String path, long rows, int[] checksums) {
      this.path = path;
      this.rows = rows;
      this.checksums = checksums;
    }
  }

  private static String digestOf(BlockIndex index) {
    MessageDigest digest = Sha256.start();
    ByteBuffer numbers = ByteBuffer.allocate(3 * Integer.BYTES);
    digest.update(
        numbers.putInt(index.height).putInt(index.width).putInt(index.rowsPerBlock).flip());
    for (long rows : index.rows) {
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(rows).flip());
    }
    for (int checksum : index.checksums) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(checksum).flip());
    }
    return Sha256.hex(digest.digest());
  }

  /** A name for what the blocks hold: equal for equal blocks, wherever their files lie. */
  public String digest() {
    return digest;
  }

  /** Of each image, pixels. */
  public int height() {
    return height;
  }

  /** Of each image, pixels. */
  public int width() {
    return width;
  }

  /** Of each image. */
  public int pixels() {
    return height * width;
  }

  /** Number of images. */
  public long images() {
    return Arrays.stream(rows).sum();
  }

  /** Number of blocks. */
  public int blocks() {
    return checksums.length;
  }

  /** Images of a block. */
  public int size(int block) {
    return (int) Math.min(rowsPerBlock, rows[file(block)] - firstRow(block));
  }

  /** Whether the pixels of all images take no more bytes than this. */
  public boolean fitsIn(long bytes) {
    return images() <= bytes / pixels();
  }

  /** What a block is at most, written by {@link Block#write}. */
  long mostWrittenBytes() {
    return Block.writtenBytes(rowsPerBlock, pixels());
  }

  /** The file that a block is in. */
  String path(int block) {
    return files[file(block)];
  }

  /** Index in its file of a block's first row. */
  long firstRow(int block) {
    return (long) (block - firsts[file(block)]) * rowsPerBlock;
  }

  /** {@link Block#checksum} of a block. */
  int checksum(int block) {
    return checksums[block];
  }

  private int file(int block) {
    int found = Arrays.binarySearch(firsts, block);
    if (found < 0) {
      return -found - 2;
    }
    // Files without rows begin where the next one does.
    while (firsts[found + 1] == block) {
      found++;
    }
    return found;
  }
}
