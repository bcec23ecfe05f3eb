package mnist.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RobustnessTest {

  /** 0, 1, 2, … 14 of 20 right for the fifteen, and all for the others. */
  @Test
  void meanIsOverTheFifteenOfMnistC() {
    List<RobustnessRow> rows = new ArrayList<>();
    for (Corruption corruption : Corruption.values()) {
      boolean isOfMnistC = corruption.ordinal() < 15;
      rows.add(row(corruption.label(), isOfMnistC ? corruption.ordinal() : 20));
    }
    rows.add(row(Robustness.PRINTED, 20));

    assertThat(new Robustness(rows, List.of(), List.of()).mean()).isCloseTo(0.35, within(1e-12));
  }

  private static RobustnessRow row(String name, int correct) {
    return RobustnessRow.of(name, correct, 20, Exposure.NEVER);
  }
}
