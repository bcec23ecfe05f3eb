package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mnist.jobs.processes.Processes.Ended;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: what users start, on the Spark that the build assembles. */
class SubmitIT {
  private static final Path SPARK = Path.of("target/spark").toAbsolutePath();
  private static final int IMAGES = 40;
  private static final int SIDE = 8;

  @TempDir Path directory;
  private Path input;

  @BeforeEach
  void makeInput() throws IOException {
    input = Files.createDirectories(directory.resolve("the input"));
    Random random = new Random(1);
    for (String name : List.of("train", "t10k")) {
      byte[] pixels = new byte[IMAGES * SIDE * SIDE];
      random.nextBytes(pixels);
      ByteBuffer images = ByteBuffer.allocate(16 + pixels.length);
      images.putInt(0x0803).putInt(IMAGES).putInt(SIDE).putInt(SIDE).put(pixels);
      Files.write(input.resolve(name + "-images-idx3-ubyte"), images.array());
      ByteBuffer labels = ByteBuffer.allocate(8 + IMAGES).putInt(0x0801).putInt(IMAGES);
      Files.write(input.resolve(name + "-labels-idx1-ubyte"), labels.array());
    }
  }

  private Ended launcher(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of("bin/submit").toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    return Processes.run(
        directory,
        Map.of("SPARK_HOME", SPARK.toString(), "JAVA_HOME", System.getProperty("java.home")),
        command);
  }

  private Ended sparkSubmit(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(SPARK.resolve("bin/spark-submit").toString());
    command.addAll(List.of("--master", "local[2]", "--class", "mnist.jobs.Main"));
    command.add(Path.of("target/mnist-spark.jar").toAbsolutePath().toString());
    command.addAll(List.of(arguments));
    return Processes.run(
        directory, Map.of("SPARK_HOME", "", "JAVA_HOME", System.getProperty("java.home")), command);
  }

  @Test
  void ingestsOnExecutorProcessesAndPrintsOneLine() throws Exception {
    Path output = directory.resolve("new/output");

    Ended ended =
        Submission.to("local-cluster[2,1,1024]", directory, "--conf", "spark.executor.memory=1g")
            .launch(
                "ingest",
                "--input",
                input.toString(),
                "--output",
                output.toString(),
                "--file-bytes",
                "100000");

    assertThat(ended.code()).as(ended.errors()).isZero();
    assertThat(ended.output().lines()).hasSize(1);
    JsonNode result = new ObjectMapper().readTree(ended.output());
    assertThat(result.get("job").asText()).isEqualTo("ingest");
    assertThat(result.get("status").asText()).isEqualTo("done");
    assertThat(result.get("test").asInt()).isEqualTo(IMAGES);
    assertThat(ended.errors()).contains("Ingest: read 80 images: 40 train, 40 test\n");
    assertThat(new ObjectMapper().readTree(output.resolve("result.json").toFile()))
        .isEqualTo(result);
  }

  @Test
  void aCorruptFileIsAMistakeUnderPlainSparkSubmitToo() throws Exception {
    Path images = input.resolve("train-images-idx3-ubyte");
    Files.write(images, new byte[] {1, 2, 3, 4});

    Ended ended =
        sparkSubmit("ingest", "--input", input.toString(), "--output", directory + "/output");

    assertThat(Submission.mistake(ended))
        .startsWith("error: Cannot read IDX file file:" + images + ": ");
    assertThat(directory.resolve("output")).doesNotExist();
  }

  @Test
  void helpIsPrintedToStandardOutput() throws Exception {
    Ended ended = launcher("train", "--help");

    assertThat(ended.code()).isZero();
    assertThat(ended.output()).startsWith("Usage: jobs/bin/submit train ");
    assertThat(ended.errors()).isEmpty();
  }
}
