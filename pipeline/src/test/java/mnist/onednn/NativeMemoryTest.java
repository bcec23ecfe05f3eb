package mnist.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mnist.testing.Deadline;
import mnist.testing.OwnJvm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a step allocates is gone after it: a process of its own, whose heap is all there at once.
 */
class NativeMemoryTest {

  /** What a virtual machine still takes for code and the like, when it is warm. */
  private static final long SLACK_BYTES = 16 << 20;

  /** It is not warm yet, and what shows is one copy of the minibatch a step, 20 KB. */
  @Test
  void threeThousandStepsLeaveNothing() throws Exception {
    assertThat(growth(2000, 3000)).isLessThan(3 * SLACK_BYTES);
  }

  /** Here 170 bytes per step show. */
  @Test
  @Tag("slow")
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void hundredThousandStepsLeaveNothing() throws Exception {
    assertThat(growth(20_000, 100_000)).isLessThan(SLACK_BYTES);
  }

  private static long growth(int warmUp, int steps) throws IOException, InterruptedException {
    ProcessBuilder builder =
        OwnJvm.of(
            List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch"),
            SteppingJvm.class,
            Integer.toString(warmUp),
            Integer.toString(steps));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = Deadline.start(builder, Deadline.OF_A_LONG_ONE);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output
        .lines()
        .filter(line -> line.startsWith(SteppingJvm.SAYS))
        .mapToLong(line -> Long.parseLong(line.substring(SteppingJvm.SAYS.length())))
        .findFirst()
        .orElseThrow();
  }
}
