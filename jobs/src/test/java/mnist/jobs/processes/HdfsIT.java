package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mnist.evaluate.Evaluation;
import mnist.files.NoOverwriteRename;
import mnist.input.Split;
import mnist.jobs.processes.Processes.Ended;
import mnist.records.IngestedData;
import mnist.report.EvaluationReport;
import mnist.store.Decision;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import mnist.testing.ImageFiles;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
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
 * The jobs, one after the other, with everything on HDFS; each test runs the next one on what those
 * before it left.
 */
@ExtendWith(SparkExtension.class)
@TestMethodOrder(OrderAnnotation.class)
class HdfsIT {
  private static final Configuration CONF = new Configuration();
  private static final int TRAIN = 600;
  private static final int TEST = 200;

  @TempDir(factory = RoomForHadoop.class)
  static java.nio.file.Path localDirectory;

  private static ServerProcess server;
  private static URI root;
  private static FileSystem files;
  private static Submission submission;

  @BeforeAll
  static void startHdfs() throws Exception {
    server = ServerProcess.hdfs(localDirectory, 1);
    root = server.uri();
    files = FileSystem.get(root, CONF);
    submission = Submission.to("local[2]", localDirectory);
    upload("idx", 1);
    upload("idx-of-tomorrow", 2);
  }

  @AfterAll
  static void stopHdfs() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  private static void upload(String name, long seed) throws IOException {
    java.nio.file.Path data =
        SyntheticDigits.writeDataset(localDirectory.resolve(name), TRAIN / 10, TEST / 10, seed);
    files.copyFromLocalFile(new Path(data.toUri()), path(name));
  }

  private static Path path(String name) {
    return new Path(root.resolve("/" + name));
  }

  private static ModelStore store() {
    return ModelStore.at(path("store"), CONF);
  }

  private static JsonNode json(Path file) throws IOException {
    try (InputStream in = files.open(file)) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static List<String> filesUnder(String name) throws IOException {
    List<String> names = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> under = files.listFiles(path(name), true);
    while (under.hasNext()) {
      names.add(under.next().getPath().toUri().getPath());
    }
    return names;
  }

  @Test
  @Order(1)
  void ingestWritesRecordsToHdfs(SparkSession spark) throws Exception {
    JsonNode result =
        submission.done(
            "ingest",
            "--input",
            path("idx").toString(),
            "--output",
            path("data").toString(),
            "--file-bytes",
            "100000");

    assertThat(json(path("data/result.json"))).isEqualTo(result);
    assertThat(result.get("output").asText()).isEqualTo(path("data").toString());
    IngestedData data = IngestedData.open(spark, path("data"));
    assertThat(data.records(Split.TEST).count()).isEqualTo(TEST);
    assertThat(data.records(Split.TRAIN).count() + data.records(Split.VALIDATION).count())
        .isEqualTo(TRAIN);
    assertThat(data.quarantine().count()).isZero();
    assertThat(data.fingerprint().id()).isEqualTo(result.get("fingerprint").asText());
  }

  @Test
  @Order(2)
  void ingestDoesNotOverwrite() throws Exception {
    List<String> before = filesUnder("");

    Ended again =
        submission.launch(
            "ingest", "--input", path("idx").toString(), "--output", path("data").toString());

    assertThat(Submission.mistake(again))
        .isEqualTo(
            "error: Cannot write "
                + path("data")
                + ": it already exists; choose another output or delete it");
    assertThat(filesUnder("")).isEqualTo(before);
  }

  @Test
  @Order(3)
  void twoTrainsAtOnceMakeTwoVersionsAndOneChampion() throws Exception {
    Submission half = Submission.to("local[1]", localDirectory);
    List<Callable<Ended>> trains = new ArrayList<>();
    for (String seed : List.of("1", "2")) {
      trains.add(
          () ->
              half.launch(
                  "train",
                  "--data",
                  path("data").toString(),
                  "--store",
                  path("store").toString(),
                  "--epochs",
                  "1",
                  "--workers",
                  "1",
                  "--seed",
                  seed));
    }
    List<JsonNode> results = new ArrayList<>();
    for (Ended ended : Submission.together(trains)) {
      results.add(Submission.result(ended));
    }

    assertThat(results)
        .extracting(result -> result.get("version").asText())
        .containsExactlyInAnyOrder("v0001", "v0002");
    for (JsonNode result : results) {
      StoredVersion version = store().version(result.get("version").asText());
      assertThat(version.load(CONF).parameterHash()).isEqualTo(result.get("model_hash").asText());
    }
    assertThat(store().decisions()).hasSize(1);
    assertThat(json(path("store/result.json"))).isIn(results);
    assertThat(filesUnder("store")).noneMatch(name -> name.contains(".tmp"));
  }

  @Test
  @Order(4)
  void evaluateWritesItsReportToHdfs() throws Exception {
    JsonNode result =
        submission.done(
            "evaluate",
            "--data",
            path("data").toString(),
            "--model",
            path("store").toString(),
            "--output",
            path("evaluation").toString(),
            "--robustness");

    assertThat(json(path("evaluation/result.json"))).isEqualTo(result);
    assertThat(result.get("version").asText()).isEqualTo(store().requireChampion());
    Evaluation evaluation = EvaluationReport.read(path("evaluation"), CONF);
    assertThat(evaluation.examples()).isEqualTo(TEST);
    assertThat(evaluation.accuracy()).isEqualTo(result.get("accuracy").asDouble());
    for (FileStatus entry : files.listStatus(path("evaluation"))) {
      assertThat(entry.getPath().getName()).matches("[a-z_]+\\.(json|parquet|csv|png|html)");
    }
    assertThat(files.exists(path("evaluation/confusion_matrix.png"))).isTrue();
    JsonNode robustness = json(path("evaluation/robustness.json"));
    assertThat(robustness.get("mean")).isEqualTo(result.get("robustness"));
    assertThat(robustness.get("rows").get(0).get("examples").asLong()).isEqualTo(TEST);
  }

  @Test
  @Order(5)
  void scoreReadsIdxFromHdfsAndWritesPredictionsThere(SparkSession spark) throws Exception {
    JsonNode result =
        submission.done(
            "score",
            "--input",
            path("idx/t10k-images-idx3-ubyte.gz").toString(),
            "--model",
            path("store/versions/v0002").toString(),
            "--output",
            path("scores").toString());

    assertThat(json(path("scores/result.json"))).isEqualTo(result);
    assertThat(result.get("version").asText()).isEqualTo("v0002");
    assertThat(spark.read().parquet(result.get("predictions").asText()).count()).isEqualTo(TEST);
    assertThat(spark.read().parquet(result.get("rejects").asText()).count()).isZero();
  }

  @Test
  @Order(6)
  void scoreReadsPicturesFromHdfsAndKeepsTheirPaths(SparkSession spark) throws Exception {
    java.nio.file.Path pictures =
        ImageFiles.writeFolder(localDirectory.resolve("pictures"), SyntheticDigits.draw(1, 3));
    files.copyFromLocalFile(new Path(pictures.toUri()), path("pictures"));

    JsonNode result =
        submission.done(
            "score",
            "--input",
            path("pictures").toString(),
            "--model",
            path("store").toString(),
            "--prepare",
            "none",
            "--output",
            path("scored-pictures").toString());

    assertThat(result.get("form").asText()).isEqualTo("images");
    assertThat(spark.read().parquet(result.get("predictions").asText()).collectAsList())
        .hasSize(10)
        .allSatisfy(
            row ->
                assertThat(row.<String>getAs("path"))
                    .isEqualTo(path("pictures") + "/" + row.getAs("file")));
  }

  @Test
  @Order(7)
  void retrainLetsAChallengerCompete() throws Exception {
    String before = store().requireChampion();

    JsonNode result =
        submission.done(
            "retrain",
            // A champion of so short a training may contradict many labels.
            "--accept",
            "label-agreement",
            "--reason",
            "a champion of one short training",
            "--data",
            path("idx-of-tomorrow").toString(),
            "--store",
            path("store").toString(),
            "--epochs",
            "1");

    assertThat(json(path("store/result.json"))).isEqualTo(result);
    assertThat(result.get("version").asText()).isEqualTo("v0003");
    boolean promoted = result.get("outcome").asText().equals("promoted");
    assertThat(store().requireChampion())
        .isEqualTo(promoted ? "v0003" : before)
        .isEqualTo(result.get("champion").asText());
    assertThat(store().decisions()).extracting(Decision::subject).contains("v0003");
    assertThat(files.listStatus(path("")))
        .extracting(entry -> entry.getPath().getName())
        .containsExactlyInAnyOrder(
            "idx",
            "idx-of-tomorrow",
            "data",
            "store",
            "evaluation",
            "scores",
            "pictures",
            "scored-pictures");
  }

  @Test
  @Order(8)
  void ofClientsThatRenameToOneNameOneWins() throws Exception {
    int clients = 4;
    Configuration ownConnections = new Configuration();
    ownConnections.setBoolean("fs.hdfs.impl.disable.cache", true);
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      for (int round = 0; round < 10; round++) {
        Path target = path("race/" + round);
        CyclicBarrier start = new CyclicBarrier(clients);
        List<Future<Boolean>> renames = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
          Path source = path("race/source-" + client);
          files.create(new Path(source, "part"), true).close();
          renames.add(
              threads.submit(
                  () -> {
                    start.await();
                    return NoOverwriteRename.rename(source, target, ownConnections);
                  }));
        }
        List<Boolean> won = new ArrayList<>();
        for (Future<Boolean> rename : renames) {
          won.add(rename.get());
        }
        assertThat(won).as("round %d", round).containsOnlyOnce(true);
        assertThat(files.listStatus(target)).as("round %d", round).hasSize(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
