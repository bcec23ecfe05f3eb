package mnist.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import mnist.InvalidInputException;
import mnist.input.Split;
import mnist.testing.SparkExtension;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

class ShardsTest {

  private static final int ROWS = 300;

  private static final Shards SHARDS =
      new Shards(Map.of(Split.TRAIN, 4, Split.VALIDATION, 1, Split.TEST, 2));

  @Property
  void filesHoldAsManyBytesAsAsked(
      @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long rows,
      @ForAll @IntRange(min = 1, max = 100_000) int imageBytes,
      @ForAll @LongRange(min = 100_000_000, max = 10_000_000_000L) long fileBytes) {
    long bytes = rows * imageBytes;
    if (bytes / fileBytes < 1_000_000) {
      long files = Shards.files(rows, imageBytes, fileBytes);
      assertThat(files).isPositive();
      assertThat(files * fileBytes).isGreaterThanOrEqualTo(bytes);
      if (files > 1) {
        assertThat((files - 1) * fileBytes).isLessThan(bytes);
      }
    }
  }

  @Test
  void aFileHasARowAtLeast() {
    assertThat(Shards.files(5, 784, 1)).isEqualTo(5);
    assertThat(Shards.files(5, 784, 2 * 784)).isEqualTo(3);
    assertThat(Shards.files(0, 784, 1)).isEqualTo(1);
    assertThat(Shards.of(Map.of(Split.TRAIN, 5L, Split.TEST, 1L), 784, 784).files())
        .isEqualTo(Map.of(Split.TRAIN, 5, Split.VALIDATION, 1, Split.TEST, 1));
  }

  @Test
  void tooManyFilesAreRefused() {
    assertThatThrownBy(() -> Shards.files(2_000_000, 784, 10))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("data.file-bytes must be 1568 or more for 2000000 images, but was 10");
  }

  @Test
  void filesAreOfLikeSizeHoweverTheInputIsOrdered() {
    // Every tenth image is a zero, say: the zeros must not fall into one file of ten.
    Dataset<Row> records =
        SparkExtension.session()
            .range(0, 100_000, 10)
            .toDF("id")
            .withColumn("split", functions.lit("train"));

    List<List<Long>> files =
        files(new Shards(Map.of(Split.TRAIN, 10, Split.VALIDATION, 1, Split.TEST, 1)), records);

    assertThat(files).hasSize(10);
    assertThat(files)
        .allSatisfy(ids -> assertThat((double) ids.size()).isCloseTo(1000, within(150.0)));
  }

  @Test
  void rowsThatFollowEachOtherAreASample() {
    Dataset<Row> records =
        SparkExtension.session()
            .range(10_000)
            .toDF("id")
            .withColumn("split", functions.lit("train"));
    Shards one = new Shards(Map.of(Split.TRAIN, 1, Split.VALIDATION, 1, Split.TEST, 1));

    List<Long> ids = files(one, records).get(0);

    for (int first = 0; first < ids.size(); first += 500) {
      assertThat(ids.subList(first, first + 500).stream().mapToLong(Long::longValue).average())
          .hasValueCloseTo(5000.0, within(600.0));
    }
  }

  /** Whatever the cores and the splits of the input, which decide in what parts records come. */
  @Property(tries = 12)
  void filesHoldTheSameRowsInTheSameOrderWhateverPartsTheyComeIn(
      @ForAll @IntRange(min = 1, max = 9) int parts, @ForAll int order) {
    Dataset<Row> records =
        SparkExtension.session()
            .range(ROWS)
            .withColumn(
                "split",
                functions.expr(
                    "element_at(array('train','validation','test'), cast(id % 3 as int) + 1)"))
            .orderBy(functions.hash(functions.col("id"), functions.lit(order)))
            .repartition(parts);

    assertThat(files(SHARDS, records)).isEqualTo(expected());
  }

  /** By Java's own SplitMix64. */
  private static List<List<Long>> expected() {
    List<List<Long>> files = new ArrayList<>();
    for (Split split : Split.values()) {
      int count = SHARDS.files().get(split);
      Map<Long, List<Long>> ofSplit =
          LongStream.range(0, ROWS)
              .filter(id -> id % 3 == split.ordinal())
              .boxed()
              .sorted(Comparator.comparing(ShardsTest::hash))
              .collect(Collectors.groupingBy(id -> Math.floorMod(hash(id), (long) count)));
      IntStream.range(0, count).forEach(i -> files.add(ofSplit.get((long) i)));
    }
    return files;
  }

  private static long hash(long id) {
    return new SplittableRandom(id).nextLong();
  }

  /** The ids of each partition, in order. */
  private static List<List<Long>> files(Shards shards, Dataset<Row> records) {
    List<List<Long>> files = new ArrayList<>();
    int last = -1;
    for (Row row :
        shards
            .arrange(records)
            .select(functions.col("id"), functions.spark_partition_id())
            .collectAsList()) {
      if (row.getInt(1) != last) {
        files.add(new ArrayList<>());
        last = row.getInt(1);
      }
      files.get(files.size() - 1).add(row.getLong(0));
    }
    return files;
  }
}
