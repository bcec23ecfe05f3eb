package mnist.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import mnist.blocks.BlockIndex;
import mnist.blocks.BlockIndexes;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EpochOrderTest {

  @Property(tries = 300)
  void everyExampleHasOnePlace(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 40) Integer> files,
      @ForAll @IntRange(min = 1, max = 20) int rowsPerBlock,
      @ForAll @IntRange(min = 1, max = 300) int groupSize,
      @ForAll long seed,
      @ForAll @IntRange(max = 5) int epoch) {
    BlockIndex index = BlockIndexes.ofFiles(rowsPerBlock, files);

    List<String> order = order(EpochOrder.of(index, groupSize, seed, epoch), index.images());

    Set<String> all = new TreeSet<>();
    for (int block = 0; block < index.blocks(); block++) {
      for (int row = 0; row < index.size(block); row++) {
        all.add(block + "/" + row);
      }
    }
    assertThat(order).containsExactlyInAnyOrderElementsOf(all);
  }

  /** So no more than a group's blocks need be in memory. */
  @Property(tries = 200)
  void aGroupIsInTheBlocksThatItNames(
      @ForAll @IntRange(min = 1, max = 20) int rowsPerBlock,
      @ForAll @IntRange(min = 1, max = 90) int groupSize,
      @ForAll long seed) {
    BlockIndex index = BlockIndexes.ofFiles(rowsPerBlock, List.of(31, 0, 44, 25));
    EpochOrder order = EpochOrder.of(index, groupSize, seed, 0);

    for (long group = 0; order.firstOf(group) < index.images(); group++) {
      Set<Integer> used = new TreeSet<>();
      long end = Math.min(order.firstOf(group + 1), index.images());
      EpochOrder.Group asked = order.group(group);
      assertThat(asked.has(order.firstOf(group) - 1)).isFalse();
      assertThat(asked.has(end)).isFalse();
      for (long position = order.firstOf(group); position < end; position++) {
        assertThat(order.groupOf(position)).isEqualTo(group);
        assertThat(asked.has(position)).isTrue();
        order.group(order.groupOf(position)).find(position, (block, row) -> used.add(block));
      }
      assertThat(order.blocksOf(group))
          .containsExactlyInAnyOrder(used.stream().mapToInt(Integer::intValue).toArray());
      assertThat(used.size()).isLessThanOrEqualTo(groupSize / rowsPerBlock + 5);
    }
  }

  @Test
  void orderIsNewEachEpochAndTheSameForTheSameSeed() {
    BlockIndex index = BlockIndexes.ofFiles(100, List.of(1000));
    List<String> first = order(EpochOrder.of(index, 300, 7, 0), 1000);

    assertThat(order(EpochOrder.of(index, 300, 7, 1), 1000)).isNotEqualTo(first);
    assertThat(order(EpochOrder.of(index, 300, 8, 0), 1000)).isNotEqualTo(first);
    assertThat(order(EpochOrder.of(index, 300, 7, 0), 1000)).isEqualTo(first);
  }

  /** One order is kept for all tasks of a JVM: it mustn't show who asked before. */
  @Test
  void ordersAreTheSameWhoeverAsksBetween() {
    Map<String, Set<List<String>>> orders = new ConcurrentHashMap<>();
    IntStream.range(0, 800)
        .parallel()
        .forEach(
            i -> {
              BlockIndex index = BlockIndexes.ofFiles(10, List.of(100 + i % 2));
              int seed = i / 2 % 2;
              int epoch = i / 4 % 2;
              orders
                  .computeIfAbsent(
                      index.images() + " " + seed + " " + epoch,
                      key -> ConcurrentHashMap.newKeySet())
                  .add(order(EpochOrder.of(index, 40, seed, epoch), index.images()));
            });

    assertThat(orders).hasSize(8);
    assertThat(orders.values()).allSatisfy(same -> assertThat(same).hasSize(1));
    assertThat(Set.copyOf(orders.values())).hasSize(8);
  }

  /** An order takes four bytes an example, and a group as much again: a JVM's tasks share them. */
  @Test
  void orderIsKeptWithTheLastGroupsThatWereAskedFor() {
    BlockIndex index = BlockIndexes.ofFiles(10, List.of(1000));
    EpochOrder order = EpochOrder.of(index, 10, 7, 0);
    List<EpochOrder.Group> kept = LongStream.range(0, 64).mapToObj(order::group).toList();

    assertThat(EpochOrder.of(BlockIndexes.ofFiles(10, List.of(1000)), 10, 7, 0)).isSameAs(order);
    assertThat(LongStream.range(0, 64).mapToObj(order::group).toList()).isEqualTo(kept);
    order.group(64);
    assertThat(order.group(1)).isSameAs(kept.get(1));
    assertThat(order.group(0)).isNotSameAs(kept.get(0));
  }

  /** java.util.Random's numbers are specified; these hold what is made of them. */
  @Test
  void orderStaysWhatItWas() {
    BlockIndex index = BlockIndexes.ofFiles(3, List.of(10));

    assertThat(order(EpochOrder.of(index, 5, 42, 1), 10))
        .containsExactly("2/2", "2/1", "0/0", "2/0", "0/1", "1/2", "0/2", "3/0", "1/0", "1/1");
  }

  /** Of all examples each stands at each place equally often where all are one group. */
  @Test
  void everyExampleComesToEveryPlace() {
    BlockIndex index = BlockIndexes.ofFiles(10, List.of(10));
    int[][] counts = new int[10][10];
    for (int epoch = 0; epoch < 2000; epoch++) {
      EpochOrder order = EpochOrder.of(index, 10, 3, epoch);
      for (int at = 0; at < 10; at++) {
        int place = at;
        order.group(order.groupOf(place)).find(place, (block, row) -> counts[row][place]++);
      }
    }

    // 200 expected, with a standard deviation of 13.4; 5.2 of them for 100 counts.
    for (int[] example : counts) {
      for (int count : example) {
        assertThat(count).isBetween(130, 270);
      }
    }
  }

  private static List<String> order(EpochOrder order, long images) {
    List<String> places = new ArrayList<>();
    for (long position = 0; position < images; position++) {
      order
          .group(order.groupOf(position))
          .find(position, (block, row) -> places.add(block + "/" + row));
    }
    return places;
  }
}
