package mnist.blocks;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Blocks that the tasks of a JVM share, up to a bound of memory: those used longest ago go first. A
 * block that several ask for is read once.
 */
final class BlockCache {

  /** Of the JVM. */
  static final BlockCache SHARED = new BlockCache();

  /** Reads ahead, one block at a time, and ends when there is nothing to do. */
  private static final ExecutorService AHEAD = reader();

  private final LinkedHashMap<Key, CompletableFuture<Block>> blocks =
      new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param index digest of the index that the block is of
   */
  record Key(String index, int block) {}

  private static ExecutorService reader() {
    ThreadPoolExecutor reader =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "blocks-read-ahead");
              thread.setDaemon(true);
              return thread;
            });
    reader.allowCoreThreadTimeOut(true);
    return reader;
  }

  /**
   * The block, read now unless it is there or being read.
   *
   * @param mostBytes of pixels that all blocks may have; the block itself stays even if it has more
   */
  Block get(Key key, long mostBytes, Supplier<Block> read) {
    CompletableFuture<Block> fresh = new CompletableFuture<>();
    CompletableFuture<Block> found = putIfAbsent(key, fresh);
    if (found != null) {
      try {
        return found.join();
      } catch (CompletionException e) {
        // Another task's attempt may have been ended while it read; this one reads for itself.
        found = putIfAbsent(key, fresh);
      }
    }
    if (found == null) {
      fill(key, fresh, mostBytes, read);
    }
    try {
      return (found == null ? fresh : found).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Has the block read by another thread, unless it is there or being read. */
  void readAhead(Key key, long mostBytes, Supplier<Block> read) {
    CompletableFuture<Block> fresh = new CompletableFuture<>();
    if (putIfAbsent(key, fresh) == null) {
      AHEAD.execute(() -> fill(key, fresh, mostBytes, read));
    }
  }

  private synchronized CompletableFuture<Block> putIfAbsent(
      Key key, CompletableFuture<Block> fresh) {
    // Unlike putIfAbsent, get counts as use.
    CompletableFuture<Block> found = blocks.get(key);
    if (found == null) {
      blocks.put(key, fresh);
    }
    return found;
  }

  private void fill(Key key, CompletableFuture<Block> fresh, long mostBytes, Supplier<Block> read) {
    try {
      Block block = read.get();
      add(key, block, mostBytes);
      fresh.complete(block);
    } catch (RuntimeException | Error e) {
      remove(key);
      fresh.completeExceptionally(e);
    }
  }

  private synchronized void add(Key key, Block block, long mostBytes) {
    bytes += block.bytes();
    Iterator<Map.Entry<Key, CompletableFuture<Block>>> oldest = blocks.entrySet().iterator();
    while (bytes > mostBytes && oldest.hasNext()) {
      Map.Entry<Key, CompletableFuture<Block>> entry = oldest.next();
      if (!entry.getKey().equals(key) && entry.getValue().isDone()) {
        bytes -= entry.getValue().join().bytes();
        oldest.remove();
      }
    }
  }

  private synchronized void remove(Key key) {
    blocks.remove(key);
  }

  /** Forgets the blocks of an index. */
  synchronized void clear(String index) {
    blocks
        .entrySet()
        .removeIf(
            entry -> {
              boolean goes = entry.getKey().index().equals(index) && entry.getValue().isDone();
              if (goes) {
                bytes -= entry.getValue().join().bytes();
              }
              return goes;
            });
  }

  /** Of all blocks' pixels. */
  synchronized long bytes() {
    return bytes;
  }
}
