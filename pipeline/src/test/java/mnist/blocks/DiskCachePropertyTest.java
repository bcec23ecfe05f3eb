package mnist.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DiskCachePropertyTest {

  /**
   * As if each were read from storage.
   *
   * @param changed places of the file at which the disk goes wrong before a block is asked for
   */
  @Property(tries = 300)
  void whateverIsAskedForIsWhatIsStored(
      @ForAll @Size(max = 40) List<@IntRange(max = 7) Integer> asked,
      @ForAll @IntRange(max = 9 * StoredBlocks.SLOT) int mostBytes,
      @ForAll @Size(max = 40) List<@IntRange(max = 40 * StoredBlocks.SLOT) Integer> changed)
      throws IOException {
    StoredBlocks blocks = StoredBlocks.ofRandomImages(8, 1);
    Path file = Files.createTempFile("disk-cache", null);
    try {
      DiskCache cache = new DiskCache(() -> StoredBlocks.open(file));
      for (int i = 0; i < asked.size(); i++) {
        if (i < changed.size() && changed.get(i) < Files.size(file)) {
          StoredBlocks.change(file, changed.get(i));
        }
        blocks.get(cache, asked.get(i), mostBytes);
        assertThat(Files.size(file)).isLessThanOrEqualTo(mostBytes);
      }
    } finally {
      Files.delete(file);
    }
  }
}
