package mnist.robustness;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mnist.calibration.AcceptanceRule;
import mnist.evaluate.Evaluation;
import mnist.evaluate.Evaluator;
import mnist.input.RecordSchema;
import mnist.model.Architecture;
import mnist.model.DigitModel;
import mnist.model.NativeRuntime;
import mnist.robustness.Acceptance.Accepted;
import mnist.score.ScoreSettings;
import mnist.score.Scorer;
import mnist.testing.DigitRecords;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import mnist.transform.Normalisation;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.linalg.learning.config.Sgd;

@ExtendWith(SparkExtension.class)
class RobustnessEvaluatorTest {

  private static final int SIDE = SyntheticDigits.SIDE;
  private static final long SEED = 9;

  private static final List<byte[]> OTHERS =
      SyntheticDigits.draw(1, 7).stream().map(Digit::image).toList();

  @Test
  void imagesDoNotDependOnPartitions(SparkSession spark) {
    Dataset<Row> records = DigitRecords.of(spark, SyntheticDigits.draw(2, 5));

    List<Row> one = images(records.coalesce(1));

    assertThat(images(records.repartition(3)))
        .zipSatisfy(
            one,
            (row, other) -> {
              assertThat(row.getLong(0)).isEqualTo(other.getLong(0));
              assertThat(row.<byte[]>getAs(1)).isEqualTo(other.<byte[]>getAs(1));
              assertThat(row.getInt(2)).isEqualTo(other.getInt(2));
            });
    Row first = records.orderBy("id").first();
    assertThat(one.get(0).<byte[]>getAs(1))
        .isEqualTo(
            Corruption.HOUSE_NUMBER.apply(
                first.getAs(RecordSchema.IMAGE), OTHERS, SEED, one.get(0).getLong(0)));
  }

  @Test
  void scoresImagesAsTheyAreEveryChangeAndEveryFont(SparkSession spark) {
    List<Digit> digits = SyntheticDigits.draw(2, 5);
    Dataset<Row> records = DigitRecords.of(spark, digits).coalesce(1);
    List<byte[]> zeros = new ArrayList<>();
    for (int digit = 0; digit < 10; digit++) {
      zeros.add(new byte[SIDE * SIDE]);
    }
    PrintedFont blank = new PrintedFont("blank.ttf", "Blank", "00", zeros, zeros.subList(0, 3));

    PrintedFonts fonts = new PrintedFonts(List.of(blank, blank), List.of());
    List<Row> scribbles =
        NonDigit.SCRIBBLES.images(SEED, Originals.of(records, SEED, fonts)).stream()
            .map(image -> RowFactory.create((Object) image))
            .toList();

    Robustness robustness;
    Evaluation unchanged;
    Evaluation inverted;
    EnergyHistogram ofDigits;
    EnergyHistogram ofScribbles;
    try (Scorer scorer = scorer(spark)) {
      robustness =
          evaluator(scorer, records)
              .evaluate(10, Map.of("augment.zoom-fraction", "0.3"), SEED, fonts);
      unchanged = Evaluator.evaluate(scorer.predictions(records), 10);
      Dataset<Row> changed =
          RobustnessEvaluator.corrupted(records, Corruption.INVERSION, List.of(), SEED);
      inverted = Evaluator.evaluate(scorer.predictions(changed), 10);
      ofDigits = EnergyHistogram.of(scorer.predictions(records));
      ofScribbles =
          EnergyHistogram.of(
              scorer.predicted(
                  spark.createDataFrame(scribbles, RecordSchema.of(RecordSchema.IMAGE))));
    }

    RobustnessRow asTheyAre = robustness.rows().get(0);
    assertThat(asTheyAre.name()).isEqualTo("as_they_are");
    assertThat(asTheyAre.examples()).isEqualTo(20);
    assertThat(asTheyAre.accuracy()).isEqualTo(unchanged.accuracy());
    assertThat(asTheyAre.acceptance().byConfidence().orElseThrow().coverage()).isEqualTo(1);
    assertThat(asTheyAre.exposure()).isEqualTo(Exposure.TRAINED);
    List<RobustnessRow> rows = robustness.rows().subList(1, robustness.rows().size());
    assertThat(rows).hasSize(Corruption.values().length + 1);
    for (Corruption corruption : Corruption.values()) {
      assertThat(rows.get(corruption.ordinal()).name()).isEqualTo(corruption.label());
      assertThat(rows.get(corruption.ordinal()).examples()).isEqualTo(20);
    }
    RobustnessRow inversion = rows.get(Corruption.INVERSION.ordinal());
    assertThat(inversion.accuracy()).isEqualTo(inverted.accuracy());
    assertThat(inversion.acceptance().byConfidence().orElseThrow().errorRate().orElseThrow())
        .isCloseTo(1 - inverted.accuracy(), within(1e-12));
    assertThat(inversion.exposure()).isEqualTo(Exposure.NEVER);
    assertThat(rows.get(Corruption.SCALE.ordinal()).exposure()).isEqualTo(Exposure.WEAKER);
    assertThat(rows.get(Corruption.SCALE_80.ordinal()).exposure()).isEqualTo(Exposure.TRAINED);
    // Ten blank images have one answer, which is one digit's.
    assertThat(robustness.fonts())
        .hasSize(2)
        .allSatisfy(
            font -> {
              assertThat(font.correct()).isEqualTo(1);
              assertThat(font.font()).isEqualTo("Blank");
            });
    RobustnessRow printed = rows.get(rows.size() - 1);
    assertThat(printed.name()).isEqualTo("printed_digits");
    assertThat(printed.examples()).isEqualTo(20);
    assertThat(printed.accuracy()).isEqualTo(0.1);
    assertThat(robustness.nonDigits().stream().map(row -> row.name() + " " + row.images()))
        .containsExactly(
            "blank 1000",
            "noise 1000",
            "scribbles 1000",
            "several_digits 1000",
            "letters 6",
            "turned 10");
    assertThat(robustness.nonDigits())
        .allSatisfy(
            row -> {
              assertThat(row.rejected()).isZero();
              assertThat(row.acceptance().images()).isEqualTo(row.images());
              assertThat(row.acceptance().errors()).isEqualTo(row.images());
            });
    NonDigitRow scribbled = robustness.nonDigits().get(2);
    assertThat(scribbled.auroc()).isEqualTo(ofDigits.auroc(ofScribbles));
    assertThat(scribbled.falsePositiveRate()).isEqualTo(ofDigits.falsePositiveRate(ofScribbles));
    double mean = rows.subList(0, 15).stream().mapToDouble(RobustnessRow::accuracy).sum() / 15;
    assertThat(robustness.mean()).isCloseTo(mean, within(1e-12));
  }

  /** Each is as novel as itself, and the pairs of others are won once each way. */
  @Test
  void digitsAreNoNovelty(SparkSession spark) {
    Dataset<Row> records = DigitRecords.of(spark, SyntheticDigits.draw(2, 5));
    Dataset<Row> same = records.select("image");
    Dataset<Row> refused = same.select(lit(null).cast("binary").as("image"));

    NonDigitRow ofSame;
    NonDigitRow ofRefused;
    try (Scorer scorer = scorer(spark)) {
      RobustnessEvaluator evaluator = evaluator(scorer, records);
      ofSame = evaluator.nonDigits("same", same.repartition(3));
      ofRefused = evaluator.nonDigits("refused", refused);
    }

    assertThat(ofSame.rejected()).isZero();
    assertThat(ofRefused.rejected()).isEqualTo(20);
    assertThat(ofSame.auroc()).isEqualTo(0.5);
    assertThat(ofSame.falsePositiveRate()).isBetween(0.95, 1.0);
    assertThat(ofSame.acceptance().byConfidence()).contains(new Accepted(20, 20, 20));
    assertThat(ofRefused.auroc()).isEqualTo(1);
    assertThat(ofRefused.falsePositiveRate()).isZero();
    assertThat(ofRefused.acceptance().byConfidence()).contains(new Accepted(0, 0, 20));
  }

  @Test
  void originalsDoNotDependOnPartitions(SparkSession spark) {
    Dataset<Row> records = DigitRecords.of(spark, SyntheticDigits.draw(3, 5));

    Originals one = Originals.of(records.coalesce(1), SEED, PrintedFonts.NONE);
    Originals three = Originals.of(records.repartition(3), SEED, PrintedFonts.NONE);

    assertThat(one.digits()).hasSize(30);
    assertThat(one.turnable()).hasSize(15);
    assertThat(three.digits()).zipSatisfy(one.digits(), (a, b) -> assertThat(a).isEqualTo(b));
    assertThat(three.turnable())
        .zipSatisfy(
            one.turnable(),
            (a, b) -> {
              assertThat(a.label()).isEqualTo(b.label()).isIn(2, 3, 4, 5, 7);
              assertThat(a.image()).isEqualTo(b.image());
            });
  }

  /** Whose model is sure enough of anything. */
  private static RobustnessEvaluator evaluator(Scorer scorer, Dataset<Row> records) {
    return new RobustnessEvaluator(
        scorer, new AcceptanceThresholds(new AcceptanceRule(0f, null, 1)), records);
  }

  private static List<Row> images(Dataset<Row> records) {
    return RobustnessEvaluator.corrupted(records, Corruption.HOUSE_NUMBER, OTHERS, SEED)
        .orderBy("id")
        .collectAsList();
  }

  private static Scorer scorer(SparkSession spark) {
    NativeRuntime.oneThreadPerTask();
    MultiLayerNetwork network =
        new MultiLayerNetwork(Architecture.LENET.configuration(SIDE, SIDE, 10, new Sgd(), 1));
    network.init();
    DigitModel model =
        new DigitModel("lenet", SIDE, SIDE, 10, new Normalisation(0.13, 0.31), network);
    return new Scorer(
        JavaSparkContext.fromSparkContext(spark.sparkContext()),
        model,
        new ScoreSettings(16, "auto"));
  }
}
