package mnist.bench.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import mnist.InvalidInputException;
import mnist.UnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream errors = new PrintStream(said, true, StandardCharsets.UTF_8);

  @Test
  void tellsMistakesAndSurroundingsFromBugs() {
    assertThat(ExitCode.of(new InvalidInputException("a", "b"), errors)).isEqualTo(2);
    assertThat(ExitCode.of(new UnavailableException("a", "b"), errors)).isEqualTo(4);
    assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("\tat ");
    assertThat(ExitCode.of(new IllegalStateException("odd"), errors)).isEqualTo(3);
    assertThat(ExitCode.of(new AssertionError("odd"), errors)).isEqualTo(3);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("error: a bug; ")
        .contains("\tat mnist.bench.");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "2, 2", "3, 3", "4, 4", "52, 3", "137, 4"})
  void aChildThatEndsByItselfOrIsEnded(int code, int told) {
    assertThat(ExitCode.ofChild(code, errors)).isEqualTo(told);
  }
}
