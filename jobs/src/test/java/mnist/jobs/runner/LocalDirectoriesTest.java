package mnist.jobs.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mnist.InvalidInputException;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDirectoriesTest {
  @TempDir Path directory;

  @Test
  void oneThatCanBeWrittenIsEnough() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    SparkConf conf = new SparkConf(false).set("spark.local.dir", file + "," + directory + "/new");

    assertThatCode(() -> LocalDirectories.require(conf, Map.of())).doesNotThrowAnyException();
    assertThat(directory.resolve("new")).isEmptyDirectory();
  }

  @Test
  void noneIsAMistake() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(
            () ->
                LocalDirectories.require(
                    new SparkConf(false), Map.of("SPARK_LOCAL_DIRS", file.toString())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot start Spark: it can't write into %s: ", file)
        .hasMessageContaining("--conf spark.local.dir=DIRECTORY");
  }
}
