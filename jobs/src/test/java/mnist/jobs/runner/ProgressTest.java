package mnist.jobs.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final List<String> PARTS = List.of("epoch 3/4", "1:02 left", "loss 0.1042");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private String shown() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private Progress progress(OptionalInt columns) {
    return new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), columns);
  }

  private static String drawn(String line) {
    return "\r\u001b[K\u001b[?7l" + line + "\u001b[?7h";
  }

  @Test
  void redrawsInPlaceOnATerminal() {
    Progress progress = progress(OptionalInt.of(80));
    progress.update(List.of("epoch 2/4"));
    progress.update(PARTS);
    progress.keep(PARTS);

    String line = "epoch 3/4  1:02 left  loss 0.1042";
    assertThat(shown())
        .isEqualTo(drawn("epoch 2/4") + drawn(line) + "\r\u001b[K" + line + System.lineSeparator());
  }

  @Test
  void tellsWhatItShowedLastWholeWhereverItGoes() {
    for (OptionalInt columns : List.of(OptionalInt.empty(), OptionalInt.of(20))) {
      Progress progress = progress(columns);
      assertThat(progress.latest()).isEmpty();
      progress.update(PARTS);
      assertThat(progress.latest()).isEqualTo("epoch 3/4  1:02 left  loss 0.1042");
      progress.keep(List.of("epoch 3/4"));
      progress.clear();
      assertThat(progress.latest()).isEqualTo("epoch 3/4");
    }
  }

  @Test
  void leavesOutWhatDoesNotFitAndTheLastColumn() {
    Progress progress = progress(OptionalInt.of(33));
    progress.update(PARTS);
    assertThat(shown()).isEqualTo(drawn("epoch 3/4  1:02 left"));

    progress = progress(OptionalInt.of(34));
    progress.update(PARTS);
    assertThat(shown()).endsWith(drawn("epoch 3/4  1:02 left  loss 0.1042"));
  }

  @Test
  void cutsWhatIsTooLongByItself() {
    progress(OptionalInt.of(20)).update(List.of("ingest /a/long/path/to/images", "0:10"));

    assertThat(shown()).isEqualTo(drawn("ingest /a/long/pat…"));
  }

  @Test
  void printsPlainLinesElsewhere() {
    Progress progress = progress(OptionalInt.empty());
    progress.update(List.of("epoch 2/4"));
    progress.keep(PARTS);
    progress.clear();

    assertThat(shown()).isEqualTo("epoch 3/4  1:02 left  loss 0.1042" + System.lineSeparator());
  }

  @Test
  void removesTheDrawnLineForWhatFollows() {
    Progress progress = progress(OptionalInt.of(80));
    progress.update(PARTS);
    progress.clear();
    progress.clear();

    assertThat(shown()).endsWith("\u001b[?7h\r\u001b[K");
  }

  @Test
  void whatOthersWriteStandsOnLinesOfItsOwn() {
    Progress progress = progress(OptionalInt.of(80));
    PrintStream log = progress.besides();
    log.println("first");
    progress.update(List.of("epoch 2/4"));
    log.println("second");
    log.println("third");
    progress.update(List.of("epoch 3/4"));

    String end = System.lineSeparator();
    assertThat(shown())
        .isEqualTo(
            "first"
                + end
                + drawn("epoch 2/4")
                + "\r\u001b[Ksecond"
                + end
                + "third"
                + end
                + drawn("epoch 3/4"));
  }

  @Test
  void takesTheUsualWidthWhereItIsNotTold() {
    assertThat(JobRunner.columns(null)).isEmpty();
    assertThat(JobRunner.columns("132")).hasValue(132);
    for (String unknown : List.of("", "0", "1", "wide")) {
      assertThat(JobRunner.columns(unknown)).hasValue(80);
    }
  }
}
