package mnist.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import mnist.evaluate.ClassMetrics;
import mnist.evaluate.ConfusionMatrix;
import mnist.evaluate.Evaluation;

/**
 * What {@code metrics.json} holds. Only the matrix and the loss are read back; the other figures
 * follow from the matrix and stand there for readers without this library.
 *
 * @param confusionMatrix a list for each true class, with a count for each predicted class
 */
record MetricsFile(
    double accuracy,
    double loss,
    long examples,
    List<List<Long>> confusionMatrix,
    List<ClassFigures> perClass) {

  static MetricsFile from(Evaluation evaluation) {
    return new MetricsFile(
        evaluation.accuracy(),
        evaluation.loss(),
        evaluation.examples(),
        evaluation.confusionMatrix().rows(),
        evaluation.perClass().stream().map(ClassFigures::from).toList());
  }

  Evaluation toEvaluation() {
    long[][] counts =
        confusionMatrix.stream()
            .map(row -> row.stream().mapToLong(Long::longValue).toArray())
            .toArray(long[][]::new);
    return new Evaluation(ConfusionMatrix.of(counts), loss);
  }

  /** {@link ClassMetrics} under the keys of the file. */
  record ClassFigures(
      @JsonProperty("class") int label, double precision, double recall, double f1, long support) {

    static ClassFigures from(ClassMetrics metrics) {
      return new ClassFigures(
          metrics.label(), metrics.precision(), metrics.recall(), metrics.f1(), metrics.support());
    }
  }
}
