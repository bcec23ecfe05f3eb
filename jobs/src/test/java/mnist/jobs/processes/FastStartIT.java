package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mnist.jobs.processes.Processes.Ended;
import mnist.testing.SyntheticDigits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real drivers, and whether their Java maps the archive of classes that the launcher has made. */
class FastStartIT {
  @TempDir Path directory;

  /** The first job since the build makes the archive. */
  @BeforeEach
  void runAJob() throws Exception {
    Path input = SyntheticDigits.writeDataset(directory.resolve("idx"), 20, 10, 1);
    Submission.to("local[2]", directory)
        .done("ingest", "--input", input.toString(), "--output", directory + "/data");
  }

  private Ended doctor(Submission submission) throws Exception {
    return submission.launch("doctor", "--store", directory + "/store");
  }

  private static String found(Ended doctor, String status) throws IOException {
    JsonNode findings = Submission.result(doctor).get("findings");
    List<JsonNode> ofArchive =
        StreamSupport.stream(findings.spliterator(), false)
            .filter(finding -> finding.get("check").asText().equals("class archive"))
            .toList();
    assertThat(ofArchive).hasSize(1);
    assertThat(ofArchive.get(0).get("status").asText()).isEqualTo(status);
    return ofArchive.get(0).get("found").asText();
  }

  @Test
  void sparksClassesComeFromTheArchive() throws Exception {
    Submission logging =
        Submission.to("local[2]", directory)
            .in("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + directory + "/classes-%p.log");

    assertThat(found(doctor(logging), "ok")).isEqualTo("mapped");
    try (Stream<Path> logs = Files.list(directory)) {
      List<Path> ofDriver =
          logs.filter(log -> log.getFileName().toString().startsWith("classes-"))
              .filter(log -> contains(log, "mnist.jobs.Main "))
              .toList();
      assertThat(ofDriver).hasSize(1);
      assertThat(ofDriver.get(0))
          .content()
          .contains(
              "org.apache.spark.sql.SparkSession source: shared objects file (top)",
              "org.apache.hadoop.fs.FileSystem source: shared objects file (top)");
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whereItDoesNotFitTheJobRunsAndTheDoctorSaysSo() throws Exception {
    Ended ended =
        doctor(
            Submission.to("local[2]", directory)
                .with("--driver-java-options", "-XX:-UseCompressedOops"));

    assertThat(found(ended, "warning")).contains(".jsa doesn't fit this Java, its options");
  }

  @Test
  void anExecutorOfItsOwnGetsTheJarAllTheSame() throws Exception {
    assertThat(
            found(
                doctor(
                    Submission.to(
                        "local-cluster[1,1,1024]",
                        directory,
                        "--conf",
                        "spark.executor.memory=1g")),
                "ok"))
        .isEqualTo("mapped");
  }
}
