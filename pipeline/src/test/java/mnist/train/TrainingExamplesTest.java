package mnist.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import mnist.InvalidInputException;
import mnist.model.ImageFormat;
import mnist.testing.RoundTrip;
import mnist.testing.SparkExtension;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class TrainingExamplesTest {

  private static final ImageFormat FORMAT = new ImageFormat(1, 2, 10);

  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("label", DataTypes.IntegerType)
          .add("image", DataTypes.BinaryType);

  /** Several shards, from ids with gaps that arrive in no order. */
  @Test
  void standInOrderOfIdHoweverTheyArrive(SparkSession spark) {
    int count = 20_000;
    Dataset<Row> records =
        spark
            .range(count)
            // 7919 has no divisor in common with 20,000, so this is another order of them.
            .selectExpr("id * 7919 % 20000 as place")
            .selectExpr(
                "place * place as id",
                "cast(place % 10 as int) as label",
                "unhex(lpad(hex(place), 4, '0')) as image");

    TrainingExamples examples = TrainingExamples.broadcast(context(spark), records, FORMAT, 10_000);

    assertThat(examples.size()).isEqualTo(count);
    Set<PackedExamples> shards = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < count; i++) {
      long position = i;
      examples.at(
          i,
          (shard, index) -> {
            shards.add(shard);
            assertThat(shard.id(index)).isEqualTo(position * position);
            assertThat(shard.label(index)).isEqualTo((int) (position % 10));
            assertThat(shard.image(index)).containsExactly((byte) (position >> 8), (byte) position);
          });
    }
    // 40,000 bytes of pixels. Spark estimates where to cut, so they are of about one size.
    assertThat(shards).hasSize(5);
    assertThat(shards).allSatisfy(shard -> assertThat(shard.size()).isBetween(2000, 8000));
    examples.destroy();
  }

  @Test
  void imageLargerThanAShardHasOneOfItsOwn(SparkSession spark) {
    Dataset<Row> records =
        spark.createDataFrame(
            List.of(
                RowFactory.create(1L, 7, new byte[] {1, 2}),
                RowFactory.create(2L, 8, new byte[] {3, 4})),
            SCHEMA);

    TrainingExamples examples = TrainingExamples.broadcast(context(spark), records, FORMAT, 1);

    assertThat(examples.size()).isEqualTo(2);
    examples.at(
        1,
        (shard, index) -> {
          assertThat(shard.size()).isEqualTo(1);
          assertThat(shard.image(index)).containsExactly(3, 4);
        });
    examples.destroy();
  }

  @Test
  void shardsArriveWhole() throws Exception {
    PackedExamples packed =
        PackedExamples.of(
            List.of(
                    RowFactory.create(3L, 7, new byte[] {1, 2}),
                    RowFactory.create(9L, 0, new byte[] {3, (byte) 255}))
                .iterator(),
            2);

    for (PackedExamples arrived :
        List.of(
            RoundTrip.java(packed, PackedExamples.class),
            RoundTrip.kryo(packed, PackedExamples.class))) {
      assertThat(arrived).usingRecursiveComparison().isEqualTo(packed);
      assertThat(arrived.id(1)).isEqualTo(9);
      assertThat(arrived.label(0)).isEqualTo(7);
      assertThat(arrived.image(1)).containsExactly(3, 255);
    }
  }

  @Test
  void imageOfAnotherSizeIsABug() {
    Row row = RowFactory.create(5L, 1, new byte[3]);

    assertThatThrownBy(() -> PackedExamples.of(List.of(row).iterator(), 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Image must have 2 bytes, but had 3 (id=5)");
  }

  @Test
  void labelOutsideTheClassesIsTheUsersMistake(SparkSession spark) {
    assertThatThrownBy(() -> broadcast(spark, 1, 12, 10, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot train: label must be in 0..9, but was 12 (id=1); check the labels, or set the "
                + "number of classes");
  }

  @Test
  void missingLabelIsTheUsersMistake(SparkSession spark) {
    assertThatThrownBy(() -> broadcast(spark, 1, 2, null, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot train: label must be in 0..9, but was null (id=2); check the labels, or set "
                + "the number of classes");
  }

  @Test
  void noExamplesAreNone(SparkSession spark) {
    assertThat(broadcast(spark).size()).isZero();
  }

  @Test
  void shardsBeforeOneThatCannotBePackedAreGivenBack(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (long id = 0; id < 40; id++) {
      rows.add(RowFactory.create(id, 1, new byte[id == 39 ? 3 : 2]));
    }
    List<Broadcast<?>> broadcasts = new ArrayList<>();
    JavaSparkContext recording =
        new JavaSparkContext(spark.sparkContext()) {
          @Override
          public <T> Broadcast<T> broadcast(T value) {
            Broadcast<T> broadcast = super.broadcast(value);
            broadcasts.add(broadcast);
            return broadcast;
          }
        };

    assertThatThrownBy(
            () ->
                TrainingExamples.broadcast(
                    recording, spark.createDataFrame(rows, SCHEMA), FORMAT, 10))
        .hasMessageContaining("Image must have 2 bytes, but had 3 (id=39)");
    assertThat(broadcasts)
        .isNotEmpty()
        .allSatisfy(
            broadcast ->
                assertThatThrownBy(broadcast::value)
                    .hasMessageContaining("after it was destroyed"));
  }

  @Test
  void destroyingGivesTheMemoryBack(SparkSession spark) {
    TrainingExamples examples = broadcast(spark, 1, 2);

    examples.destroy();

    assertThatThrownBy(() -> examples.at(0, (shard, index) -> {}))
        .hasMessageMatching("(?s).*Broadcast\\(\\d+\\) after it was destroyed.*");
  }

  private static TrainingExamples broadcast(SparkSession spark, Integer... labels) {
    List<Row> rows = new ArrayList<>();
    for (Integer label : labels) {
      rows.add(RowFactory.create((long) rows.size(), label, new byte[2]));
    }
    return TrainingExamples.broadcast(context(spark), spark.createDataFrame(rows, SCHEMA), FORMAT);
  }

  private static JavaSparkContext context(SparkSession spark) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }
}
