package mnist.evaluate;

import java.io.Serializable;
import java.util.List;

/**
 * What a model scored on labelled records, at least one of them.
 *
 * @param confusionMatrix row = truth, column = prediction
 * @param loss mean categorical cross-entropy in nats, {@code -ln p[label]} with p clipped to
 *     1e-15..1, so that it lies in 0..34.54; a NaN p counts as 0
 */
public record Evaluation(ConfusionMatrix confusionMatrix, double loss) implements Serializable {

  public Evaluation {
    if (confusionMatrix.total() == 0) {
      throw new IllegalArgumentException("Evaluation must have one example or more, but has none");
    }
    if (!Double.isFinite(loss) || loss < 0) {
      throw new IllegalArgumentException("loss must be 0 or more and finite, but was " + loss);
    }
  }

  /** Number of records. */
  public long examples() {
    return confusionMatrix.total();
  }

  /** Share of records whose prediction is their label, 0..1. */
  public double accuracy() {
    return confusionMatrix.accuracy();
  }

  /** Of the accuracy, as of a sample; see {@link Interval#wilson}. */
  public Interval interval() {
    return Interval.wilson(confusionMatrix.correct(), examples());
  }

  /** Precision, recall, F1 and support of every class, by class. */
  public List<ClassMetrics> perClass() {
    return confusionMatrix.perClass();
  }

  /** The {@code n} errors that happened most, worst first. */
  public List<Confusion> mostConfused(int n) {
    return confusionMatrix.mostConfused(n);
  }
}
