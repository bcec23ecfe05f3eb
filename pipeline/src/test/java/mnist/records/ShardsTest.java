package mnist.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import mnist.input.Split;
import mnist.testing.SparkExtension;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

class ShardsTest {

  @Property
  void shardIsOneOfThem(@ForAll long id, @ForAll @IntRange(min = 1, max = 5000) int shards) {
    assertThat(Shards.shard(id, shards)).isBetween(0, shards - 1);
  }

  @Test
  void shardsAreOfLikeSizeHoweverTheInputIsOrdered() {
    // Every tenth image is a zero, say: the zeros must not fall into one shard of ten.
    Map<Integer, Long> sizes =
        LongStream.range(0, 10_000)
            .map(i -> i * 10)
            .boxed()
            .collect(Collectors.groupingBy(id -> Shards.shard(id, 10), Collectors.counting()));

    assertThat(sizes).hasSize(10);
    assertThat(sizes.values())
        .allSatisfy(size -> assertThat(size.doubleValue()).isCloseTo(1000, within(150.0)));
  }

  @Test
  void eachShardIsAPartitionSortedById() {
    Dataset<Row> records =
        SparkExtension.session()
            .range(0, 300, 1, 3)
            .select(functions.expr("299 - id as id"))
            .withColumn(
                "split",
                functions.expr(
                    "element_at(array('train','validation','test'), cast(id % 3 as int) + 1)"));

    List<Row> rows =
        new Shards(4)
            .arrange(records)
            .withColumn("partition", functions.spark_partition_id())
            .collectAsList();

    assertThat(rows).hasSize(300);
    assertThat(rows.stream().map(row -> row.getInt(2)).distinct()).hasSize(12);
    rows.stream()
        .collect(Collectors.groupingBy(row -> row.getInt(2)))
        .forEach(
            (partition, members) -> {
              assertThat(members)
                  .extracting(row -> row.getString(1))
                  .containsOnly(Split.values()[partition / 4].value());
              assertThat(members)
                  .extracting(row -> Shards.shard(row.getLong(0), 4))
                  .containsOnly(partition % 4);
              assertThat(members).extracting(row -> row.getLong(0)).isSorted();
            });
  }
}
