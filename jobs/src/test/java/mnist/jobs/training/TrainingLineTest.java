package mnist.jobs.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class TrainingLineTest {
  private static final TrainingLine STARTED =
      new TrainingLine(1, 4, 0, Double.NaN, Double.NaN, Double.NaN, 0.2);
  private static final TrainingLine HALFWAY =
      new TrainingLine(1, 4, 0.5, Double.NaN, Double.NaN, 2000.4, 10);
  private static final TrainingLine ENDED = new TrainingLine(3, 4, 1, 0.10423, 0.9741, 2143, 187);

  @Test
  void namesEverythingAtAnEpochsEnd() {
    assertThat(ENDED.parts())
        .containsExactly(
            "epoch 3/4", "1:02 left", "validation 97.41%", "loss 0.1042", "2143 images/s");
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    assertThat(STARTED.parts()).containsExactly("epoch 1/4 (0%)");
    assertThat(HALFWAY.parts()).containsExactly("epoch 1/4 (50%)", "1:10 left", "2000 images/s");
  }

  @Test
  void foreseesTheRemainingTimeFromThePartDone() {
    assertThat(HALFWAY.remainingSeconds()).isEqualTo(70);
    assertThat(ENDED.remainingSeconds()).isCloseTo(187 / 3.0, offset(1e-9));
  }

  @Test
  void fitsIntoEightyColumns() {
    TrainingLine longest = new TrainingLine(99, 99, 0.99, 2.3026, 0.9999, 99_999, 9_999_999);

    assertThat(String.join("  ", longest.parts())).hasSizeLessThan(80);
  }
}
