package mnist.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import mnist.calibration.ConfidenceHistogram;
import mnist.calibration.ReliabilityBin;
import mnist.calibration.RiskCoveragePoint;
import mnist.evaluate.Assessment;
import mnist.evaluate.Assessment.Accepted;
import mnist.evaluate.Assessment.Calibrated;
import mnist.evaluate.ClassMetrics;
import mnist.evaluate.Comparison;
import mnist.evaluate.ConfusedImages;
import mnist.evaluate.ConfusionMatrix;
import mnist.evaluate.CorrectedAccuracy;
import mnist.evaluate.Evaluation;
import mnist.evaluate.Interval;
import mnist.evaluate.Mistake;

/**
 * What {@code metrics.json} holds. Only the matrix and the loss are read back; the other figures
 * stand there for readers without this library. Shares are 0..1, losses in nats, intervals those of
 * 95 %; what isn't known is left out.
 *
 * @param accuracyLow lower end of the accuracy's Wilson interval
 * @param accuracyHigh upper end of it
 * @param loss mean cross-entropy
 * @param brier mean squared distance of probabilities from the truth, 0..2
 * @param calibrationError expected calibration error, of {@link ConfidenceHistogram#BINS} bins
 * @param confusionMatrix a list for each true class, with a count for each predicted class
 * @param atCoverage errors left when the least sure answers are dropped, a row for each share
 * @param confusions what was confused most, with ids of images that the model was surest of
 * @param worstMistakes the errors that it was surest of
 * @param calibrated what the stored calibration comes to
 * @param corrected without the images whose labels are known to be wrong
 * @param against another model on the same images
 * @param views by the mean over several views of each image (test-time augmentation)
 */
record MetricsFile(
    double accuracy,
    Double accuracyLow,
    Double accuracyHigh,
    double loss,
    Double brier,
    Double calibrationError,
    long examples,
    List<List<Long>> confusionMatrix,
    List<ClassFigures> perClass,
    List<BinFigures> reliability,
    List<CoverageFigures> atCoverage,
    List<ConfusionFigures> confusions,
    List<Mistake> worstMistakes,
    CalibratedFigures calibrated,
    CorrectedFigures corrected,
    AgainstFigures against,
    ViewsFigures views) {

  /** The shares of answers of which {@code at_coverage} tells the errors. */
  static final List<Double> COVERAGES = List.of(0.99, 0.95);

  static MetricsFile from(EvaluatedModel model) {
    Assessment assessment = model.assessment();
    Evaluation evaluation = assessment.evaluation();
    ConfidenceHistogram confidences = assessment.confidences();
    return new MetricsFile(
        evaluation.accuracy(),
        evaluation.interval().low(),
        evaluation.interval().high(),
        evaluation.loss(),
        confidences.brier(),
        confidences.calibrationError(),
        evaluation.examples(),
        evaluation.confusionMatrix().rows(),
        evaluation.perClass().stream()
            .map(metrics -> ClassFigures.from(metrics, evaluation.confusionMatrix()))
            .toList(),
        confidences.reliability().stream().map(BinFigures::from).toList(),
        COVERAGES.stream()
            .map(share -> CoverageFigures.from(share, confidences.atCoverage(share)))
            .toList(),
        assessment.confusions().stream().map(ConfusionFigures::from).toList(),
        assessment.worst(),
        assessment.calibrated().map(CalibratedFigures::from).orElse(null),
        assessment.corrected().map(CorrectedFigures::from).orElse(null),
        assessment.comparison().map(AgainstFigures::from).orElse(null),
        model.views().map(ViewsFigures::from).orElse(null));
  }

  Evaluation toEvaluation() {
    long[][] counts =
        confusionMatrix.stream()
            .map(row -> row.stream().mapToLong(Long::longValue).toArray())
            .toArray(long[][]::new);
    return new Evaluation(ConfusionMatrix.of(counts), loss);
  }

  /** {@link ClassMetrics} under the keys of the file, with the recall's interval. */
  record ClassFigures(
      @JsonProperty("class") int label,
      double precision,
      double recall,
      double recallLow,
      double recallHigh,
      double f1,
      long support) {

    static ClassFigures from(ClassMetrics metrics, ConfusionMatrix matrix) {
      Interval recall = matrix.recallInterval(metrics.label());
      return new ClassFigures(
          metrics.label(),
          metrics.precision(),
          metrics.recall(),
          recall.low(),
          recall.high(),
          metrics.f1(),
          metrics.support());
    }
  }

  /** A bin of the reliability table: confidences above {@code low}, to {@code high}. */
  record BinFigures(double low, double high, long examples, double confidence, double accuracy) {

    static BinFigures from(ReliabilityBin bin) {
      return new BinFigures(
          bin.low(), bin.high(), bin.examples(), bin.confidence(), bin.accuracy());
    }
  }

  /** What is left of at least {@code share} of the answers. */
  record CoverageFigures(
      double share, double coverage, float minConfidence, long errors, double errorRate) {

    static CoverageFigures from(double share, RiskCoveragePoint point) {
      return new CoverageFigures(
          share, point.coverage(), point.minConfidence(), point.errors(), point.errorRate());
    }
  }

  /** A kind of error. */
  record ConfusionFigures(int truth, int prediction, long count, List<Long> ids) {

    static ConfusionFigures from(ConfusedImages confused) {
      return new ConfusionFigures(
          confused.confusion().truth(),
          confused.confusion().prediction(),
          confused.confusion().count(),
          confused.ids());
    }
  }

  /** Of probabilities at the stored temperature, and of the stored thresholds. */
  record CalibratedFigures(
      double temperature, double loss, double calibrationError, List<ThresholdFigures> thresholds) {

    static CalibratedFigures from(Calibrated calibrated) {
      double examples = calibrated.confidences().examples();
      return new CalibratedFigures(
          calibrated.calibration().temperature(),
          calibrated.loss(),
          calibrated.confidences().calibrationError(),
          calibrated.accepted().stream()
              .map(accepted -> ThresholdFigures.from(accepted, examples))
              .toList());
    }
  }

  /** What a threshold for a wanted error rate accepts. */
  record ThresholdFigures(
      double maxErrorRate, float minConfidence, double coverage, long errors, double errorRate) {

    static ThresholdFigures from(Accepted accepted, double examples) {
      return new ThresholdFigures(
          accepted.threshold().maxErrorRate(),
          accepted.threshold().minConfidence(),
          accepted.examples() / examples,
          accepted.errors(),
          accepted.errorRate());
    }
  }

  /** Without {@code left_out} images, of which {@code as_guessed} were read as proposed. */
  record CorrectedFigures(double accuracy, long examples, long leftOut, long asGuessed) {

    static CorrectedFigures from(CorrectedAccuracy corrected) {
      return new CorrectedFigures(
          corrected.accuracy(), corrected.examples(), corrected.leftOut(), corrected.asGuessed());
    }
  }

  /** Of the mean over {@code count} views of each image. */
  record ViewsFigures(
      int count, double accuracy, double accuracyLow, double accuracyHigh, double loss) {

    static ViewsFigures from(EvaluatedModel.Views views) {
      Interval interval = views.evaluation().interval();
      return new ViewsFigures(
          views.views(),
          views.evaluation().accuracy(),
          interval.low(),
          interval.high(),
          views.evaluation().loss());
    }
  }

  /** The other model is the first, this one the second; see {@link Comparison}. */
  record AgainstFigures(
      double firstAccuracy,
      double secondAccuracy,
      long bothCorrect,
      long onlyFirst,
      long onlySecond,
      long bothWrong,
      double difference,
      double differenceLow,
      double differenceHigh,
      double pValue) {

    static AgainstFigures from(Comparison comparison) {
      return new AgainstFigures(
          comparison.firstAccuracy(),
          comparison.secondAccuracy(),
          comparison.bothCorrect(),
          comparison.onlyFirst(),
          comparison.onlySecond(),
          comparison.bothWrong(),
          comparison.difference().mean(),
          comparison.difference().low(),
          comparison.difference().high(),
          comparison.pValue());
    }
  }
}
