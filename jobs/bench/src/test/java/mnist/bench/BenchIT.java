package mnist.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import mnist.bench.contenders.DjlNetwork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchIT {

  @TempDir Path directory;

  /** Whether the build has brought libtorch; without it, DJL is a contender that fails. */
  private static boolean hasLibtorch() {
    return BenchIT.class.getResource(DjlNetwork.LIBTORCH) != null;
  }

  @Test
  @Tag("slow")
  void measuresOneAfterTheOtherAndKeepsWhatIsSoundWhenOneFails() throws Exception {
    Path output = directory.resolve("new/output");
    ByteArrayOutputStream results = new ByteArrayOutputStream();

    int code =
        Main.run(
            new String[] {
              "--output", output.toString(),
              "--tasks", "train",
              "--contenders", "process,spark-robust-augmentation,spark,djl",
              "--passes", "1",
              "--repetitions", "2",
              "--train-images", "2000",
              "--min-accuracy", "0.3"
            },
            new PrintStream(results, true, StandardCharsets.UTF_8),
            System.err);

    String line = results.toString(StandardCharsets.UTF_8);
    assertThat(line.lines()).hasSize(1);
    JsonNode result = new ObjectMapper().readTree(line);
    assertThat(code).isEqualTo(hasLibtorch() ? 0 : 3);
    assertThat(result.get("failed")).hasSize(hasLibtorch() ? 0 : 1);
    JsonNode bench = new ObjectMapper().readTree(output.resolve("bench.json").toFile());
    assertThat(bench.get("rows").findValuesAsText("name"))
        .containsExactly("spark", "spark-robust-augmentation", "process", "djl");
    if (!hasLibtorch()) {
      assertThat(bench.get("rows").get(3).get("failed").asText())
          .contains("no libtorch: build jobs/bench with -Ppeers");
    }
    for (int row = 0; row < 3; row++) {
      assertThat(bench.get("rows").get(row).get("images_per_s").asDouble()).isPositive();
      assertThat(bench.get("rows").get(row).get("accuracy").asDouble()).isGreaterThan(0.3);
      assertThat(bench.get("rows").get(row).get("repetitions").asInt()).isEqualTo(2);
    }
    assertThat(bench.get("ratios").has("train_spark/process")).isTrue();
    assertThat(bench.get("ratios").has("train_spark-robust-augmentation/spark")).isTrue();
    assertThat(output.resolve("bench.png")).isNotEmptyFile();
    assertThat(Files.readString(output.resolve("bench.md"))).startsWith("| task | contender |");
    assertThat(output).isDirectoryNotContaining("glob:**/work");
  }
}
