package mnist.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.model.Architecture;
import mnist.model.DigitModel;
import mnist.model.NativeRuntime;
import mnist.model.Tensors;
import mnist.testing.DigitRecords;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import mnist.transform.Normalisation;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.learning.config.Sgd;

@ExtendWith(SparkExtension.class)
class ScorerTest {

  private static final int SIDE = SyntheticDigits.SIDE;
  private static final DigitModel MODEL = untrained();

  @ParameterizedTest
  @CsvSource({"1, onednn", "1000, onednn", "1, onnxruntime", "1000, onnxruntime", "7, dl4j"})
  void predictionsAreWhatTheNetworkSaysOnOneMachine(
      int batchSize, String inference, SparkSession spark) {
    List<Digit> digits = SyntheticDigits.draw(6, 4);
    float[][] expected =
        MODEL
            .network()
            .output(
                Tensors.features(
                    digits.stream().map(Digit::image).toList(), SIDE, SIDE, MODEL.normalisation()))
            .toFloatMatrix();

    List<Row> predictions;
    try (Scorer scorer = scorer(spark, MODEL, batchSize, inference)) {
      Dataset<Row> records = DigitRecords.of(spark, digits).repartition(3);
      predictions = scorer.predictions(records).orderBy("id").collectAsList();
    }

    assertThat(predictions).hasSize(60);
    for (int id = 0; id < 60; id++) {
      Row row = predictions.get(id);
      assertThat(row.<Long>getAs("id")).isEqualTo(id);
      assertThat(row.<Integer>getAs("label")).isEqualTo(digits.get(id).label());
      List<Float> probability = row.getList(row.fieldIndex("probability"));
      int mostProbable = 0;
      for (int c = 0; c < 10; c++) {
        // Minibatches of another size are summed in another order.
        assertThat(probability.get(c)).isCloseTo(expected[id][c], within(1e-5f));
        mostProbable = probability.get(c) > probability.get(mostProbable) ? c : mostProbable;
      }
      assertThat(row.<Integer>getAs("prediction")).isEqualTo(mostProbable);
      assertThat(row.<Float>getAs("confidence")).isEqualTo(probability.get(mostProbable));
    }
  }

  @ParameterizedTest
  @CsvSource({"16, onednn", "64, onnxruntime", "16, onnxruntime", "5, onnxruntime", "16, dl4j"})
  void predictionsDoNotDependOnPartitions(int batchSize, String inference, SparkSession spark) {
    Dataset<Row> records = DigitRecords.of(spark, SyntheticDigits.draw(9, 5));

    List<Row> one = predictions(records.coalesce(1), batchSize, inference);

    assertThat(predictions(records.repartition(7), batchSize, inference))
        .zipSatisfy(
            one,
            (row, other) -> {
              assertThat(row.<Integer>getAs("prediction")).isEqualTo(other.getAs("prediction"));
              // To the last bit: minibatches are filled up.
              assertThat(row.getList(row.fieldIndex("probability")))
                  .isEqualTo(other.getList(other.fieldIndex("probability")));
            });
  }

  /** As at Ctrl-C, after which there is nobody left to free anything. */
  @Test
  void isClosedInSilenceWhenSparkHasStopped(SparkSession spark) {
    Scorer scorer = scorer(spark, 4);
    spark.stop();

    assertThatCode(scorer::close).doesNotThrowAnyException();
  }

  @Test
  void predictionsHaveTheSchemaThatIsPromised(SparkSession spark) {
    try (Scorer scorer = scorer(spark, 4)) {
      Dataset<Row> predictions =
          scorer.predictions(DigitRecords.of(spark, SyntheticDigits.draw(1, 1)));

      assertThat(predictions.schema()).isEqualTo(PredictionSchema.SCHEMA);
    }
  }

  @Test
  void labelsMayBeMissing(SparkSession spark) {
    Dataset<Row> unlabelled = DigitRecords.of(spark, SyntheticDigits.draw(1, 1)).drop("label");

    assertThat(predictions(unlabelled, 4))
        .hasSize(10)
        .allSatisfy(row -> assertThat(row.<Integer>getAs("label")).isNull());
  }

  @Test
  void imagesTheModelDoesNotTakeAreRejectedWithAReason(SparkSession spark) {
    Dataset<Row> records =
        spark.createDataFrame(
            List.of(
                RowFactory.create(1L, new byte[784], 0, 28, 28),
                RowFactory.create(2L, null, 0, 28, 28),
                RowFactory.create(3L, new byte[783], 0, 28, 28),
                RowFactory.create(4L, new byte[0], 0, 28, 28),
                RowFactory.create(5L, new byte[784], 0, 14, 56),
                RowFactory.create(6L, new byte[784], 0, null, null),
                RowFactory.create(null, new byte[784], 0, 28, 28)),
            DigitRecords.SCHEMA);

    assertThat(rejects(records))
        .containsExactlyInAnyOrder(
            RowFactory.create(2L, "the image is null"),
            RowFactory.create(3L, "the image has 783 bytes, but the model takes 784"),
            RowFactory.create(4L, "the image has 0 bytes, but the model takes 784"),
            RowFactory.create(5L, "the image is 14 x 56 pixels, but the model takes 28 x 28"),
            RowFactory.create(null, "the id is null"));
    assertThat(predictions(records, 4)).extracting(row -> row.getLong(0)).containsExactly(1L, 6L);
  }

  @Test
  void bytesDecideWhereHeightAndWidthAreUnknown(SparkSession spark) {
    Dataset<Row> records =
        spark
            .createDataFrame(
                List.of(
                    RowFactory.create(1L, new byte[784], 0, 28, 28),
                    RowFactory.create(2L, new byte[12], 0, 28, 28)),
                DigitRecords.SCHEMA)
            .select("id", "image");

    assertThat(predictions(records, 4)).extracting(row -> row.getLong(0)).containsExactly(1L);
    assertThat(rejects(records))
        .containsExactly(RowFactory.create(2L, "the image has 12 bytes, but the model takes 784"));
  }

  private enum Kind {
    GOOD,
    NULL_IMAGE,
    SHORT,
    WRONG_SHAPE
  }

  @Property(tries = 12)
  void everyRecordIsPredictedOrRejected(
      @ForAll @Size(max = 40) List<Kind> kinds,
      @ForAll @IntRange(min = 1, max = 6) int partitions,
      @ForAll @IntRange(min = 1, max = 9) int batchSize) {
    Random random = new Random(kinds.hashCode());
    List<Row> rows = new ArrayList<>();
    List<Long> good = new ArrayList<>();
    for (Kind kind : kinds) {
      long id = rows.size();
      byte[] image = new byte[kind == Kind.SHORT ? random.nextInt(784) : 784];
      random.nextBytes(image);
      rows.add(
          RowFactory.create(
              id,
              kind == Kind.NULL_IMAGE ? null : image,
              random.nextInt(10),
              kind == Kind.WRONG_SHAPE ? 14 : 28,
              kind == Kind.WRONG_SHAPE ? 56 : 28));
      if (kind == Kind.GOOD) {
        good.add(id);
      }
    }
    Dataset<Row> records =
        SparkExtension.session().createDataFrame(rows, DigitRecords.SCHEMA).repartition(partitions);

    List<Long> predicted =
        predictions(records, batchSize).stream().map(row -> row.getLong(0)).toList();
    List<Long> rejected = rejects(records).stream().map(row -> row.getLong(0)).toList();

    assertThat(predicted).isEqualTo(good);
    assertThat(Stream.concat(predicted.stream(), rejected.stream()).sorted().toList())
        .isEqualTo(LongStream.range(0, kinds.size()).boxed().toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -5})
  void batchSizeMustBeOneOrMore(int batchSize, SparkSession spark) {
    assertThatThrownBy(() -> scorer(spark, batchSize))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("score.batch-size must be 1 or more (images), but was " + batchSize);
  }

  @Test
  void missingColumnIsNamed(SparkSession spark) {
    Dataset<Row> records =
        DigitRecords.of(spark, SyntheticDigits.draw(1, 1)).withColumnRenamed("image", "picture");

    try (Scorer scorer = scorer(spark, 4)) {
      for (boolean predict : new boolean[] {true, false}) {
        assertThatThrownBy(() -> both(scorer, records, predict))
            .isInstanceOf(InvalidInputException.class)
            .hasMessage(
                "Invalid records: column 'image' (binary) is missing; found struct<id:bigint,"
                    + "picture:binary,label:int,height:int,width:int>; rename the column that"
                    + " holds it");
      }
    }
  }

  @Test
  void columnOfAnotherTypeIsNamed(SparkSession spark) {
    Dataset<Row> records = DigitRecords.of(spark, SyntheticDigits.draw(1, 1));
    Dataset<Row> intIds = records.withColumn("id", records.col("id").cast(DataTypes.IntegerType));

    try (Scorer scorer = scorer(spark, 4)) {
      assertThatThrownBy(() -> scorer.predictions(intIds))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("Invalid records: column 'id' must be bigint, but was int; cast it");
    }
  }

  @Test
  void closingGivesTheModelsMemoryBack(SparkSession spark) {
    Dataset<Row> records = DigitRecords.of(spark, SyntheticDigits.draw(1, 1));
    Dataset<Row> predictions;
    try (Scorer scorer = scorer(spark, 4)) {
      predictions = scorer.predictions(records);
    }

    assertThatThrownBy(predictions::collectAsList)
        .rootCause()
        .hasMessageMatching("(?s).*Broadcast\\(\\d+\\) after it was destroyed.*");
  }

  private static Dataset<Row> both(Scorer scorer, Dataset<Row> records, boolean predict) {
    return predict ? scorer.predictions(records) : scorer.rejects(records);
  }

  /** In order of id. */
  private static List<Row> predictions(Dataset<Row> records, int batchSize) {
    return predictions(records, batchSize, "auto");
  }

  private static List<Row> predictions(Dataset<Row> records, int batchSize, String inference) {
    try (Scorer scorer = scorer(records.sparkSession(), MODEL, batchSize, inference)) {
      return scorer.predictions(records).orderBy("id").collectAsList();
    }
  }

  private static List<Row> rejects(Dataset<Row> records) {
    try (Scorer scorer = scorer(records.sparkSession(), 4)) {
      return scorer.rejects(records).collectAsList();
    }
  }

  private static Scorer scorer(SparkSession spark, int batchSize) {
    return scorer(spark, MODEL, batchSize, "auto");
  }

  private static Scorer scorer(
      SparkSession spark, DigitModel model, int batchSize, String inference) {
    return new Scorer(
        JavaSparkContext.fromSparkContext(spark.sparkContext()),
        model,
        new ScoreSettings(batchSize, inference));
  }

  /** Takes what {@link SyntheticDigits} draws. */
  static DigitModel untrained() {
    NativeRuntime.oneThreadPerTask();
    MultiLayerNetwork network =
        new MultiLayerNetwork(Architecture.LENET.configuration(SIDE, SIDE, 10, new Sgd(), 1));
    network.init();
    return new DigitModel("lenet", SIDE, SIDE, 10, new Normalisation(0.13, 0.31), network);
  }
}
