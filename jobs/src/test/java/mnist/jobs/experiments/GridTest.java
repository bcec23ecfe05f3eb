package mnist.jobs.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import mnist.train.Averaging;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class GridTest {
  private static final GridCell FOUR = new GridCell(Averaging.DETERMINISTIC, 4, 10);
  private static final GridCell EIGHT = new GridCell(Averaging.DETERMINISTIC, 8, GridCell.EPOCH);
  private static final GridCell STOCK = new GridCell(Averaging.DL4J, 4, 10);

  private final Grid grid = new Grid(1000);

  private void add(GridCell cell, long seed, Long... wrong) {
    grid.add(cell, seed, new Grid.Answers(cell + " " + seed, Set.of(wrong)));
  }

  private void fill() {
    add(GridCell.SINGLE, 1, 1L, 2L);
    add(GridCell.SINGLE, 2, 3L);
    add(FOUR, 1, 2L, 4L, 5L);
    add(FOUR, 2, 3L);
    add(EIGHT, 1, 1L, 2L);
    add(EIGHT, 2);
    add(STOCK, 1, 6L, 7L, 8L);
    add(STOCK, 2, 9L);
  }

  @Test
  void answersArePairedBySeedAndImage() {
    fill();

    // Seed 1 gains image 1 and loses 4 and 5; seed 2 answers alike.
    assertThat(grid.difference(List.of(FOUR)).mean()).isCloseTo(-1.0 / 2000, within(1e-15));
    assertThat(grid.difference(List.of(FOUR)).standardError())
        .isCloseTo(
            Math.sqrt(3.0 / 2000 - Math.pow(1.0 / 2000, 2)) / Math.sqrt(2000), within(1e-12));
  }

  @Test
  void cellsPooledCountTheSingleProcessesAnswersOnce() {
    fill();

    // By image: +1/2 (1 of seed 1), -1/2 (4), -1/2 (5), +1/2 (3 of seed 2): they cancel.
    assertThat(grid.difference(List.of(FOUR, EIGHT)).mean()).isCloseTo(0, within(1e-15));
    assertThat(grid.difference(List.of(FOUR, EIGHT)).standardError())
        .isCloseTo(Math.sqrt(1.0 / 2000) / Math.sqrt(2000), within(1e-12));
  }

  @Test
  void saysWhatEachWayOfAveragingCostsAndWhichCellIsBest() {
    fill();

    assertThat(grid.summary())
        .hasSize(2)
        .first()
        .asString()
        .matches(
            "deterministic averaging changes validation accuracy by [+]0.00 percentage points"
                + " \\(95 % interval -0\\.\\d\\d to [+]0\\.\\d\\d\\)");
    assertThat(grid.summary().get(1))
        .startsWith("dl4j averaging changes validation accuracy by -0");
    assertThat(grid.best()).isEqualTo(EIGHT);
    assertThat(STOCK.options())
        .containsExactly("--workers", "4", "--averaging", "dl4j", "--averaging-frequency", "10");
    assertThat(GridCell.SINGLE.options()).containsExactly("--workers", "1");
  }

  @Test
  void tableHasARowForEachCellAndForEachWayOfAveraging() {
    fill();

    assertThat(grid.table().rows())
        .containsExactly(
            List.of("single process", "1", "-", "99.85", "0.07", ""),
            List.of("deterministic", "4", "10", "99.80", "0.14", "-0.05 (-0.22 to +0.12)"),
            List.of("deterministic", "8", "epoch", "99.90", "0.14", "+0.05 (-0.05 to +0.15)"),
            List.of("dl4j", "4", "10", "99.80", "0.14", "-0.05 (-0.31 to +0.21)"),
            List.of("deterministic", "all", "all", "", "", "+0.00 (-0.10 to +0.10)"),
            List.of("dl4j", "all", "all", "", "", "-0.05 (-0.31 to +0.21)"));
  }

  @Test
  void figuresAreFractionsWithTheModelsHashes() {
    fill();

    Map<String, Object> figures = grid.figures();

    assertThat(figures).containsOnlyKeys("cells", "difference_deterministic", "difference_dl4j");
    assertThat(figures.get("cells"))
        .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
        .element(1)
        .satisfies(
            row -> {
              assertThat(row.get("averaging_frequency")).isEqualTo("10");
              assertThat((double) row.get("validation_accuracy")).isCloseTo(0.998, within(1e-12));
              assertThat(row.get("model_hashes"))
                  .isEqualTo(
                      Map.of(
                          1L, "4 workers, averaging every 10 minibatches, deterministic 1",
                          2L, "4 workers, averaging every 10 minibatches, deterministic 2"));
            });
  }

  @Test
  void oneSeedHasNoDeviation() {
    add(GridCell.SINGLE, 1, 1L);

    assertThat(grid.table().rows())
        .containsExactly(List.of("single process", "1", "-", "99.90", "0.00", ""));
  }
}
