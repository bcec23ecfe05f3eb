package mnist.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlockCacheTest {

  private static final long BYTES = block(0).bytes();

  private final BlockCache cache = new BlockCache();
  private final AtomicInteger reads = new AtomicInteger();

  private static Block block(int id) {
    return new Block(new long[] {id}, new int[] {1}, new byte[100]);
  }

  private Block get(int number, long mostBytes) {
    return cache.get(
        new BlockCache.Key("index", number),
        mostBytes,
        () -> {
          reads.incrementAndGet();
          return block(number);
        });
  }

  @Test
  void readsWhatFitsOnce() {
    for (int turn = 0; turn < 3; turn++) {
      for (int number = 0; number < 4; number++) {
        assertThat(get(number, 4 * BYTES).id(0)).isEqualTo(number);
      }
    }

    assertThat(reads).hasValue(4);
    assertThat(cache.bytes()).isEqualTo(4 * BYTES);
  }

  @Test
  void whatWasUsedLongestAgoGoesFirst() {
    List.of(0, 1, 2, 0, 3).forEach(number -> get(number, 3 * BYTES));
    assertThat(reads).hasValue(4);
    assertThat(cache.bytes()).isEqualTo(3 * BYTES);

    List.of(2, 0, 3).forEach(number -> get(number, 3 * BYTES));
    assertThat(reads).hasValue(4);
    get(1, 3 * BYTES);
    assertThat(reads).hasValue(5);
  }

  @Test
  void aBlockLargerThanTheBoundIsTheOnlyOne() {
    get(0, 4 * BYTES);
    get(1, 1);

    assertThat(cache.bytes()).isEqualTo(BYTES);
  }

  @Test
  void aBlockThatManyWantIsReadOnce() throws Exception {
    int tasks = 8;
    CountDownLatch all = new CountDownLatch(tasks);
    ExecutorService threads = Executors.newFixedThreadPool(tasks);
    try {
      List<Future<Block>> found =
          IntStream.range(0, tasks)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            all.countDown();
                            all.await();
                            return get(7, BYTES);
                          }))
              .toList();
      Block first = found.get(0).get();
      for (Future<Block> other : found) {
        assertThat(other.get()).isSameAs(first);
      }
    } finally {
      threads.shutdown();
    }
    assertThat(reads).hasValue(1);
  }

  @Test
  void whatIsReadAheadIsThereOrWaitedFor() {
    CountDownLatch asked = new CountDownLatch(1);
    BlockCache.Key key = new BlockCache.Key("index", 1);
    cache.readAhead(
        key,
        BYTES,
        () -> {
          reads.incrementAndGet();
          try {
            asked.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return block(1);
        });
    asked.countDown();

    assertThat(get(1, BYTES).id(0)).isEqualTo(1);
    assertThat(reads).hasValue(1);
  }

  @Test
  void aFailureIsToldAndNotKept() {
    BlockCache.Key key = new BlockCache.Key("index", 1);
    IllegalStateException failure = new IllegalStateException("no such file");

    assertThatThrownBy(
            () ->
                cache.get(
                    key,
                    BYTES,
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(get(1, BYTES).id(0)).isEqualTo(1);
    assertThat(cache.bytes()).isEqualTo(BYTES);
  }

  /** As when Spark ends a speculative attempt that reads what the other one waits for. */
  @Test
  void whoWaitsForAReadThatFailsReadsForItself() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(1);
    BlockCache.Key key = new BlockCache.Key("index", 1);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<Block> ended =
          other.submit(
              () ->
                  cache.get(
                      key,
                      BYTES,
                      () -> {
                        reading.countDown();
                        try {
                          waiting.await();
                        } catch (InterruptedException e) {
                          throw new IllegalStateException(e);
                        }
                        throw new IllegalStateException("ended");
                      }));
      reading.await();
      waiting.countDown();

      assertThat(get(1, BYTES).id(0)).isEqualTo(1);
      assertThatThrownBy(ended::get).hasRootCauseMessage("ended");
    } finally {
      other.shutdown();
    }
  }

  @Test
  void forgetsTheBlocksOfAnIndex() {
    get(0, 4 * BYTES);
    cache.get(new BlockCache.Key("other", 0), 4 * BYTES, () -> block(0));

    cache.clear("index");

    assertThat(cache.bytes()).isEqualTo(BYTES);
    get(0, 4 * BYTES);
    assertThat(reads).hasValue(2);
    cache.get(
        new BlockCache.Key("other", 0),
        4 * BYTES,
        () -> {
          throw new AssertionError("it is there");
        });
  }
}
