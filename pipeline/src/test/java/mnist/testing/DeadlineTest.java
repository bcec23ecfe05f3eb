package mnist.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  /** The shell's child holds the other end of the pipe as well. */
  @Test
  void readersOfAProgramThatHangsSeeItsEnd() throws Exception {
    Process hanging = start(Duration.ofMillis(200), "sleep 600 & wait");

    assertThat(hanging.getInputStream().read()).isNegative();
    assertThat(hanging.waitFor()).isNotZero();
  }

  @Test
  void letsAProgramEndByItself() throws Exception {
    assertThat(start(Duration.ofMinutes(1), "exit 3").waitFor()).isEqualTo(3);
  }

  private static Process start(Duration atMost, String script) throws IOException {
    return Deadline.start(new ProcessBuilder(List.of("sh", "-c", script)), atMost);
  }
}
