package mnist.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import mnist.InvalidInputException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningCurvePointTest {

  private static final LearningCurvePoint FIRST = new LearningCurvePoint(1, 0.5, 0.2, 0.95);

  private static final Configuration CONF = new Configuration();

  @Test
  void readsTheLinesOfATraining(@TempDir java.nio.file.Path directory) throws IOException {
    Path file =
        write(
            directory,
            """
            {"epoch":1,"loss":0.5,"validation_loss":0.2,"validation_accuracy":0.95,"examples":9}

            {"validation_accuracy":0.97,"epoch":2,"loss":"NaN","validation_loss":0.1}
            """);

    assertThat(LearningCurvePoint.read(file, CONF))
        .containsExactly(FIRST, new LearningCurvePoint(2, Double.NaN, 0.1, 0.97));
  }

  @Test
  void lineWithoutAKeyIsNamed(@TempDir java.nio.file.Path directory) throws IOException {
    Path file =
        write(
            directory,
            """
            {"epoch":1,"loss":0.5,"validation_loss":0.2,"validation_accuracy":0.95}
            {"epoch":2,"loss":0.5,"validation_loss":0.2}
            """);

    assertThatThrownBy(() -> LearningCurvePoint.read(file, CONF))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot read training metrics %s, line 2: expected the keys epoch, loss, "
                + "validation_loss and validation_accuracy, but found "
                + "{\"epoch\":2,\"loss\":0.5,\"validation_loss\":0.2}"
                + "; restore the file or train the model again",
            file);
  }

  @Test
  void brokenLineIsNamed(@TempDir java.nio.file.Path directory) throws IOException {
    Path file = write(directory, "{\"epoch\":1,");

    assertThatThrownBy(() -> LearningCurvePoint.read(file, CONF))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot read training metrics " + file + ", line 1: ")
        .hasMessageEndingWith("; restore the file or train the model again")
        .message()
        .containsOnlyOnce(";");
  }

  @Test
  void missingFileIsNamed(@TempDir java.nio.file.Path directory) {
    Path file = new Path(directory.toUri().toString(), "metrics.jsonl");

    assertThatThrownBy(() -> LearningCurvePoint.read(file, CONF))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot read training metrics " + file + ": ")
        .hasMessageContaining("does not exist");
  }

  private static Path write(java.nio.file.Path directory, String lines) throws IOException {
    java.nio.file.Path localFile = Files.writeString(directory.resolve("metrics.jsonl"), lines);
    return new Path(localFile.toUri());
  }
}
