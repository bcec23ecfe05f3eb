package mnist.evaluate;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often each class was taken for each class: an immutable square of counts, row = truth, column
 * = prediction. Two matrices with the same counts are equal.
 */
public final class ConfusionMatrix implements Serializable {

  private final int classes;
  // Row-major: counts[truth * classes + prediction].
  private final long[] counts;

  private ConfusionMatrix(int classes, long[] counts) {
    this.classes = classes;
    this.counts = counts;
  }

  /** A matrix without examples, of {@code classes} x {@code classes} zeros. */
  public static ConfusionMatrix empty(int classes) {
    if (classes < 1) {
      throw new IllegalArgumentException("classes must be 1 or more, but was " + classes);
    }
    return new ConfusionMatrix(classes, new long[classes * classes]);
  }

  /**
   * A matrix of the given counts.
   *
   * @param rows {@code rows[truth][prediction]}, square, each count 0 or more; copied
   */
  public static ConfusionMatrix of(long[][] rows) {
    ConfusionMatrix matrix = empty(rows.length);
    for (int truth = 0; truth < rows.length; truth++) {
      if (rows[truth].length != rows.length) {
        throw new IllegalArgumentException(
            "Confusion matrix must be square, but row %d of %d has %d columns"
                .formatted(truth, rows.length, rows[truth].length));
      }
      for (int prediction = 0; prediction < rows.length; prediction++) {
        if (rows[truth][prediction] < 0) {
          throw new IllegalArgumentException(
              "Count must be 0 or more, but was %d (truth=%d, prediction=%d)"
                  .formatted(rows[truth][prediction], truth, prediction));
        }
      }
      System.arraycopy(rows[truth], 0, matrix.counts, truth * rows.length, rows.length);
    }
    return matrix;
  }

  /** Number of classes, which is the number of rows and of columns. */
  public int classes() {
    return classes;
  }

  /** Number of examples of class {@code truth} that were predicted as {@code prediction}. */
  public long count(int truth, int prediction) {
    checkClass("truth", truth);
    checkClass("prediction", prediction);
    return counts[truth * classes + prediction];
  }

  /** The counts as unmodifiable lists: {@code rows().get(truth).get(prediction)}. */
  public List<List<Long>> rows() {
    return IntStream.range(0, classes)
        .mapToObj(
            truth -> Arrays.stream(counts, truth * classes, (truth + 1) * classes).boxed().toList())
        .toList();
  }

  /** Number of all examples. */
  public long total() {
    return Arrays.stream(counts).sum();
  }

  /** Number of examples that were predicted rightly: the diagonal's sum. */
  public long correct() {
    return IntStream.range(0, classes).mapToLong(label -> count(label, label)).sum();
  }

  /** Number of examples whose label is {@code truth}: the row's sum. */
  public long support(int truth) {
    checkClass("truth", truth);
    return IntStream.range(0, classes).mapToLong(prediction -> count(truth, prediction)).sum();
  }

  /** Number of examples that were predicted as {@code prediction}: the column's sum. */
  public long predicted(int prediction) {
    checkClass("prediction", prediction);
    return IntStream.range(0, classes).mapToLong(truth -> count(truth, prediction)).sum();
  }

  /**
   * Share of examples that were predicted rightly, 0..1.
   *
   * @throws IllegalStateException if there are no examples: no accuracy is better than a wrong one
   */
  public double accuracy() {
    if (total() == 0) {
      throw new IllegalStateException(
          "Accuracy is undefined: the confusion matrix has no examples");
    }
    return (double) correct() / total();
  }

  /** Precision, recall, F1 and support of one class; see there for what 0/0 gives. */
  public ClassMetrics metrics(int label) {
    long hits = count(label, label);
    double precision = ratio(hits, predicted(label));
    double recall = ratio(hits, support(label));
    // 2pr/(p+r) with the counts put in: one rounding instead of five.
    double f1 = ratio(2 * hits, predicted(label) + support(label));
    return new ClassMetrics(label, precision, recall, f1, support(label));
  }

  /** Of a class' recall, as of a sample; see {@link Interval#wilson}. */
  public Interval recallInterval(int label) {
    return Interval.wilson(count(label, label), support(label));
  }

  /** {@link #metrics} of every class, by class. */
  public List<ClassMetrics> perClass() {
    return IntStream.range(0, classes).mapToObj(this::metrics).toList();
  }

  /**
   * The errors that happened most, worst first and at most {@code n} of them; equal counts stand in
   * the order of truth, then prediction. Pairs that never happened are left out.
   */
  public List<Confusion> mostConfused(int n) {
    List<Confusion> confusions = new ArrayList<>();
    for (int truth = 0; truth < classes; truth++) {
      for (int prediction = 0; prediction < classes; prediction++) {
        if (truth != prediction && count(truth, prediction) > 0) {
          confusions.add(new Confusion(truth, prediction, count(truth, prediction)));
        }
      }
    }
    // The sort is stable, which keeps the order of truth and prediction within equal counts.
    confusions.sort(Collections.reverseOrder(Comparator.comparingLong(Confusion::count)));
    return confusions.stream().limit(n).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ConfusionMatrix matrix && Arrays.equals(counts, matrix.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "ConfusionMatrix" + rows();
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private void checkClass(String axis, int label) {
    if (label < 0 || label >= classes) {
      throw new IndexOutOfBoundsException(
          "%s must be in 0..%d, but was %d".formatted(axis, classes - 1, label));
    }
  }
}
