package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mnist.store.ModelStore;
import mnist.testing.ImageFiles;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jobs, one after the other, with everything on an object store by s3a, looked at over plain
 * HTTP; each test runs the next one on what those before it left.
 */
@ExtendWith(SparkExtension.class)
@TestMethodOrder(OrderAnnotation.class)
class S3IT {
  private static final String BUCKET = "mnist";
  private static final int TEST = 200;

  @TempDir static Path localDirectory;

  private static ServerProcess server;
  private static Bucket bucket;
  private static Submission submission;

  @BeforeAll
  static void startStore() throws Exception {
    server = ServerProcess.s3(localDirectory, BUCKET);
    bucket = new Bucket(server.uri(), BUCKET);
    submission =
        Submission.to(
            "local[2]",
            localDirectory,
            "--driver-class-path",
            Path.of("target/s3a").toAbsolutePath() + "/*",
            "--conf",
            "spark.hadoop.fs.s3a.endpoint=" + server.uri(),
            "--conf",
            "spark.hadoop.fs.s3a.endpoint.region=us-east-1",
            "--conf",
            "spark.hadoop.fs.s3a.path.style.access=true",
            "--conf",
            "spark.hadoop.fs.s3a.connection.ssl.enabled=false",
            "--conf",
            "spark.hadoop.fs.s3a.access.key=nobody",
            "--conf",
            "spark.hadoop.fs.s3a.secret.key=nothing");
    upload("idx", 1);
    upload("idx-of-tomorrow", 2);
    Path settings = localDirectory.resolve("quick.conf");
    Files.writeString(settings, "train.epochs = 1\ndata.file-bytes = 100000\n");
    bucket.put("quick.conf", settings);
  }

  @AfterAll
  static void stopStore() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  private static void upload(String name, long seed) throws Exception {
    Path data = SyntheticDigits.writeDataset(localDirectory.resolve(name), 60, TEST / 10, seed);
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.toList()) {
        bucket.put(name + "/" + file.getFileName(), file);
      }
    }
  }

  private static String s3a(String key) {
    return "s3a://" + BUCKET + "/" + key;
  }

  private static JsonNode json(String key) throws Exception {
    return new ObjectMapper().readTree(bucket.get(key));
  }

  /** Copies what lies under a prefix to this machine, for readers that know no s3a. */
  private static Path download(String prefix) throws Exception {
    Path copy = localDirectory.resolve("copy");
    for (String key : bucket.keys(prefix)) {
      if (!key.endsWith("/")) {
        Path file = copy.resolve(key);
        Files.createDirectories(file.getParent());
        Files.write(file, bucket.get(key));
      }
    }
    return copy.resolve(prefix);
  }

  private static void assertNothingIsHalfWritten() throws Exception {
    assertThat(bucket.keys(""))
        .noneMatch(key -> key.contains(".tmp") || key.contains("_temporary"));
  }

  @Test
  @Order(1)
  void pipelineReadsAndWritesTheStore(SparkSession spark) throws Exception {
    JsonNode result =
        submission.done(
            "pipeline",
            "--data",
            s3a("idx"),
            "--output",
            s3a("run"),
            "--config",
            s3a("quick.conf"));

    assertThat(json("run/result.json")).isEqualTo(result);
    assertThat(result.get("epochs").asInt()).isEqualTo(1);
    assertThat(result.get("retrain").asText()).isEqualTo("nothing_to_do");
    assertThat(json("run/data/fingerprint.json").isObject()).isTrue();
    assertThat(json("run/evaluation/metrics.json").get("accuracy"))
        .isEqualTo(result.get("accuracy"));
    assertThat(spark.read().parquet(download("run/data/records").toString()).count())
        .isEqualTo(600 + TEST);
    assertThat(spark.read().parquet(download("run/scores/predictions").toString()).count())
        .isEqualTo(TEST);
    Path version = download("run/store/versions/v0001");
    assertThat(
            ModelStore.resolve(version.toString(), new Configuration())
                .load(new Configuration())
                .parameterHash())
        .isEqualTo(result.get("model_hash").asText());
    assertNothingIsHalfWritten();
  }

  @Test
  @Order(2)
  void scoreTakesTheStoresChampion(SparkSession spark) throws Exception {
    JsonNode result =
        submission.done(
            "score",
            "--input",
            s3a("run/data"),
            "--model",
            s3a("run/store"),
            "--output",
            s3a("scores"));

    assertThat(json("scores/result.json")).isEqualTo(result);
    assertThat(result.get("version").asText()).isEqualTo("v0001");
    assertThat(spark.read().parquet(download("scores/predictions").toString()).count())
        .isEqualTo(result.get("predicted").asLong())
        .isEqualTo(600 + TEST);
    assertNothingIsHalfWritten();
  }

  @Test
  @Order(3)
  void scoreReadsPicturesFromTheStoreAndKeepsTheirPaths(SparkSession spark) throws Exception {
    for (int i = 0; i < 10; i++) {
      Path picture = localDirectory.resolve(i + ".png");
      Files.write(picture, ImageFiles.png(SyntheticDigits.draw(1, 3).get(i).image()));
      bucket.put("pictures/of today/" + i + ".png", picture);
    }

    JsonNode result =
        submission.done(
            "score",
            "--input",
            s3a("pictures"),
            "--model",
            s3a("run/store"),
            "--prepare",
            "none",
            "--output",
            s3a("scored-pictures"));

    assertThat(result.get("form").asText()).isEqualTo("images");
    assertThat(
            spark
                .read()
                .parquet(download("scored-pictures/predictions").toString())
                .collectAsList())
        .hasSize(10)
        .allSatisfy(
            row ->
                assertThat(row.<String>getAs("path"))
                    .isEqualTo(s3a("pictures/") + row.getAs("file")));
    assertNothingIsHalfWritten();
  }

  @Test
  @Order(4)
  void retrainPublishesAChallenger() throws Exception {
    JsonNode result =
        submission.done(
            "retrain",
            // A champion of so short a training may contradict many labels.
            "--accept",
            "label-agreement",
            "--reason",
            "a champion of one short training",
            "--data",
            s3a("idx-of-tomorrow"),
            "--store",
            s3a("run/store"),
            "--config",
            s3a("quick.conf"));

    assertThat(json("run/store/result.json")).isEqualTo(result);
    assertThat(result.get("version").asText()).isEqualTo("v0002");
    assertThat(json("run/store/versions/v0002/manifest.json").get("version").asText())
        .isEqualTo("v0002");
    List<String> decisions = bucket.keys("run/store/decisions/");
    decisions.removeIf(key -> key.endsWith("/"));
    // The first version, its data and those of tomorrow as deliveries, and what came of the
    // challenger.
    assertThat(decisions).hasSize(4);
    assertNothingIsHalfWritten();
  }

  @Test
  @Order(5)
  void evaluateDoesNotOverwrite() throws Exception {
    List<String> before = bucket.keys("");

    assertThat(
            Submission.mistake(
                submission.launch(
                    "evaluate",
                    "--data",
                    s3a("run/data"),
                    "--model",
                    s3a("run/store"),
                    "--output",
                    s3a("run/evaluation"))))
        .isEqualTo(
            "error: Cannot write "
                + s3a("run/evaluation")
                + ": it already exists; choose another output or delete it");
    assertThat(bucket.keys("")).isEqualTo(before);
  }
}
