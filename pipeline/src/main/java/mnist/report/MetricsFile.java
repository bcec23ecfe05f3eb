package mnist.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import mnist.calibration.ConfidenceHistogram;
import mnist.calibration.RiskCoveragePoint;
import mnist.evaluate.Assessment;
import mnist.evaluate.Assessment.Calibrated;
import mnist.evaluate.ConfusionMatrix;
import mnist.evaluate.Evaluation;
import mnist.report.Figures.ClassFigures;
import mnist.report.Figures.ThresholdFigures;

/**
 * {@code metrics.json}: all {@link Figures} of an evaluation, what isn't known left out. Only these
 * are read back; the others stand there for readers without this library.
 *
 * @param modelHash of the model, see {@link mnist.model.DigitModel#parameterHash}; null in files of
 *     earlier releases
 * @param loss mean cross-entropy
 * @param confusionMatrix a list for each true class, with a count for each predicted class
 */
record MetricsFile(String modelHash, double loss, List<List<Long>> confusionMatrix) {

  /** The shares of answers of which {@code at_coverage} tells the errors. */
  static final List<Double> COVERAGES = List.of(0.99, 0.95);

  Evaluation toEvaluation() {
    long[][] counts =
        confusionMatrix.stream()
            .map(row -> row.stream().mapToLong(Long::longValue).toArray())
            .toArray(long[][]::new);
    return new Evaluation(ConfusionMatrix.of(counts), loss);
  }

  /** The file's content. */
  static ObjectNode json(EvaluatedModel model) {
    Assessment assessment = model.assessment();
    Evaluation evaluation = assessment.evaluation();
    ConfidenceHistogram confidences = assessment.confidences();
    ObjectNode json =
        FigureList.of(Figures.ACCURACY, Figures.ACCURACY_LOW, Figures.ACCURACY_HIGH, Figures.LOSS)
            .json(evaluation);
    json.put("split", model.split().value());
    json.put("model_hash", model.manifest().modelHash());
    json.setAll(FigureList.of(Figures.BRIER, Figures.CALIBRATION_ERROR).json(confidences));
    json.setAll(FigureList.of(Figures.EXAMPLES).json(evaluation));
    json.putPOJO("confusion_matrix", evaluation.confusionMatrix().rows());
    json.set("per_class", Figures.PER_CLASS.json(ClassFigures.of(evaluation)));
    json.set(
        "reliability",
        FigureList.of(
                Figures.BIN_LOW,
                Figures.BIN_HIGH,
                Figures.BIN_EXAMPLES,
                Figures.BIN_CONFIDENCE,
                Figures.BIN_ACCURACY)
            .json(confidences.reliability()));
    json.set("at_coverage", atCoverage(confidences));
    json.set("confusions", Figures.CONFUSIONS.json(assessment.confusions()));
    json.putPOJO("worst_mistakes", assessment.worst());
    assessment.calibrated().ifPresent(calibrated -> json.set("calibrated", calibrated(calibrated)));
    assessment
        .corrected()
        .ifPresent(corrected -> json.set("corrected", Figures.CORRECTED.json(corrected)));
    assessment
        .comparison()
        .ifPresent(comparison -> json.set("against", Figures.AGAINST.json(comparison)));
    model.views().ifPresent(views -> json.set("views", views(views)));
    return json;
  }

  private static ArrayNode atCoverage(ConfidenceHistogram confidences) {
    FigureList<RiskCoveragePoint> figures =
        FigureList.of(Figures.COVERAGE, Figures.MIN_CONFIDENCE, Figures.ERRORS, Figures.ERROR_RATE);
    ArrayNode rows = figures.json(List.of());
    for (double share : COVERAGES) {
      ObjectNode row = rows.addObject().put("share", share);
      row.setAll(figures.json(confidences.atCoverage(share)));
    }
    return rows;
  }

  private static ObjectNode calibrated(Calibrated calibrated) {
    ObjectNode json = Figures.CALIBRATED.json(calibrated);
    json.set(
        "thresholds",
        FigureList.of(
                Figures.MAX_ERROR_RATE,
                Figures.THRESHOLD,
                Figures.THRESHOLD_COVERAGE,
                Figures.THRESHOLD_ERRORS,
                Figures.THRESHOLD_ERROR_RATE)
            .json(ThresholdFigures.of(calibrated)));
    return json;
  }

  private static ObjectNode views(EvaluatedModel.Views views) {
    ObjectNode json =
        FigureList.of(
                Figure.<EvaluatedModel.Views>whole("count", "views", EvaluatedModel.Views::views))
            .json(views);
    json.setAll(
        FigureList.of(Figures.ACCURACY, Figures.ACCURACY_LOW, Figures.ACCURACY_HIGH, Figures.LOSS)
            .json(views.evaluation()));
    return json;
  }
}
