package mnist.jobs.experiments;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import mnist.evaluate.Evaluation;
import mnist.evaluate.Interval;
import mnist.html.Numbers;
import mnist.report.TextTable;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * Trainings of one recipe by several seeds, on the same data.
 *
 * @param rows one per seed
 */
public record Repetitions(List<Row> rows) {

  /**
   * A training, and how its model does.
   *
   * @param modelHash of the model
   * @param validation accuracy, 0..1
   * @param bestEpoch from 1
   * @param epochs that were trained
   * @param seconds that the training took, without start-up and ingest
   * @param test on the test split, if that was asked for
   */
  public record Row(
      long seed,
      String modelHash,
      double validation,
      int bestEpoch,
      int epochs,
      double seconds,
      Optional<Evaluation> test) {}

  public Repetitions {
    rows = List.copyOf(rows);
  }

  private boolean tested() {
    return rows.stream().allMatch(row -> row.test().isPresent());
  }

  private static double accuracy(Row row) {
    return row.test().orElseThrow().accuracy();
  }

  private static double loss(Row row) {
    return row.test().orElseThrow().loss();
  }

  /** A row for each seed, then mean and standard deviation. */
  public TextTable table() {
    List<String> titles =
        new ArrayList<>(List.of("seed", "model", "best epoch", "seconds", "validation %"));
    if (tested()) {
      titles.addAll(List.of("test %", "test loss"));
    }
    List<List<String>> lines = new ArrayList<>();
    for (Row row : rows) {
      List<String> line = new ArrayList<>();
      line.add(String.valueOf(row.seed()));
      line.add(row.modelHash().substring(0, 8));
      line.add(row.bestEpoch() + " of " + row.epochs());
      line.add(Numbers.decimal(row.seconds(), 1));
      line.add(percent(row.validation()));
      if (tested()) {
        line.add(percent(accuracy(row)));
        line.add(Numbers.decimal(loss(row), 4));
      }
      lines.add(line);
    }
    lines.add(summary("mean", SummaryStatistics::getMean));
    lines.add(summary("sd", SummaryStatistics::getStandardDeviation));
    return new TextTable(titles, lines);
  }

  private List<String> summary(String name, ToDoubleFunction<SummaryStatistics> statistic) {
    List<String> line = new ArrayList<>(List.of(name, "", ""));
    line.add(Numbers.decimal(statistic.applyAsDouble(over(Row::seconds)), 1));
    line.add(percent(statistic.applyAsDouble(over(Row::validation))));
    if (tested()) {
      line.add(percent(statistic.applyAsDouble(over(Repetitions::accuracy))));
      line.add(Numbers.decimal(statistic.applyAsDouble(over(Repetitions::loss)), 4));
    }
    return line;
  }

  /** Means and standard deviations of the accuracies, in one line. */
  public String summary() {
    String validation =
        rows.size()
            + (rows.size() == 1 ? " training: " : " trainings: ")
            + spread(over(Row::validation))
            + " of the validation images right";
    return tested()
        ? validation + ", " + spread(over(Repetitions::accuracy)) + " of the test images"
        : validation;
  }

  private static String spread(SummaryStatistics shares) {
    return percent(shares.getMean()) + " ± " + percent(shares.getStandardDeviation()) + " %";
  }

  /** For the job's result. */
  public Map<String, Object> figures() {
    List<Map<String, Object>> trainings = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> training = new LinkedHashMap<>();
      training.put("seed", row.seed());
      training.put("model_hash", row.modelHash());
      training.put("best_epoch", row.bestEpoch());
      training.put("epochs", row.epochs());
      training.put("training_seconds", row.seconds());
      training.put("validation_accuracy", row.validation());
      row.test().ifPresent(test -> training.put("accuracy", test.accuracy()));
      row.test().ifPresent(test -> training.put("loss", test.loss()));
      trainings.add(training);
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("trainings", trainings);
    add(figures, "training_seconds", over(Row::seconds));
    add(figures, "validation_accuracy", over(Row::validation));
    if (tested()) {
      add(figures, "accuracy", over(Repetitions::accuracy));
      add(figures, "loss", over(Repetitions::loss));
      Interval interval = interval();
      figures.put("accuracy_low", interval.low());
      figures.put("accuracy_high", interval.high());
    }
    return figures;
  }

  private static void add(Map<String, Object> figures, String name, SummaryStatistics values) {
    figures.put(name, values.getMean());
    figures.put(name + "_sd", values.getStandardDeviation());
  }

  /**
   * Of the mean test accuracy. The trainings share their test images, so there are no more of these
   * than one training has.
   */
  Interval interval() {
    long images = rows.get(0).test().orElseThrow().examples();
    return Interval.wilson(Math.round(over(Repetitions::accuracy).getMean() * images), images);
  }

  private SummaryStatistics over(ToDoubleFunction<Row> value) {
    SummaryStatistics statistics = new SummaryStatistics();
    rows.forEach(row -> statistics.addValue(value.applyAsDouble(row)));
    return statistics;
  }

  private static String percent(double share) {
    return Numbers.decimal(100 * share, 3);
  }
}
