package mnist.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractMap.SimpleEntry;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartTallyTest {

  /** Reasons may hold names of files, of which there may be millions. */
  @Test
  void countsEveryRejectAndTellsTheFirstHundredReasons() {
    PartTally tally = new PartTally();
    for (int time = 0; time < 3; time++) {
      for (int reason = 0; reason < PartTally.MOST_REASONS + 20; reason++) {
        tally.rejected("reason " + reason);
      }
    }

    assertThat(tally.rejected()).isEqualTo(360);
    assertThat(tally.reasons())
        .hasSize(100)
        .containsKeys("reason 0", "reason 99")
        .containsValue(3L)
        .doesNotContainValue(1L);
  }

  /** As when a task's counts come twice: it was tried again, or ran twice at once. */
  @Test
  void aPartCountsOnceHoweverOftenItWasScored() {
    PartTallies driver = new PartTallies();
    PartTallies first = driver.copy();
    PartTallies second = driver.copy();
    PartTally three = tally(3);
    first.add(new SimpleEntry<>(3, tally(3)));
    first.add(new SimpleEntry<>(5, tally(5)));
    second.add(new SimpleEntry<>(3, three));
    assertThat(driver.isZero()).isTrue();

    driver.merge(first);
    driver.merge(second);

    assertThat(driver.isZero()).isFalse();
    assertThat(driver.value()).containsOnlyKeys(3, 5).containsEntry(3, three);
    assertThat(driver.value().get(5).predicted()).isEqualTo(5);
    assertThat(driver.copy().value()).isEqualTo(driver.value());
    driver.reset();
    assertThat(driver.value()).isEqualTo(Map.of());
    assertThat(second.value()).hasSize(1);
  }

  private static PartTally tally(int predicted) {
    PartTally tally = new PartTally();
    for (int i = 0; i < predicted; i++) {
      tally.predicted(true);
    }
    return tally;
  }
}
