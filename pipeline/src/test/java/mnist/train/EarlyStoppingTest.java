package mnist.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

  @Test
  void bestIsTheMostAccurateAndNotTheLast() {
    assertThat(KeptEpoch.BEST.of(epochs(0.5, 0.9, 0.8)).epoch()).isEqualTo(2);
  }

  @Test
  void bestIsTheFirstOfEquals() {
    assertThat(KeptEpoch.BEST.of(epochs(0.5, 0.9, 0.9)).epoch()).isEqualTo(2);
  }

  @Test
  void stopsWhenPatienceHasRunOut() {
    EarlyStopping stopping = new EarlyStopping(KeptEpoch.BEST, 2);

    assertThat(stopping.stopsAfter(epochs(0.9))).isFalse();
    assertThat(stopping.stopsAfter(epochs(0.9, 0.8))).isFalse();
    assertThat(stopping.stopsAfter(epochs(0.9, 0.8, 0.7))).isTrue();
  }

  @Test
  void aBetterEpochRenewsPatience() {
    EarlyStopping stopping = new EarlyStopping(KeptEpoch.BEST, 2);

    assertThat(stopping.stopsAfter(epochs(0.9, 0.8, 0.91, 0.8))).isFalse();
    assertThat(stopping.stopsAfter(epochs(0.9, 0.8, 0.91, 0.8, 0.91))).isTrue();
  }

  @Test
  void nothingStopsBeforeALastEpochThatIsKept() {
    EarlyStopping stopping = new EarlyStopping(KeptEpoch.LAST, 1);
    List<EpochMetrics> falling = epochs(0.9, 0.8, 0.7);

    assertThat(stopping.stopsAfter(falling)).isFalse();
    assertThat(stopping.kept().of(falling).epoch()).isEqualTo(3);
  }

  @Test
  void goesOnBeforeTheFirstEpoch() {
    assertThat(new EarlyStopping(KeptEpoch.BEST, 1).stopsAfter(List.of())).isFalse();
  }

  private static List<EpochMetrics> epochs(double... accuracies) {
    List<EpochMetrics> epochs = new ArrayList<>();
    for (double accuracy : accuracies) {
      epochs.add(new EpochMetrics(epochs.size() + 1, 0.5, 0.5, accuracy, 100, 1000, 1, 1));
    }
    return epochs;
  }
}
