package mnist.jobs.experiments;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import mnist.evaluate.PairedDifference;
import mnist.html.Numbers;
import mnist.report.TextTable;
import mnist.train.Averaging;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * What cells of the grid came to, beside a single process: right and wrong answers on the same
 * validation images, by networks of the same seeds.
 */
public final class Grid {

  /** A trained model and the validation images that it gets wrong, by id. */
  public record Answers(String modelHash, Set<Long> wrong) {}

  private final long images;
  private final Map<GridCell, Map<Long, Answers>> cells = new LinkedHashMap<>();

  /**
   * @param images of the validation split
   */
  public Grid(long images) {
    this.images = images;
  }

  public void add(GridCell cell, long seed, Answers answers) {
    cells.computeIfAbsent(cell, key -> new LinkedHashMap<>()).put(seed, answers);
  }

  /** A row for each cell, and one for all that one way of averaging has. */
  public TextTable table() {
    List<List<String>> rows = new ArrayList<>();
    for (GridCell cell : cells.keySet()) {
      rows.add(
          List.of(
              cell.equals(GridCell.SINGLE) ? "single process" : cell.averaging().label(),
              String.valueOf(cell.workers()),
              cell.equals(GridCell.SINGLE) ? "-" : cell.every(),
              Numbers.decimal(100 * accuracy(cell).getMean(), 2),
              Numbers.decimal(100 * accuracy(cell).getStandardDeviation(), 2),
              cell.equals(GridCell.SINGLE) ? "" : signed(difference(List.of(cell)))));
    }
    for (Averaging averaging : Averaging.values()) {
      List<GridCell> averaged = averaged(averaging);
      if (!averaged.isEmpty()) {
        rows.add(List.of(averaging.label(), "all", "all", "", "", signed(difference(averaged))));
      }
    }
    return new TextTable(
        List.of(
            "averaging",
            "workers",
            "every",
            "validation accuracy %",
            "sd",
            "against a single process, points (95 %)"),
        rows);
  }

  /** For the job's result: the same, as fractions. */
  public Map<String, Object> figures() {
    List<Map<String, Object>> rows = new ArrayList<>();
    cells.forEach(
        (cell, answers) -> {
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("averaging", cell.averaging().label());
          row.put("workers", cell.workers());
          row.put("averaging_frequency", cell.every());
          row.put("validation_accuracy", accuracy(cell).getMean());
          row.put("standard_deviation", accuracy(cell).getStandardDeviation());
          if (!cell.equals(GridCell.SINGLE)) {
            row.put("difference", figures(difference(List.of(cell))));
          }
          Map<Long, String> hashes = new LinkedHashMap<>();
          answers.forEach((seed, of) -> hashes.put(seed, of.modelHash()));
          row.put("model_hashes", hashes);
          rows.add(row);
        });
    Map<String, Object> figures = new HashMap<>();
    figures.put("cells", rows);
    for (Averaging averaging : Averaging.values()) {
      List<GridCell> averaged = averaged(averaging);
      if (!averaged.isEmpty()) {
        figures.put("difference_" + averaging.label(), figures(difference(averaged)));
      }
    }
    return figures;
  }

  /** What each way of averaging costs, a line each. */
  public List<String> summary() {
    List<String> lines = new ArrayList<>();
    for (Averaging averaging : Averaging.values()) {
      List<GridCell> averaged = averaged(averaging);
      if (!averaged.isEmpty()) {
        PairedDifference difference = difference(averaged);
        lines.add(
            String.format(
                Locale.ROOT,
                "%s averaging changes validation accuracy by %+.2f percentage points (95 %% interval %+.2f to %+.2f)",
                averaging.label(),
                100 * difference.mean(),
                100 * difference.low(),
                100 * difference.high()));
      }
    }
    return lines;
  }

  /** The cell with the best accuracy; of equal ones the first. */
  public GridCell best() {
    return cells.keySet().stream()
        .max(Comparator.comparingDouble(cell -> accuracy(cell).getMean()))
        .orElseThrow();
  }

  private static Map<String, Double> figures(PairedDifference difference) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("mean", difference.mean());
    figures.put("low", difference.low());
    figures.put("high", difference.high());
    return figures;
  }

  private List<GridCell> averaged(Averaging averaging) {
    return cells.keySet().stream()
        .filter(cell -> !cell.equals(GridCell.SINGLE) && cell.averaging() == averaging)
        .toList();
  }

  /** Of cells, all together, against the single process, paired by seed and image. */
  PairedDifference difference(List<GridCell> compared) {
    Map<List<Long>, Double> differences = new HashMap<>();
    for (GridCell cell : compared) {
      cells
          .get(cell)
          .forEach(
              (seed, answers) -> {
                Set<Long> single = cells.get(GridCell.SINGLE).get(seed).wrong();
                Set<Long> either = new HashSet<>(single);
                either.addAll(answers.wrong());
                for (long id : either) {
                  int gained =
                      (single.contains(id) ? 1 : 0) - (answers.wrong().contains(id) ? 1 : 0);
                  differences.merge(
                      List.of(seed, id), (double) gained / compared.size(), Double::sum);
                }
              });
    }
    Collection<Long> seeds = cells.get(GridCell.SINGLE).keySet();
    return PairedDifference.of(images * seeds.size(), differences.values());
  }

  /** Of the cell's seeds, 0..1. */
  private SummaryStatistics accuracy(GridCell cell) {
    SummaryStatistics statistics = new SummaryStatistics();
    for (Answers answers : cells.get(cell).values()) {
      statistics.addValue(1 - (double) answers.wrong().size() / images);
    }
    return statistics;
  }

  private static String signed(PairedDifference difference) {
    return String.format(
        Locale.ROOT,
        "%+.2f (%+.2f to %+.2f)",
        100 * difference.mean(),
        100 * difference.low(),
        100 * difference.high());
  }
}
