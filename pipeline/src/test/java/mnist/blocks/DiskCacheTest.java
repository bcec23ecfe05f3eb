package mnist.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mnist.testing.SparkExtension;
import mnist.testing.Tmpfs;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class DiskCacheTest {

  private static final int SLOT = StoredBlocks.SLOT;

  @TempDir private Path directory;
  private final StoredBlocks blocks = StoredBlocks.ofRandomImages(8, 1);

  private DiskCache cache(Path file) {
    return new DiskCache(() -> StoredBlocks.open(file));
  }

  @Test
  void whatThereIsRoomForIsReadOnce() {
    DiskCache cache = cache(directory.resolve("file"));

    for (int epoch = 0; epoch < 3; epoch++) {
      for (int block : List.of(7, 2, 5, 0)) {
        blocks.get(cache, block, 3 * SLOT);
      }
    }

    assertThat(blocks.read()).containsExactly(7, 2, 5, 0, 0, 0);
  }

  @Test
  void changedBytesAreNoticed() throws IOException {
    Path file = directory.resolve("file");
    DiskCache cache = cache(file);
    blocks.get(cache, 3, SLOT);
    StoredBlocks.change(file, SLOT - 1);

    blocks.get(cache, 3, SLOT);

    assertThat(blocks.read()).containsExactly(3, 3);
  }

  /** Several trainings may follow each other in a JVM. */
  @Test
  void blocksOfAnotherIndexTakeTheirPlace() {
    StoredBlocks others = StoredBlocks.ofRandomImages(4, 2);
    List<Path> opened = new ArrayList<>();
    DiskCache cache =
        new DiskCache(
            () -> {
              opened.add(directory.resolve("file" + opened.size()));
              return StoredBlocks.open(opened.get(opened.size() - 1));
            });

    blocks.get(cache, 1, 2 * SLOT);
    others.get(cache, 1, 2 * SLOT);
    others.get(cache, 1, 2 * SLOT);
    blocks.get(cache, 1, 2 * SLOT);

    assertThat(blocks.read()).containsExactly(1, 1);
    assertThat(others.read()).containsExactly(1);
    assertThat(opened).hasSize(3);
  }

  @Test
  void aFullDiskCostsTheCacheAlone() throws Exception {
    StoredBlocks large = StoredBlocks.ofLargeImages(200, 200);
    try (Tmpfs disk = Tmpfs.mount(directory.resolve("disk"), 64)) {
      DiskCache cache = cache(disk.path().resolve("file"));

      for (int block : List.of(0, 0, 1, 0, 1)) {
        large.get(cache, block, 1 << 20);
      }

      assertThat(large.read()).containsExactly(0, 1, 0, 1);
    }
  }

  @Test
  void aDirectoryThatCannotBeWrittenCostsTheCacheAlone() {
    DiskCache cache = cache(directory.resolve("none/file"));

    blocks.get(cache, 1, SLOT);
    blocks.get(cache, 1, SLOT);

    assertThat(blocks.read()).containsExactly(1, 1);
  }

  /** So it is gone when the process is, however that ends. */
  @Test
  void theFileHasNoNameAmongSparks(SparkSession spark) throws IOException {
    Set<Path> before = ofSpark();

    try (RandomAccessFile file = ScratchFile.open()) {
      file.writeLong(7);
      file.seek(0);

      assertThat(file.readLong()).isEqualTo(7);
      assertThat(ofSpark()).isEqualTo(before);
    }
  }

  private static Set<Path> ofSpark() throws IOException {
    Set<Path> files = new TreeSet<>();
    for (File local : SparkEnv.get().blockManager().diskBlockManager().localDirs()) {
      try (Stream<Path> found = Files.walk(local.toPath())) {
        found.filter(Files::isRegularFile).forEach(files::add);
      }
    }
    return files;
  }
}
