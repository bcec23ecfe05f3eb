package mnist.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.bench.plan.Contender;

/** The lines of a bench and what follows from them. */
public final class Rows {

  private Rows() {}

  /**
   * One row per task and contender, in the order given: of several sizes of minibatch the fastest
   * that is sound, or the first if none is.
   */
  public static List<Row> fastest(List<Row> all) {
    Map<String, List<Row>> byContender = new LinkedHashMap<>();
    all.forEach(
        row ->
            byContender
                .computeIfAbsent(row.task() + " " + row.name(), key -> new ArrayList<>())
                .add(row));
    List<Row> fastest = new ArrayList<>();
    for (List<Row> rows : byContender.values()) {
      fastest.add(
          rows.stream()
              .filter(Row::sound)
              .max(Comparator.comparingDouble(Row::imagesPerS))
              .orElse(rows.get(0)));
    }
    return fastest;
  }

  /**
   * Ours through Spark over each other one, such as {@code train_spark/djl}; but what does more to
   * its images over ours, as a share of its speed that is left.
   */
  public static Map<String, Double> ratios(List<Row> rows) {
    Map<String, Double> ratios = new LinkedHashMap<>();
    for (Row row : rows) {
      Optional<Row> ours = find(rows, row.task(), Contender.SPARK);
      if (ours.isPresent() && row.sound() && !row.equals(ours.get())) {
        if (row.name().equals(Contender.SPARK_ROBUST_AUGMENTATION.label())) {
          put(ratios, row, ours.get());
        } else {
          put(ratios, ours.get(), row);
        }
      }
    }
    return ratios;
  }

  private static void put(Map<String, Double> ratios, Row row, Row other) {
    ratios.put(
        row.task() + "_" + row.name() + "/" + other.name(), row.imagesPerS() / other.imagesPerS());
  }

  private static Optional<Row> find(List<Row> rows, String task, Contender contender) {
    return rows.stream()
        .filter(Row::sound)
        .filter(row -> row.task().equals(task) && row.name().equals(contender.label()))
        .findFirst();
  }
}
