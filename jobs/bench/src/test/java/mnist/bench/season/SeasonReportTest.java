package mnist.bench.season;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeasonReportTest {

  private static Week week(int number, DeliveryKind kind, String taken, double accuracy) {
    TreeMap<String, Double> accuracies = new TreeMap<>();
    for (Style style : Style.values()) {
      accuracies.put(style.label(), accuracy);
    }
    boolean isTaken = taken != null;
    return new Week(
        number,
        kind,
        500,
        isTaken ? "promoted" : "refused",
        isTaken ? List.of() : List.of("noise"),
        taken,
        isTaken ? "v000" + (number + 1) : null,
        isTaken ? "v000" + (number + 1) : "v0001",
        accuracies,
        12.5);
  }

  private static SeasonReport report(List<String> faults, Week... weeks) {
    return SeasonReport.of(List.of(weeks), 42, 0.01, "train.epochs = 2\n", faults);
  }

  @Test
  void tellsThatABadDeliveryWasTaken() {
    assertThat(
            report(
                    List.of(),
                    week(0, DeliveryKind.GOOD, "d0001", 0.9),
                    week(1, DeliveryKind.NOISE, "d0002", 0.95))
                .broken())
        .containsExactly("week 1: noise was taken as d0002, and v0002 was trained on it");
  }

  @Test
  void tellsThatTheLastChampionIsWorseThanTheBestByMoreThanTheMargin() {
    Week first = week(0, DeliveryKind.GOOD, "d0001", 0.96);
    assertThat(report(List.of(), first, week(1, DeliveryKind.GOOD, "d0002", 0.9501)).broken())
        .isEmpty();
    assertThat(report(List.of(), first, week(1, DeliveryKind.GOOD, "d0002", 0.9499)).broken())
        .containsExactly("the last champion, v0002, is worse than v0001 by 1.01 %");
  }

  @Test
  void writesFiguresPageAndPicture(@TempDir Path directory) {
    report(
            List.of(),
            week(0, DeliveryKind.GOOD, "d0001", 0.96),
            week(1, DeliveryKind.NOISE, null, 0.96))
        .write(new org.apache.hadoop.fs.Path(directory.toUri()), new Configuration());

    assertThat(directory.resolve("season.json"))
        .content()
        .contains("\"delivered\" : \"noise\"")
        .contains("\"commit\"")
        .doesNotContain("train.epochs");
    assertThat(directory.resolve("season.md")).content().startsWith("# 1 weeks of a store\n");
    assertThat(directory.resolve("season.png")).isNotEmptyFile();
  }

  @Test
  void thePageTellsWhatHoldsAndWhatDoesNot() {
    Week first = week(0, DeliveryKind.GOOD, "d0001", 0.96);
    Week noise = week(1, DeliveryKind.NOISE, null, 0.96);
    assertThat(report(List.of(), first, noise).markdown())
        .startsWith("# 1 weeks of a store\n")
        .contains("No bad delivery was taken, and every file of the store is as it was written.")
        .contains("| noise | 1 | 0 | 0 | 1 | noise |")
        .contains("| 1 | noise | 500 | refused | noise | v0001 | 96.00 % | 96.0 % |")
        .contains("\n    train.epochs = 2\n");
    assertThat(report(List.of("a file is missing"), first, noise).markdown())
        .contains("What was to hold doesn't:\n\n- a file is missing\n")
        .doesNotContain("No bad delivery");
  }
}
