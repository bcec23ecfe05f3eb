package mnist.bench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import mnist.bench.machine.Machine;
import org.junit.jupiter.api.Test;

class FigureTest {

  private static Figure of(Double goal) {
    List<Double> values = IntStream.rangeClosed(1, 200).mapToObj(i -> (double) i).toList();
    return Figure.of("ms", values, goal);
  }

  @Test
  void hasTheMiddleAndWhatAFewExceed() {
    assertThat(of(null).median()).isEqualTo(100.5);
    assertThat(of(null).percentile95()).isCloseTo(190, within(1.0));
    assertThat(of(null).times()).isEqualTo(200);
  }

  @Test
  void theMedianIsHeldToTheGoal() {
    assertThat(of(100.5).verdict()).isEqualTo("reached");
    assertThat(of(100.4).verdict()).isEqualTo("missed");
    assertThat(of(null).verdict()).isEmpty();
  }

  @Test
  void theTableHasGoalsBeside() {
    Machine machine = new Machine("a processor", 2, 2, 8192L, "Linux");

    assertThat(new PageBench.Report(machine, "store", List.of(of(30.0), of(null))).text().lines())
        .anyMatch(line -> line.matches("ms +100\\.50 +19\\d\\.\\d\\d +200 +<= 30\\.00 +missed"))
        .anyMatch(line -> line.matches("ms +100\\.50 +19\\d\\.\\d\\d +200 *"));
  }
}
