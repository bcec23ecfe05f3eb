package mnist.blocks;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import mnist.files.Causes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks of one index on the local disk, up to a bound, for the JVM that read them: in one file, in
 * slots of one size. A block that is there stays, since an epoch asks for each block about once, so
 * that none is worth more than another. A disk that is full or faulty costs the cache alone.
 */
final class DiskCache {

  /** Of the JVM. */
  static final DiskCache SHARED = new DiskCache(ScratchFile::open);

  private static final Logger LOG = LoggerFactory.getLogger(DiskCache.class);

  private final Opening opening;

  /** Of each block the number of its slot. */
  private final Map<Integer, Integer> slots = new HashMap<>();

  /** Digest of the index that the blocks are of. */
  private String index = "";

  /** Null while nothing is kept. */
  private RandomAccessFile file;

  private boolean isFaulty;

  /** Opens a file that is empty. */
  @FunctionalInterface
  interface Opening {
    RandomAccessFile open() throws IOException;
  }

  DiskCache(Opening opening) {
    this.opening = opening;
  }

  /**
   * The block, from the disk or by {@code read}, and then kept if there is room. Blocks of another
   * index go first.
   *
   * @param mostBytes that the file may have
   */
  Block get(BlockIndex of, int block, long mostBytes, Supplier<Block> read) {
    Optional<Block> kept = find(of, block);
    if (kept.isPresent()) {
      return kept.get();
    }
    Block found = read.get();
    keep(of, block, found, mostBytes);
    return found;
  }

  private synchronized Optional<Block> find(BlockIndex of, int number) {
    if (!of.digest().equals(index)) {
      clear(index);
      index = of.digest();
    }
    Integer slot = slots.get(number);
    if (slot == null) {
      return Optional.empty();
    }
    try {
      file.seek(slot * of.mostWrittenBytes());
      Block block = Block.read(file, of.size(number), of.pixels());
      if (block.checksum() == of.checksum(number)) {
        return Optional.of(block);
      }
      giveUp("a block isn't what was written");
    } catch (IOException e) {
      giveUp(Causes.oneLine(e));
    }
    return Optional.empty();
  }

  private synchronized void keep(BlockIndex of, int number, Block block, long mostBytes) {
    int slot = slots.size();
    // One that was read ahead may come when its training has ended.
    if (!of.digest().equals(index)
        || isFaulty
        || slots.containsKey(number)
        || (slot + 1) * of.mostWrittenBytes() > mostBytes) {
      return;
    }
    try {
      if (file == null) {
        file = opening.open();
      }
      file.seek(slot * of.mostWrittenBytes());
      block.write(file);
      slots.put(number, slot);
    } catch (IOException e) {
      giveUp(Causes.oneLine(e));
    }
  }

  /** For good; others may need what a full disk has left. */
  private void giveUp(String why) {
    LOG.warn("images are no longer kept on the local disk: {}", why);
    isFaulty = true;
    clear(index);
  }

  /** Forgets the blocks of an index, and gives back the disk. */
  synchronized void clear(String digest) {
    if (!digest.equals(index)) {
      return;
    }
    index = "";
    slots.clear();
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      LOG.debug("cannot close a file that nobody needs", e);
    }
    file = null;
  }
}
