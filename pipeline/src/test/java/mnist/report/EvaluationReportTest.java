package mnist.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import mnist.InvalidInputException;
import mnist.evaluate.ClassMetrics;
import mnist.evaluate.Evaluation;
import mnist.evaluate.Interval;
import mnist.files.JsonFiles;
import mnist.testing.SparkExtension;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class EvaluationReportTest {

  private static final Configuration CONF = new Configuration();

  // Written once: every report starts many Spark jobs.
  @TempDir private static java.nio.file.Path report;
  private static EvaluatedModel model;
  private static Evaluation evaluation;
  private static List<Path> written;

  @BeforeAll
  static void writeReport(SparkSession spark) {
    model = ReportSample.model(spark);
    evaluation = model.assessment().evaluation();
    written = EvaluationReport.write(spark, model, path(report));
  }

  @Test
  void writesAllFilesAndSaysSo() {
    assertThat(written.stream().map(Path::getName))
        .containsExactly(
            "calibration.png",
            "confusion_matrix.csv",
            "confusion_matrix.parquet",
            "confusion_matrix.png",
            "confusions.csv",
            "confusions.parquet",
            "coverage.csv",
            "coverage.parquet",
            "coverage.png",
            "loss_curves.png",
            "metrics.json",
            "per_class.csv",
            "per_class.parquet",
            "reliability.csv",
            "reliability.parquet",
            "report.html");
    assertThat(written)
        .allMatch(file -> file.equals(new Path(path(report), file.getName())), "in the directory");
    assertThat(report.toFile().list((directory, name) -> !name.startsWith(".")))
        .containsExactlyInAnyOrder(written.stream().map(Path::getName).toArray(String[]::new));
  }

  @Test
  void withoutCurvesThereIsNoPictureOfThem(SparkSession spark, @TempDir java.nio.file.Path local) {
    EvaluationReport.write(spark, ReportSample.bare(spark), path(local));

    assertThat(local.resolve("confusion_matrix.png")).exists();
    assertThat(local.resolve("loss_curves.png")).doesNotExist();
  }

  @Test
  void tablesAgreeWithTheEvaluation(SparkSession spark) {
    List<Row> perClass = parquet(spark, report, "per_class");
    assertThat(perClass.stream().map(EvaluationReportTest::metrics))
        .containsExactlyElementsOf(evaluation.perClass());
    assertThat(perClass.get(0).<Double>getAs("recall_low"))
        .isEqualTo(evaluation.confusionMatrix().recallInterval(0).low());
    List<Row> matrix = parquet(spark, report, "confusion_matrix");
    assertThat(matrix.get(0).schema().fieldNames())
        .containsExactly("truth", "predicted_0", "predicted_1", "predicted_2");
    assertThat(matrix.stream().map(Row::toString))
        .containsExactly("[0,97,3,0]", "[1,0,50,1]", "[2,2,0,0]");

    assertThat(parquet(spark, report, "confusions").stream().map(Row::toString))
        .containsExactly("[0,1,3,97 98 99]", "[2,0,2,151 152]", "[1,2,1,150]");
    assertThat(parquet(spark, report, "reliability")).hasSize(15);
    List<Row> coverage = parquet(spark, report, "coverage");
    assertThat(coverage.get(coverage.size() - 1)).hasToString("[1.0,0.5,153,6,0.9607843137254902]");

    // CSV holds the same, in one file with a header.
    for (String table :
        List.of("per_class", "confusion_matrix", "confusions", "reliability", "coverage")) {
      List<Row> csv =
          spark
              .read()
              .option("header", true)
              .option("inferSchema", true)
              .csv(report.resolve(table + ".csv").toString())
              .collectAsList();
      assertThat(csv.stream().map(Row::toString))
          .isEqualTo(parquet(spark, report, table).stream().map(Row::toString).toList());
      assertThat(csv.get(0).schema().fieldNames())
          .isEqualTo(parquet(spark, report, table).get(0).schema().fieldNames());
      assertThat(report.resolve(table + ".csv").toFile().listFiles(EvaluationReportTest::isPart))
          .hasSize(1);
    }
  }

  @Test
  void metricsAgreeWithTheEvaluation() throws IOException {
    JsonNode json = new ObjectMapper().readTree(report.resolve("metrics.json").toFile());

    List<String> keys = new ArrayList<>();
    json.fieldNames().forEachRemaining(keys::add);
    assertThat(keys)
        .containsExactly(
            "accuracy",
            "accuracy_low",
            "accuracy_high",
            "loss",
            "split",
            "model_hash",
            "brier",
            "calibration_error",
            "examples",
            "confusion_matrix",
            "per_class",
            "reliability",
            "at_coverage",
            "confusions",
            "worst_mistakes",
            "calibrated",
            "corrected",
            "against",
            "views");
    assertThat(json.get("accuracy").doubleValue()).isEqualTo(147.0 / 153);
    assertThat(json.get("accuracy_low").doubleValue()).isEqualTo(evaluation.interval().low());
    assertThat(json.get("loss").doubleValue()).isEqualTo(evaluation.loss());
    assertThat(json.get("examples").longValue()).isEqualTo(153);
    assertThat(json.get("confusion_matrix")).hasToString("[[97,3,0],[0,50,1],[2,0,0]]");
    assertThat(json.get("per_class"))
        .hasSize(3)
        .element(2)
        .hasToString(
            "{\"class\":2,\"precision\":0.0,\"recall\":0.0,\"recall_low\":0.0,\"recall_high\":%s,\"f1\":0.0,\"support\":2}"
                .formatted(evaluation.confusionMatrix().recallInterval(2).high()));
    assertThat(json.get("per_class").get(0).get("recall").doubleValue()).isEqualTo(0.97);
    assertThat(json.get("confusions").get(0))
        .hasToString("{\"truth\":0,\"prediction\":1,\"count\":3,\"ids\":[97,98,99]}");
    assertThat(json.get("worst_mistakes")).hasSize(6);
    assertThat(json.get("at_coverage").get(0).get("share").doubleValue()).isEqualTo(0.99);
    assertThat(json.get("calibrated").get("temperature").doubleValue()).isEqualTo(1.5);
    assertThat(json.get("corrected").get("left_out").longValue()).isEqualTo(1);
    assertThat(json.get("against").get("only_first").longValue()).isEqualTo(3);
    assertThat(json.get("views").get("count").intValue()).isEqualTo(8);
    Interval ofAll = Interval.wilson(100, 100);
    assertThat(json.get("views").get("accuracy").doubleValue()).isEqualTo(1);
    assertThat(json.get("views").get("accuracy_low").doubleValue()).isEqualTo(ofAll.low());
    assertThat(json.get("views").get("accuracy_high").doubleValue()).isEqualTo(ofAll.high());
    assertThat(json.get("views").get("loss").doubleValue())
        .isPositive()
        .isNotEqualTo(evaluation.loss());
  }

  @Test
  void whatIsNotKnownIsLeftOut(SparkSession spark) {
    EvaluatedModel bare = ReportSample.bare(spark);

    assertThat(JsonFiles.toLine(MetricsFile.json(bare)))
        .contains("\"worst_mistakes\"")
        .doesNotContain("calibrated", "corrected", "against", "views", "null");
  }

  @Test
  void readGivesTheEvaluationBack() {
    assertThat(EvaluationReport.read(path(report), CONF)).isEqualTo(evaluation);
    assertThat(EvaluationReport.modelHash(path(report), CONF))
        .isEqualTo(model.manifest().modelHash());
  }

  @Test
  void picturesDecode() throws IOException {
    for (String name : List.of("confusion_matrix", "calibration", "coverage", "loss_curves")) {
      BufferedImage picture = ImageIO.read(report.resolve(name + ".png").toFile());
      assertThat(picture.getWidth()).as(name).isEqualTo(752);
    }
    assertThat(Pixels.of(ImageIO.read(report.resolve("loss_curves.png").toFile())))
        .isEqualTo(Pixels.of(PngFiles.picture(TrainingCharts.drawing(model.epochs(), 1))));
  }

  @Test
  void pageAndPicturesHaveTheSameDrawings() throws IOException {
    String page = Files.readString(report.resolve("report.html"));

    assertThat(page)
        .contains(ConfusionMatrixChart.of(evaluation).html())
        .contains(TrainingCharts.losses(model.epochs(), 1).drawing().content())
        .contains(TrainingCharts.accuracy(model.epochs(), 1).drawing().content())
        .contains(ConfidenceCharts.riskCoverage(model.assessment().confidences()).html());
  }

  @Test
  void directoryWithoutAReportIsTheUsersMistake(@TempDir java.nio.file.Path local) {
    assertThatThrownBy(() -> EvaluationReport.read(path(local), CONF))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot read " + new Path(path(local), "metrics.json") + ": ")
        .hasMessageContaining("but there is no such file");
  }

  @Test
  void metricsOfSomethingElseAreTheUsersMistake(@TempDir java.nio.file.Path local)
      throws IOException {
    Path file = new Path(path(local), "metrics.json");
    java.nio.file.Path localFile = local.resolve("metrics.json");

    Files.writeString(localFile, "{\"accuracy\":1,\"loss\":0,\"examples\":1}");
    assertThatThrownBy(() -> EvaluationReport.read(path(local), CONF))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot read %s: expected key 'confusion_matrix', but it is missing; evaluate again",
            file);
    assertThatThrownBy(() -> EvaluationReport.modelHash(path(local), CONF))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot read %s: expected key 'model_hash', but it is missing; evaluate again", file);

    Files.writeString(
        localFile, "{\"accuracy\":1,\"loss\":0,\"examples\":1,\"confusion_matrix\":[[1],[2]]}");
    assertThatThrownBy(() -> EvaluationReport.read(path(local), CONF))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot read %s: Confusion matrix must be square, but row 0 of 2 has 1 columns; evaluate again",
            file);
  }

  private static List<Row> parquet(SparkSession spark, java.nio.file.Path local, String table) {
    return spark.read().parquet(local.resolve(table + ".parquet").toString()).collectAsList();
  }

  private static ClassMetrics metrics(Row row) {
    return new ClassMetrics(
        row.getAs("class"),
        row.getAs("precision"),
        row.getAs("recall"),
        row.getAs("f1"),
        row.getAs("support"));
  }

  private static boolean isPart(File file) {
    return file.getName().startsWith("part-");
  }

  private static Path path(java.nio.file.Path local) {
    return new Path(local.toUri());
  }
}
