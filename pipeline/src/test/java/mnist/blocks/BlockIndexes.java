package mnist.blocks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Indexes of files that needn't be there. */
public final class BlockIndexes {

  private BlockIndexes() {}

  /**
   * Of images of one pixel.
   *
   * @param rows of each file
   */
  public static BlockIndex ofFiles(int rowsPerBlock, List<Integer> rows) {
    return ofFiles(1, rowsPerBlock, rows);
  }

  /**
   * @param side of images, pixels
   * @param rows of each file
   */
  public static BlockIndex ofFiles(int side, int rowsPerBlock, List<Integer> rows) {
    return new BlockIndex(
        side,
        side,
        rowsPerBlock,
        IntStream.range(0, rows.size())
            .mapToObj(file -> file(file, rows.get(file), rowsPerBlock))
            .toList());
  }

  private static BlockIndex.IndexedFile file(int file, int rows, int rowsPerBlock) {
    int[] checksums = new int[(rows + rowsPerBlock - 1) / rowsPerBlock];
    Arrays.fill(checksums, file);
    return new BlockIndex.IndexedFile("file:/part-" + file, rows, checksums);
  }
}
