package mnist.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.jobs.runner.JobResult;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class GridJobIT {

  @TempDir Path directory;

  private JobResult run(SparkSession spark, String... more) throws Exception {
    return InProcess.run(new GridJob(), spark, directory, "grid", more);
  }

  /** When each model's manifest was written, by version. */
  private Map<String, FileTime> models() throws IOException {
    Map<String, FileTime> written = new TreeMap<>();
    try (Stream<Path> versions = Files.list(directory.resolve("grid/models/versions"))) {
      for (Path version :
          versions.filter(path -> !path.getFileName().toString().startsWith(".")).toList()) {
        written.put(
            version.getFileName().toString(),
            Files.getLastModifiedTime(version.resolve("manifest.json")));
      }
    }
    return written;
  }

  @Test
  void goesOnWhereItWasStopped(SparkSession spark) throws Exception {
    SyntheticDigits.writeDataset(directory.resolve("idx"), 40, 5, 1);
    String[] cells = {"--workers", "2", "--averaging-frequencies", "3,epoch", "--stock", "2:2"};

    run(spark, with(cells, "--seeds", "1"));
    Map<String, FileTime> first = models();
    JobResult result = run(spark, with(cells, "--seeds", "1,2"));

    assertThat(first).containsOnlyKeys("v0001", "v0002", "v0003", "v0004");
    assertThat(models()).hasSize(8).containsAllEntriesOf(first);
    assertThat((List<?>) result.figures().get("cells")).hasSize(4);
    assertThat(result.figures())
        .containsKeys("difference_deterministic", "difference_dl4j", "output");
    assertThat(result.summary())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("deterministic averaging changes"),
            line -> assertThat(line).startsWith("dl4j averaging changes"),
            line -> assertThat(line).isEqualTo("output: " + directory.resolve("grid")),
            line -> assertThat(line).matches("next: train --workers \\d.* --data .*/idx"));
  }

  @Test
  void cellsThatAreNoneAreTheUsersMistake(SparkSession spark) {
    assertThatThrownBy(() -> run(spark, "--averaging-frequencies", "5,often"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("--averaging-frequencies must be whole numbers, or epoch, but was often");
    assertThatThrownBy(() -> run(spark, "--stock", "4"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("--stock must be cells like 4:10 (workers:frequency), but was 4");
    assertThatThrownBy(() -> run(spark, "--stock", "4:often"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("--stock must be cells like 4:10 (workers:frequency), but was often");
    assertThatThrownBy(() -> run(spark, "--stock", "4:epoch"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("--stock must be cells like 4:10 (workers:frequency), but was epoch");
    assertThatThrownBy(() -> run(spark, "--workers", "0"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("train.workers must be 1 or more, but was 0");
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }
}
