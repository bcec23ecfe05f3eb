package mnist.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import mnist.Seeds;
import mnist.blocks.BlockIndex;

/**
 * The order of an epoch's examples, by a shuffle of two levels: the blocks are shuffled, and then
 * each group of so many examples in turn. So whoever reads some examples in order needs the blocks
 * of one group at a time. It follows from the blocks, the seed and the epoch alone.
 */
final class EpochOrder {

  /** Groups that are kept for the next round. */
  private static final int KEPT = 64;

  /** The latest, as all tasks of a JVM ask for the same one. */
  private static EpochOrder last;

  private final Key key;

  /** Blocks in their order. */
  private final int[] blocks;

  /** Place of each block's first example before groups are shuffled, and the end. */
  private final long[] starts;

  private final Map<Long, Group> groups =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Group> eldest) {
          return size() > KEPT;
        }
      };

  private record Key(String index, long groupSize, long seed, int epoch) {}

  private EpochOrder(Key key, BlockIndex index) {
    this.key = key;
    this.blocks = permutation(index.blocks(), Seeds.of(key.seed(), key.epoch()));
    this.starts = new long[blocks.length + 1];
    for (int i = 0; i < blocks.length; i++) {
      starts[i + 1] = starts[i] + index.size(blocks[i]);
    }
  }

  /**
   * The order of an epoch.
   *
   * @param groupSize examples that are shuffled with each other, 1 or more
   * @param epoch from 0
   */
  static synchronized EpochOrder of(BlockIndex index, int groupSize, long seed, int epoch) {
    Key key = new Key(index.digest(), groupSize, seed, epoch);
    if (last == null || !last.key.equals(key)) {
      last = new EpochOrder(key, index);
    }
    return last;
  }

  /** Where an example is. */
  @FunctionalInterface
  interface Place {

    /**
     * @param row index of the example in the block
     */
    void at(int block, int row);
  }

  /** Examples that are shuffled with each other. */
  final class Group {

    private final long first;
    private final int[] order;

    private Group(long number) {
      this.first = firstOf(number);
      long left = starts[blocks.length] - first;
      this.order =
          permutation(
              (int) Math.min(key.groupSize(), left), Seeds.of(key.seed(), key.epoch(), number));
    }

    /** Whether the example at this position is one of them. */
    boolean has(long position) {
      return position >= first && position < first + order.length;
    }

    /** Passes on where the example at this position, one of the group's, is. */
    void find(long position, Place place) {
      long shuffled = first + order[(int) (position - first)];
      int block = block(shuffled);
      place.at(blocks[block], (int) (shuffled - starts[block]));
    }
  }

  /** The group that the example at this position is in. */
  long groupOf(long position) {
    return position / key.groupSize();
  }

  synchronized Group group(long number) {
    return groups.computeIfAbsent(number, Group::new);
  }

  /** Position of a group's first example. */
  long firstOf(long group) {
    return group * key.groupSize();
  }

  /** The blocks with examples of a group. */
  int[] blocksOf(long group) {
    int from = block(firstOf(group));
    int to = block(Math.min(firstOf(group + 1), starts[blocks.length]) - 1);
    return Arrays.copyOfRange(blocks, from, to + 1);
  }

  /** Index, in the order of blocks, of the one with this place. */
  private int block(long place) {
    int found = Arrays.binarySearch(starts, place);
    return found >= 0 ? found : -found - 2;
  }

  /** A random permutation, by Fisher and Yates. */
  private static int[] permutation(int size, long seed) {
    Random random = new Random(seed);
    int[] order = IntStream.range(0, size).toArray();
    for (int i = 1; i < size; i++) {
      int j = random.nextInt(i + 1);
      int moved = order[i];
      order[i] = order[j];
      order[j] = moved;
    }
    return order;
  }
}
