package mnist.jobs.processes;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import mnist.calibration.Calibration;
import mnist.calibration.Calibration.Threshold;
import mnist.evaluate.Evaluation;
import mnist.input.Split;
import mnist.jobs.processes.Processes.Ended;
import mnist.records.IngestedData;
import mnist.report.EvaluationReport;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import mnist.store.TrainingRun;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a user gets from one command, read back from what it wrote. */
@ExtendWith(SparkExtension.class)
class EndToEndIT {
  private static final Configuration CONF = new Configuration();
  private static final int TRAIN = 600;
  private static final int TEST = 200;

  /** Takes images of 6 x 5 pixels. */
  private static final String GOLDEN =
      Path.of("../pipeline/src/test/resources/golden/v1").toAbsolutePath().normalize().toString();

  @TempDir static Path directory;

  private static Path input;
  private static Path output;
  private static Ended pipeline;
  private static Path otherStore;
  private static Ended otherTraining;

  @BeforeAll
  static void runThePipelineAndTrainAnother() throws Exception {
    input = directory.resolve("my digits");
    output = directory.resolve("my run");
    SyntheticDigits.writeDataset(input, TRAIN / 10, TEST / 10, 1);
    pipeline =
        Submission.to("local[2]", directory)
            .launch(
                "pipeline",
                "--data",
                input.toString(),
                "--output",
                output.toString(),
                "--epochs",
                "2",
                "--batch-size",
                "16",
                "--averaging-frequency",
                "2");
    otherStore = directory.resolve("other");
    Path config = directory.resolve("other.conf");
    Files.writeString(config, "seed = 7\n");
    otherTraining =
        Submission.to("local[2]", directory)
            .sparkSubmit(
                "train",
                "--data",
                output.resolve("data").toString(),
                "--store",
                otherStore.toString(),
                "--config",
                config.toString(),
                "--epochs",
                "1");
  }

  private static org.apache.hadoop.fs.Path hadoop(Path localPath) {
    return new org.apache.hadoop.fs.Path("file:" + localPath);
  }

  private static StoredVersion champion() {
    ModelStore store = ModelStore.at(hadoop(output.resolve("store")), CONF);
    return store.version(store.requireChampion());
  }

  @Test
  void printsOneLineAndWritesTheSameToTheOutput() throws IOException {
    JsonNode result = Submission.result(pipeline);

    assertThat(new ObjectMapper().readTree(output.resolve("result.json").toFile()))
        .isEqualTo(result);
    assertThat(result.get("job").asText()).isEqualTo("pipeline");
    assertThat(result.get("output").asText()).isEqualTo(hadoop(output).toString());
    assertThat(result.get("epochs").asInt()).isEqualTo(2);
    assertThat(result.get("elapsed_s").asDouble()).isPositive();
    // Ten classes: guessing gives 0.1; 0.9 and more were measured.
    assertThat(result.get("accuracy").asDouble()).isGreaterThan(0.5);
    assertThat(result.get("rejected").asInt()).isZero();
    assertThat(result.get("retrain").asText()).isEqualTo("nothing_to_do");
    assertThat(result.get("champion").asText()).isEqualTo("v0001");
    assertThat(pipeline.errors()).contains("  validation ").doesNotContain("Exception");
  }

  @Test
  void leavesNothingElseBehind() throws IOException {
    try (Stream<Path> entries = Files.list(output)) {
      assertThat(entries.map(entry -> entry.getFileName().toString()))
          .containsExactlyInAnyOrder("data", "evaluation", "result.json", "scores", "store");
    }
    try (Stream<Path> files = Files.walk(output)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.contains("tmp") || name.contains("_temporary"));
    }
  }

  @Test
  void ingestedEveryImageOnce(SparkSession spark) {
    IngestedData data = IngestedData.open(spark, hadoop(output.resolve("data")));

    long train = data.records(Split.TRAIN).count();
    long validation = data.records(Split.VALIDATION).count();
    assertThat(validation).isPositive();
    assertThat(train + validation).isEqualTo(TRAIN);
    assertThat(data.records(Split.TEST).count()).isEqualTo(TEST);
    assertThat(data.quarantine().count()).isZero();
    assertThat(data.fingerprint().counts(Split.TRAIN).records()).isEqualTo(train);
    assertThat(data.fingerprint().counts(Split.VALIDATION).records()).isEqualTo(validation);
  }

  @Test
  void storedAModelThatLoadsAndItsEpochs() throws IOException {
    JsonNode result = Submission.result(pipeline);
    StoredVersion version = champion();

    assertThat(version.load(CONF).parameterHash()).isEqualTo(result.get("model_hash").asText());
    assertThat(version.path().toString()).isEqualTo(result.get("model").asText());
    List<JsonNode> epochs = new ArrayList<>();
    int rounds = 0;
    for (String line : Files.readAllLines(output.resolve("store/versions/v0001/metrics.jsonl"))) {
      JsonNode metrics = new ObjectMapper().readTree(line);
      if (metrics.has("round")) {
        rounds++;
      } else {
        epochs.add(metrics);
      }
    }
    assertThat(epochs).hasSize(2);
    assertThat(rounds).isPositive().isEven();
    JsonNode best = epochs.get(result.get("best_epoch").asInt() - 1);
    assertThat(best.get("validation_accuracy")).isEqualTo(result.get("validation_accuracy"));
  }

  @Test
  void wroteTheSameEvaluationAsJsonAsTablesAndAsPictures(SparkSession spark) throws IOException {
    JsonNode result = Submission.result(pipeline);
    Path evaluated = output.resolve("evaluation");

    Evaluation evaluation = EvaluationReport.read(hadoop(evaluated), CONF);
    assertThat(evaluation.examples()).isEqualTo(TEST);
    assertThat(evaluation.accuracy()).isEqualTo(result.get("accuracy").asDouble());
    Dataset<Row> matrix =
        spark.read().parquet(evaluated.resolve("confusion_matrix.parquet").toString());
    Dataset<Row> matrixCsv =
        spark
            .read()
            .option("header", true)
            .schema(matrix.schema())
            .csv(evaluated.resolve("confusion_matrix.csv").toString());
    assertThat(rows(matrix)).isEqualTo(evaluation.confusionMatrix().rows());
    assertThat(rows(matrixCsv)).isEqualTo(evaluation.confusionMatrix().rows());
    Dataset<Row> perClass = spark.read().parquet(evaluated.resolve("per_class.parquet").toString());
    assertThat(perClass.agg(sum("support")).first().getLong(0)).isEqualTo(TEST);
    for (String name :
        List.of("confusion_matrix.png", "loss_curves.png", "calibration.png", "coverage.png")) {
      BufferedImage picture = ImageIO.read(evaluated.resolve(name).toFile());
      assertThat(picture.getWidth()).as(name).isGreaterThan(300);
    }
  }

  @Test
  void pageShowsTheFiguresOfTheMetrics() throws Exception {
    Path evaluated = output.resolve("evaluation");
    JsonNode metrics = new ObjectMapper().readTree(evaluated.resolve("metrics.json").toFile());

    Browser.Opened page = Browser.open(evaluated.resolve("report.html"), directory);

    assertThat(page.messages()).isEmpty();
    for (String key : List.of("accuracy", "accuracy_low", "accuracy_high", "loss", "examples")) {
      assertThat(page.figures()).containsEntry(key, metrics.get(key).asText());
    }
    assertThat(page.figures())
        .containsEntry("calibration_error", metrics.get("calibration_error").asText())
        .containsEntry("errors_at_99", metrics.get("at_coverage").get(0).get("errors").asText())
        .containsEntry("errors_at_95", metrics.get("at_coverage").get(1).get("errors").asText());
    for (JsonNode of : metrics.get("per_class")) {
      assertThat(page.figures())
          .containsEntry("recall_" + of.get("class").asText(), of.get("recall").asText());
    }
  }

  @Test
  void theBrowserTellsOfWhatAPageMayNotLoad() throws Exception {
    Path report = output.resolve("evaluation/report.html");
    Path broken = directory.resolve("broken.html");
    Files.writeString(
        broken, Files.readString(report).replace("<main>", "<main><img src=\"http://x/y.png\">"));

    assertThat(Browser.open(broken, directory).messages())
        .hasSize(1)
        .first()
        .asString()
        .contains("http://x/y.png", "Content Security Policy");
  }

  @Test
  void trainingStoredACalibrationThatScoringUses(SparkSession spark) throws Exception {
    Calibration calibration = Calibration.of(champion(), CONF).orElseThrow();
    assertThat(calibration.calibratedLoss()).isLessThanOrEqualTo(calibration.loss());
    Threshold loosest = calibration.thresholds().get(calibration.thresholds().size() - 1);
    Path scored = directory.resolve("accepted");

    JsonNode result =
        Submission.result(
            Submission.to("local[2]", directory)
                .launch(
                    "score",
                    "--input",
                    output.resolve("data").toString(),
                    "--model",
                    output.resolve("store").toString(),
                    "--output",
                    scored.toString(),
                    "--calibrated",
                    "--max-error-rate",
                    String.valueOf(loosest.maxErrorRate())));

    Dataset<Row> predictions = spark.read().parquet(scored.resolve("predictions").toString());
    assertThat(predictions.columns())
        .containsExactly(
            "id", "prediction", "probability", "confidence", "novelty", "accepted", "calibrated");
    assertThat(result.get("accepted").asLong())
        .isEqualTo(predictions.where(col("confidence").geq(loosest.minConfidence())).count())
        .isEqualTo(predictions.where("accepted").count());
  }

  @Test
  void comparesWithAnotherModelAndTakesViews() throws Exception {
    String store = output.resolve("store").toString();
    String other = otherStore.toString();
    String compared = directory.resolve("compared").toString();

    List<Ended> ended =
        Submission.together(
            List.of(
                evaluation(store, compared, "--against", other, "--views", "2"),
                evaluation(other, compared + "-other"),
                evaluation(store, compared + "-not", "--against", GOLDEN)));

    JsonNode result = Submission.result(ended.get(0));
    JsonNode otherResult = Submission.result(ended.get(1));
    assertThat(result.get("accuracy")).isEqualTo(Submission.result(pipeline).get("accuracy"));
    assertThat(result.get("against_accuracy")).isEqualTo(otherResult.get("accuracy"));
    // Between equals, one in the other's place wouldn't show.
    assertThat(result.get("against_accuracy")).isNotEqualTo(result.get("accuracy"));
    JsonNode metrics = new ObjectMapper().readTree(Path.of(compared, "metrics.json").toFile());
    assertThat(result.get("p_value")).isEqualTo(metrics.get("against").get("p_value"));
    JsonNode views = metrics.get("views");
    assertThat(views.get("count").asInt()).isEqualTo(2);
    assertThat(result.get("views_accuracy")).isEqualTo(views.get("accuracy"));
    assertThat(views.get("loss")).isNotEqualTo(result.get("loss"));
    assertThat(Submission.mistake(ended.get(2)))
        .isEqualTo(
            "error: Cannot apply file:"
                + GOLDEN
                + " to "
                + output.resolve("data")
                + ": the model takes images of 6 x 5 pixels in 3 classes, but these have 28 x 28 in"
                + " 10; give data like that it was trained on");
  }

  private static Callable<Ended> evaluation(String model, String to, String... more) {
    List<String> job = new ArrayList<>(List.of("evaluate", "--model", model, "--output", to));
    job.addAll(List.of("--data", output.resolve("data").toString()));
    job.addAll(List.of(more));
    return () -> Submission.to("local[1]", directory).launch(job.toArray(String[]::new));
  }

  /** Counts by truth and prediction, without the column that names the truth. */
  private static List<List<Long>> rows(Dataset<Row> matrix) {
    return matrix.sort("truth").drop("truth").collectAsList().stream()
        .map(row -> IntStream.range(0, row.size()).mapToObj(row::getLong).toList())
        .toList();
  }

  @Test
  void scoredEveryTestImageAsItWasEvaluated(SparkSession spark) throws IOException {
    JsonNode result = Submission.result(pipeline);
    Dataset<Row> predictions =
        spark.read().parquet(output.resolve("scores/predictions").toString());
    Dataset<Row> labels =
        IngestedData.open(spark, hadoop(output.resolve("data"))).records(Split.TEST);

    assertThat(predictions.columns())
        .containsExactly("id", "prediction", "probability", "confidence", "novelty");
    assertThat(predictions.count()).isEqualTo(TEST);
    assertThat(spark.read().parquet(output.resolve("scores/rejects").toString()).count()).isZero();
    long right =
        predictions.join(labels, "id").where(col("prediction").equalTo(col("label"))).count();
    assertThat(right / (double) TEST).isEqualTo(result.get("accuracy").asDouble());
  }

  @Test
  void plainSparkSubmitTrainsToo() throws IOException {
    JsonNode result = Submission.result(otherTraining);

    assertThat(result.get("version").asText()).isEqualTo("v0001");
    StoredVersion version = ModelStore.resolve(result.get("model").asText(), CONF);
    assertThat(version.load(CONF).parameterHash()).isEqualTo(result.get("model_hash").asText());
    // The data were ingested before, by another seed than this run's.
    TrainingRun training = version.manifest().training();
    assertThat(training.seed()).isEqualTo(7);
    assertThat(training.data().seed()).isEqualTo(42);
    assertThat(training.data().validationFraction()).isEqualTo(0.1);
    assertThat(training.settings()).containsEntry("train.epochs", "1");
    assertThat(training.settings().keySet()).noneMatch(key -> key.startsWith("data."));
  }
}
