package mnist.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockTest {

  @Test
  void isAProcessorsClock() {
    // Chains that a compiler had shortened, or that ran at half speed, would show.
    assertThat(Clock.gigahertz(1)).isBetween(0.8, 6.5);
  }
}
