package mnist.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mnist.bench.processes.ColdStart;

/**
 * What the jobs are to reach.
 *
 * @param name of what is measured
 * @param value that was measured
 * @param bound that it is held to
 * @param atLeast whether the bound is the least, and not the most
 */
public record Bar(String name, double value, double bound, boolean atLeast) {

  boolean reached() {
    return atLeast ? value >= bound : value <= bound;
  }

  /**
   * Those for which there are figures.
   *
   * @param ratios of {@link Rows#ratios}
   * @param coldStart null if it wasn't measured
   */
  public static List<Bar> of(Map<String, Double> ratios, ColdStart coldStart) {
    List<Bar> bars = new ArrayList<>();
    addRatio(bars, ratios, "train_spark/djl", 3.3);
    addRatio(bars, ratios, "train_spark/spark-one-worker", 1.9);
    addRatio(bars, ratios, "train_spark-robust-augmentation/spark", 0.9);
    addRatio(bars, ratios, "score_spark/spark-onnxruntime", 1.3);
    addRatio(bars, ratios, "score_spark/spark-uncounted", 0.95);
    addRatio(bars, ratios, "score_spark/onnxruntime", 1.1);
    if (coldStart != null) {
      double train = median(coldStart, ColdStart.TRAIN);
      bars.add(new Bar("cold_start/djl_five_epochs", train / coldStart.djlSeconds(), 1.0, false));
      double fast = median(coldStart, ColdStart.FAST);
      bars.add(new Bar("cold_start_fast/default", fast / train, 0.5, false));
      coldStart
          .accuracies()
          .forEach(
              (job, accuracy) ->
                  bars.add(new Bar("accuracy of " + job, accuracy, ColdStart.ACCURACY, true)));
      bars.add(new Bar("first_count_s", median(coldStart, ColdStart.FIRST_COUNT), 4, false));
      bars.add(new Bar("ingest_s", median(coldStart, ColdStart.INGEST_STAGE), 4, false));
    }
    return bars;
  }

  private static double median(ColdStart coldStart, String name) {
    return Spread.of(coldStart.seconds().get(name)).median();
  }

  private static void addRatio(
      List<Bar> bars, Map<String, Double> ratios, String name, double atLeast) {
    if (ratios.containsKey(name)) {
      bars.add(new Bar(name, ratios.get(name), atLeast, true));
    }
  }
}
