package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import mnist.jobs.processes.Processes.Ended;
import mnist.testing.SyntheticDigits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that can't go, what the doctor says of them, and that the option it names lets them. */
class DoctorIT {
  private static final Path SPARK = Path.of("target/spark").toAbsolutePath();
  private static final Path JAR = Path.of("target/mnist-spark.jar").toAbsolutePath();

  @TempDir Path directory;
  private Path impatient;

  @BeforeEach
  void writeSettings() throws IOException {
    impatient =
        Files.writeString(directory.resolve("impatient.conf"), "doctor.slot-timeout-seconds = 5");
  }

  private Ended doctor(String master, List<String> more, String... options) throws Exception {
    List<String> job = new ArrayList<>(List.of("doctor", "--store", directory + "/store"));
    job.addAll(List.of(options));
    return Submission.to(master, directory, more.toArray(String[]::new))
        .launch(job.toArray(String[]::new));
  }

  private static List<JsonNode> findings(Ended ended, String status) throws IOException {
    assertThat(ended.output().lines()).as(ended.errors()).hasSize(1);
    JsonNode result = new ObjectMapper().readTree(ended.output());
    return StreamSupport.stream(result.get("findings").spliterator(), false)
        .filter(finding -> finding.get("status").asText().equals(status))
        .toList();
  }

  private static JsonNode onlyFault(Ended ended) throws IOException {
    List<JsonNode> faults = findings(ended, "fault");
    assertThat(faults).as(ended.errors()).hasSize(1);
    assertThat(ended.code()).as(ended.errors()).isEqualTo(2);
    assertThat(ended.errors()).contains("fault: ").doesNotContain("\tat ");
    return faults.get(0);
  }

  /** What spark-submit gets of "add --conf a=b". */
  private static List<String> flags(String remedy) {
    assertThat(remedy).startsWith("add --");
    return List.of(remedy.substring("add ".length()).split(" "));
  }

  @Test
  void executorsThatNoWorkerCanHoldAreFoundAndMended() throws Exception {
    try (Standalone cluster = Standalone.start(1, "1g", directory)) {
      List<String> tooLarge = List.of("--conf", "spark.executor.memory=2g");
      List<String> patience = List.of("--config", impatient.toString());

      JsonNode fault = onlyFault(doctor(cluster.url(), tooLarge, patience.toArray(String[]::new)));

      String found =
          cluster.url()
              + " gave none within 5 s; an executor asks for 2048 MiB and 1 core, but no worker has"
              + " more than 1024 MiB and 1 core";
      assertThat(fault.get("check").asText()).isEqualTo("task slots");
      assertThat(fault.get("found").asText()).isEqualTo(found);
      assertThat(fault.get("remedy").asText()).isEqualTo("add --conf spark.executor.memory=1024m");

      // A job that trains says the same, instead of waiting.
      Path store = directory.resolve("store");
      Path input = SyntheticDigits.writeDataset(directory.resolve("idx"), 2, 2, 1);
      Ended refused =
          Submission.to(cluster.url(), directory, tooLarge.toArray(String[]::new))
              .launch(
                  "train",
                  "--data",
                  input.toString(),
                  "--store",
                  store.toString(),
                  "--config",
                  impatient.toString());
      assertThat(Submission.mistake(refused))
          .isEqualTo(
              "error: Cannot run train: task slots of run: "
                  + found
                  + "; add --conf spark.executor.memory=1024m");
      assertThat(store).doesNotExist();

      List<String> mended = new ArrayList<>(tooLarge);
      mended.addAll(flags(fault.get("remedy").asText()));
      Ended well = doctor(cluster.url(), mended, "--data", input.toString(), "--workers", "1");

      assertThat(Submission.result(well).get("faults").asInt()).isZero();
      assertThat(findings(well, "warning")).isEmpty();
      assertThat(findings(well, "ok"))
          .filteredOn(finding -> finding.get("where").asText().startsWith("executor 0 on "))
          .extracting(finding -> finding.get("check").asText())
          .containsExactly(
              "java",
              "java modules",
              "temporary files",
              "native library",
              "memory",
              "output",
              "data");
      assertThat(store).doesNotExist();
    }
  }

  @Test
  void aSerialiserThatBreaksArraysIsFoundAndMended() throws Exception {
    List<String> kryo =
        List.of("--conf", "spark.serializer=org.apache.spark.serializer.KryoSerializer");

    JsonNode fault = onlyFault(doctor("local[2]", kryo));

    assertThat(fault.get("check").asText()).isEqualTo("serializer");
    List<String> mended = new ArrayList<>(kryo);
    mended.addAll(flags(fault.get("remedy").asText()));
    Ended well = doctor("local[2]", mended, "--workers", "3");
    assertThat(Submission.result(well).get("warnings").asInt()).isEqualTo(1);
    assertThat(well.errors())
        .contains("warning: workers of run: give 3 cores in all, or --workers 2")
        .contains("workers 3, task slots 2: a round takes 2 waves");
  }

  /** As Spark's own cluster manager starts the driver in cluster mode. */
  @Test
  void aDriverWithoutJavasModuleOptionsIsFoundAndMended() throws Exception {
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    List<String> rest =
        List.of(
            "-Xmx1g",
            "-Dspark.master=local[2]",
            "-Dspark.ui.enabled=false",
            "-cp",
            SPARK.resolve("conf") + ":" + JAR + ":" + SPARK.resolve("jars") + "/*",
            "mnist.jobs.Main",
            "doctor",
            "--store",
            directory + "/store");
    List<String> bare = new ArrayList<>(java);
    bare.addAll(rest);

    String mistake = Submission.mistake(Processes.run(directory, Map.of(), bare));

    String add = "; add --driver-java-options '";
    assertThat(mistake)
        .startsWith(
            "error: Cannot run doctor: java modules of driver: 14 packages that Spark needs are"
                + " closed, such as java.lang"
                + add);
    String options = mistake.substring(mistake.indexOf(add) + add.length(), mistake.length() - 1);
    java.addAll(List.of(options.split(" ")));
    java.addAll(rest);
    assertThat(Submission.result(Processes.run(directory, Map.of(), java)).get("faults").asInt())
        .isZero();
  }

  @Test
  void aMasterThatDoesNotAnswerIsGivenUp() throws Exception {
    Ended ended = doctor("spark://127.0.0.1:1", List.of(), "--config", impatient.toString());

    assertThat(Submission.failure(ended, 4))
        .isEqualTo(
            "error: Cannot start Spark: spark://127.0.0.1:1 hasn't taken the application within 5"
                + " s; check that it runs and has a place free, or wait longer with"
                + " doctor.slot-timeout-seconds");
  }
}
