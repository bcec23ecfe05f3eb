package mnist.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import mnist.blocks.BlockIndex.IndexedFile;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Where blocks lie, against a count of all rows one by one. */
class BlockIndexPropertyTest {

  @Property(tries = 200)
  void blocksAreRowsOfTheirFilesInTurn(
      @ForAll @IntRange(min = 1, max = 7) int rowsPerBlock,
      @ForAll @Size(max = 6) List<@IntRange(min = 0, max = 20) Integer> rows) {
    BlockIndex index = BlockIndexes.ofFiles(rowsPerBlock, rows);

    List<String> expected = new ArrayList<>();
    for (int file = 0; file < rows.size(); file++) {
      for (int row = 0; row < rows.get(file); row++) {
        expected.add(file + ":" + row);
      }
    }
    List<String> found = new ArrayList<>();
    for (int block = 0; block < index.blocks(); block++) {
      assertThat(index.size(block)).isBetween(1, rowsPerBlock);
      String file = index.path(block).replace("file:/part-", "");
      assertThat(index.checksum(block)).isEqualTo(Integer.parseInt(file));
      for (int row = 0; row < index.size(block); row++) {
        found.add(file + ":" + (index.firstRow(block) + row));
      }
    }
    assertThat(found).isEqualTo(expected);
    assertThat(index.images()).isEqualTo(expected.size());
  }

  /** Two indexes have one name if their blocks hold the same. */
  @Example
  void digestsTellBlocksApart() {
    BlockIndex index = index(2, 3, 4, 10, 1, 2, 3);
    assertThat(index.digest()).isEqualTo(index(2, 3, 4, 10, 1, 2, 3).digest());
    assertThat(
            List.of(
                index,
                index(3, 2, 4, 10, 1, 2, 3),
                index(6, 1, 4, 10, 1, 2, 3),
                index(2, 3, 5, 10, 1, 2),
                index(2, 3, 4, 11, 1, 2, 3),
                index(2, 3, 4, 10, 1, 2, 4)))
        .extracting(BlockIndex::digest)
        .doesNotHaveDuplicates();
    assertThat(index.pixels()).isEqualTo(6);
  }

  private static BlockIndex index(
      int height, int width, int rowsPerBlock, int rows, int... checksums) {
    return new BlockIndex(
        height, width, rowsPerBlock, List.of(new IndexedFile("file:/a", rows, checksums)));
  }

  @Example
  void checksumsAreOverIdsLabelsAndPixels() throws IOException {
    Block block = new Block(new long[] {5, -1}, new int[] {3, 9}, new byte[] {1, 2, 3, 4, 5, 6});
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream data = new DataOutputStream(bytes)) {
      data.writeLong(5);
      data.writeInt(3);
      data.writeLong(-1);
      data.writeInt(9);
      data.write(new byte[] {1, 2, 3, 4, 5, 6});
    }
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.toByteArray());

    assertThat(block.checksum()).isEqualTo((int) checksum.getValue());
    assertThat(block.image(0)).containsExactly(1, 2, 3);
    assertThat(block.image(1)).containsExactly(4, 5, 6);
    assertThat(block.bytes()).isEqualTo(6);
  }
}
