package mnist.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mnist.html.Drawing;
import org.junit.jupiter.api.Test;

class ChartsTest {

  private static final LearningCurvePoint FIRST = new LearningCurvePoint(1, 0.5, 0.2, 0.95);
  private static final LearningCurvePoint SECOND = new LearningCurvePoint(2, 0.2, 0.1, 0.97);

  @Test
  void trainingHasBothLossesAndTheAccuracyBelow() {
    Drawing training = TrainingCharts.drawing(List.of(FIRST, SECOND), 2);

    assertThat(training.content())
        .contains(">Loss by epoch</text>", ">training loss</text>", ">validation loss</text>")
        .contains(">Validation accuracy by epoch</text>", ">97.00 %</text>")
        .containsPattern("(?s)>epoch 2, which was kept<.*>epoch 2, which was kept<");
  }

  @Test
  void markStandsAtTheBestEpoch() {
    String mark = "class=\"mark\" d=\"M%s 218.0L%s 30.0\"";

    // Half an epoch of room, of two epochs in 270 units.
    assertThat(TrainingCharts.losses(List.of(FIRST, SECOND), 1).drawing().content())
        .contains(mark.formatted("135.5", "135.5"));
    assertThat(TrainingCharts.losses(List.of(FIRST, SECOND), 2).drawing().content())
        .contains(mark.formatted("270.5", "270.5"));
  }

  /** Of 188 units' height: losses from nought to a twentieth above the greatest one. */
  @Test
  void curvesFillTheirCharts() {
    assertThat(TrainingCharts.losses(List.of(FIRST, SECOND), 1).drawing().content())
        .contains("class=\"line line0\" d=\"M135.5 39.0L270.5 146.4\"")
        .contains("class=\"line line1\" d=\"M135.5 146.4L270.5 182.2\"");
    // From 0.944 on, a tenth of what the least lacks below it, and a bit.
    assertThat(TrainingCharts.accuracy(List.of(FIRST, SECOND), 1).drawing().content())
        .contains("class=\"line line0\" d=\"M135.5 197.9L270.5 130.7\"");
  }

  @Test
  void oneEpochHasALabelledTick() {
    assertThat(TrainingCharts.losses(List.of(FIRST), 1).drawing().content())
        .contains("class=\"middle\">1</text>")
        .doesNotContain("class=\"middle\"></text>");
  }

  @Test
  void divergedEpochIsAGap() {
    LearningCurvePoint diverged =
        new LearningCurvePoint(1, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN);

    assertThat(TrainingCharts.drawing(List.of(diverged), 1).content())
        .contains("class=\"line line0\" d=\"\"", "class=\"line line1\" d=\"\"")
        .doesNotContain("NaN", "Infinity", "<circle");
    assertThat(TrainingCharts.losses(List.of(diverged), 1).table()).contains("infinite", "unknown");
  }

  @Test
  void bestEpochMustBeOneOfThem() {
    for (int epoch : new int[] {0, 3}) {
      assertThatThrownBy(() -> TrainingCharts.losses(List.of(FIRST, SECOND), epoch))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Best epoch must be drawn, but was " + epoch);
    }
  }

  @Test
  void classBalanceHasABarForEachClassAndSeries() {
    Map<String, List<Long>> counts = new LinkedHashMap<>();
    counts.put("train", List.of(5000L, 4000L));
    counts.put("test", List.of(100L, 0L));

    assertThat(ClassBalance.of(counts).table())
        .contains(
            """
            <tr><td class="text">0</td><td class="text">train</td><td>5,000</td></tr>
            <tr><td class="text">0</td><td class="text">test</td><td>100</td></tr>
            <tr><td class="text">1</td><td class="text">train</td><td>4,000</td></tr>
            <tr><td class="text">1</td><td class="text">test</td><td>0</td></tr>
            """);
  }
}
