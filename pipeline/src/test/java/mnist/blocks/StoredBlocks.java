package mnist.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Blocks as they lie in storage, and which of them were read there. */
final class StoredBlocks {

  private static final int HEIGHT = 2;
  private static final int WIDTH = 3;
  private static final int ROWS = 5;

  /** Bytes of a block on disk, with its ids and labels. */
  static final int SLOT = ROWS * (HEIGHT * WIDTH + 12);

  final BlockIndex index;
  private final List<Block> stored;
  private final List<Integer> read = new ArrayList<>();

  private StoredBlocks(int height, int width, int rowsPerBlock, List<Block> stored) {
    this.stored = stored;
    int[] checksums = stored.stream().mapToInt(Block::checksum).toArray();
    long rows = stored.stream().mapToLong(Block::size).sum();
    index =
        new BlockIndex(
            height,
            width,
            rowsPerBlock,
            List.of(new BlockIndex.IndexedFile("file:/part-0", rows, checksums)));
  }

  /** Of random images; the last block has fewer. */
  static StoredBlocks ofRandomImages(int count, int seed) {
    Random random = new Random(seed);
    return new StoredBlocks(
        HEIGHT,
        WIDTH,
        ROWS,
        IntStream.range(0, count)
            .mapToObj(block -> block(random, block == count - 1 ? ROWS - 2 : ROWS))
            .toList());
  }

  /** Two, of one image each. */
  static StoredBlocks ofLargeImages(int height, int width) {
    Block image = new Block(new long[1], new int[1], new byte[height * width]);
    return new StoredBlocks(height, width, 1, List.of(image, image));
  }

  private static Block block(Random random, int rows) {
    byte[] pixels = new byte[rows * HEIGHT * WIDTH];
    random.nextBytes(pixels);
    return new Block(random.longs(rows).toArray(), random.ints(rows, 0, 10).toArray(), pixels);
  }

  /** Asks a cache for a block, which must be the stored one. */
  void get(DiskCache cache, int block, long mostBytes) {
    Block found =
        cache.get(
            index,
            block,
            mostBytes,
            () -> {
              read.add(block);
              return stored.get(block);
            });
    assertThat(found).usingRecursiveComparison().isEqualTo(stored.get(block));
  }

  /** Blocks that weren't in the cache, as they were asked for. */
  List<Integer> read() {
    return read;
  }

  static RandomAccessFile open(Path file) throws IOException {
    return new RandomAccessFile(file.toFile(), "rw");
  }

  /** Lets a byte of a file go wrong. */
  static void change(Path file, int place) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[place] ^= 0x40;
    Files.write(file, bytes);
  }
}
