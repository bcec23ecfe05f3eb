package mnist.jobs.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final ProgressLine STARTED =
      new ProgressLine(1, 4, 0, Double.NaN, Double.NaN, Double.NaN, 0.2);
  private static final ProgressLine HALFWAY =
      new ProgressLine(1, 4, 0.5, Double.NaN, Double.NaN, 2000.4, 10);
  private static final ProgressLine ENDED = new ProgressLine(3, 4, 1, 0.10423, 0.9741, 2143, 187);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private Progress progress(boolean terminal) {
    return new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal);
  }

  @Test
  void namesEverythingAtAnEpochsEnd() {
    assertThat(ENDED.text())
        .isEqualTo(
            "epoch=3/4 loss=0.1042 val_accuracy=0.9741 examples_per_s=2143 elapsed=3:07"
                + " remaining=1:02");
  }

  @Test
  void showsADashForWhatIsNotKnown() {
    assertThat(STARTED.text())
        .isEqualTo(
            "epoch=1/4 (0%) loss=- val_accuracy=- examples_per_s=- elapsed=0:00 remaining=-");
  }

  @Test
  void foreseesTheRemainingTimeFromThePartDone() {
    assertThat(HALFWAY.remainingSeconds()).isEqualTo(70);
    assertThat(ENDED.remainingSeconds()).isCloseTo(187 / 3.0, within(1e-9));
  }

  private static org.assertj.core.data.Offset<Double> within(double tolerance) {
    return org.assertj.core.data.Offset.offset(tolerance);
  }

  @Test
  void redrawsInPlaceOnATerminal() {
    Progress progress = progress(true);
    progress.update(STARTED);
    progress.update(HALFWAY);
    progress.epochEnded(ENDED);

    assertThat(shown())
        .isEqualTo(
            "\r\u001b[K"
                + STARTED.text()
                + "\r\u001b[K"
                + HALFWAY.text()
                + "\r\u001b[K"
                + ENDED.text()
                + System.lineSeparator());
  }

  @Test
  void printsOnePlainLineAnEpochElsewhere() {
    Progress progress = progress(false);
    progress.update(HALFWAY);
    progress.epochEnded(ENDED);
    progress.end();

    assertThat(shown()).isEqualTo(ENDED.text() + System.lineSeparator());
  }

  @Test
  void leavesAHalfDrawnLineBehindWhenTrainingBreaksOff() {
    Progress progress = progress(true);
    progress.update(HALFWAY);
    progress.end();

    assertThat(shown()).isEqualTo("\r\u001b[K" + HALFWAY.text() + System.lineSeparator());
  }
}
