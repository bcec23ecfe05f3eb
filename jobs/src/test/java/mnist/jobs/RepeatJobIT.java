package mnist.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import mnist.InvalidInputException;
import mnist.jobs.runner.JobResult;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class RepeatJobIT {

  @TempDir Path directory;

  private JobResult run(SparkSession spark, String... more) throws Exception {
    return InProcess.run(new RepeatJob(), spark, directory, "out", more);
  }

  @Test
  void goesOnWhereItWasStoppedAndReadsTheTestSplitOnceAModel(SparkSession spark) throws Exception {
    SyntheticDigits.writeDataset(directory.resolve("idx"), 40, 5, 1);

    JobResult chosen = run(spark, "--seeds", "1");
    assertThat(chosen.figures()).containsKey("validation_accuracy").doesNotContainKey("accuracy");
    assertThat(directory.resolve("out/evaluations")).doesNotExist();

    run(spark, "--seeds", "1", "--test");
    Path metrics = directory.resolve("out/evaluations/v0001/metrics.json");
    FileTime evaluated = Files.getLastModifiedTime(metrics);
    JobResult result = run(spark, "--seeds", "1,2", "--test");

    assertThat(Files.getLastModifiedTime(metrics)).isEqualTo(evaluated);
    assertThat((List<?>) result.figures().get("trainings")).hasSize(2);
    assertThat(result.figures()).containsKeys("accuracy", "accuracy_sd", "accuracy_low", "output");
    assertThat(directory.resolve("out/models/versions/v0003")).doesNotExist();
  }

  @Test
  void testSplitMustHaveImagesBeforeAnythingIsTrained(SparkSession spark) throws Exception {
    SyntheticDigits.write(directory.resolve("idx"), "train", ".gz", SyntheticDigits.draw(10, 1));

    assertThatThrownBy(() -> run(spark, "--test"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot evaluate on ")
        .hasMessageContaining("expected images of the test split, but it has none");
    assertThat(directory.resolve("out/models/versions")).doesNotExist();
  }
}
