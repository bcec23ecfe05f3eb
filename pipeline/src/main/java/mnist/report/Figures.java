package mnist.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import mnist.calibration.ConfidenceHistogram;
import mnist.calibration.ReliabilityBin;
import mnist.calibration.RiskCoveragePoint;
import mnist.evaluate.Assessment.Accepted;
import mnist.evaluate.Assessment.Calibrated;
import mnist.evaluate.Assessment.ConfusedImages;
import mnist.evaluate.ClassMetrics;
import mnist.evaluate.Comparison;
import mnist.evaluate.CorrectedAccuracy;
import mnist.evaluate.Evaluation;
import mnist.evaluate.Interval;
import mnist.html.Numbers;
import mnist.robustness.Acceptance;
import mnist.robustness.NonDigitRow;
import mnist.robustness.Robustness.FontScore;
import mnist.robustness.RobustnessRow;

/** Every figure of an evaluation. Shares are 0..1, losses in nats, intervals those of 95 %. */
final class Figures {

  private Figures() {}

  // Of an evaluation.

  static final Figure<Evaluation> ACCURACY =
      Figure.share("accuracy", "accuracy", Evaluation::accuracy);
  static final Figure<Evaluation> ACCURACY_LOW =
      Figure.share("accuracy_low", "from", evaluation -> evaluation.interval().low());
  static final Figure<Evaluation> ACCURACY_HIGH =
      Figure.share("accuracy_high", "to", evaluation -> evaluation.interval().high());
  static final Figure<Evaluation> LOSS =
      Figure.decimal("loss", "loss (mean cross-entropy, nats)", Evaluation::loss);
  static final Figure<Evaluation> EXAMPLES =
      Figure.count("examples", "images", Evaluation::examples);

  // Of confidences: the Brier score is the mean squared distance of probabilities from the truth,
  // 0..2.

  static final Figure<ConfidenceHistogram> BRIER =
      Figure.decimal("brier", "Brier score", ConfidenceHistogram::brier);
  static final Figure<ConfidenceHistogram> CALIBRATION_ERROR =
      Figure.share(
          "calibration_error", "expected calibration error", ConfidenceHistogram::calibrationError);

  // Of a class.

  /** A class of an evaluation. */
  record ClassFigures(ClassMetrics metrics, Interval recall) {

    static List<ClassFigures> of(Evaluation evaluation) {
      return IntStream.range(0, evaluation.confusionMatrix().classes())
          .mapToObj(
              label ->
                  new ClassFigures(
                      evaluation.confusionMatrix().metrics(label),
                      evaluation.confusionMatrix().recallInterval(label)))
          .toList();
    }
  }

  static final Figure<ClassFigures> CLASS =
      Figure.whole("class", "class", row -> row.metrics().label());
  static final Figure<ClassFigures> PRECISION =
      Figure.share("precision", "precision", row -> row.metrics().precision());
  static final Figure<ClassFigures> RECALL =
      Figure.share("recall", "recall", row -> row.metrics().recall());
  static final Figure<ClassFigures> RECALL_LOW =
      Figure.share("recall_low", "recall from", row -> row.recall().low());
  static final Figure<ClassFigures> RECALL_HIGH =
      Figure.share("recall_high", "recall to", row -> row.recall().high());
  static final Figure<ClassFigures> F1 = Figure.share("f1", "F1", row -> row.metrics().f1());
  static final Figure<ClassFigures> SUPPORT =
      Figure.count("support", "images", row -> row.metrics().support());

  /** Both ends in one column, for people. */
  static final Figure<ClassFigures> RECALL_INTERVAL =
      Figure.text(
          "recall_interval",
          "95 % interval of recall",
          row ->
              Numbers.percent(row.recall().low(), 2)
                  + " to "
                  + Numbers.percent(row.recall().high(), 2));

  static final FigureList<ClassFigures> PER_CLASS =
      FigureList.of(CLASS, PRECISION, RECALL, RECALL_LOW, RECALL_HIGH, F1, SUPPORT);

  // Of a kind of error.

  static final FigureList<ConfusedImages> CONFUSIONS =
      FigureList.of(
          Figure.whole("truth", "truth", confused -> confused.confusion().truth()),
          Figure.whole("prediction", "taken for", confused -> confused.confusion().prediction()),
          Figure.count("count", "times", confused -> confused.confusion().count()),
          new Figure<>("ids", "images", Figure.Format.IDS, ConfusedImages::ids));

  // Of a bin of the reliability diagram: confidences above low, to high.

  static final Figure<ReliabilityBin> BIN_LOW = Figure.share("low", "above", ReliabilityBin::low);
  static final Figure<ReliabilityBin> BIN_HIGH = Figure.share("high", "to", ReliabilityBin::high);
  static final Figure<ReliabilityBin> BIN_EXAMPLES =
      Figure.count("examples", "images", ReliabilityBin::examples);
  static final Figure<ReliabilityBin> BIN_CORRECT =
      Figure.count("correct", "right", ReliabilityBin::correct);
  static final Figure<ReliabilityBin> BIN_CONFIDENCE =
      Figure.share("confidence", "confidence", ReliabilityBin::confidence);
  static final Figure<ReliabilityBin> BIN_ACCURACY =
      Figure.share("accuracy", "accuracy", ReliabilityBin::accuracy);

  // Of what is left when the least sure predictions are dropped.

  static final Figure<RiskCoveragePoint> COVERAGE =
      Figure.share("coverage", "coverage", RiskCoveragePoint::coverage);
  static final Figure<RiskCoveragePoint> MIN_CONFIDENCE =
      Figure.confidence("min_confidence", "least confidence", RiskCoveragePoint::minConfidence);
  static final Figure<RiskCoveragePoint> ACCEPTED =
      Figure.count("accepted", "accepted", RiskCoveragePoint::accepted);
  static final Figure<RiskCoveragePoint> ERRORS =
      Figure.count("errors", "errors", RiskCoveragePoint::errors);
  static final Figure<RiskCoveragePoint> ERROR_RATE =
      Figure.share("error_rate", "error rate", RiskCoveragePoint::errorRate);
  static final Figure<RiskCoveragePoint> ACCEPTED_ACCURACY =
      Figure.share("accuracy", "accuracy", RiskCoveragePoint::accuracy);

  // Of a calibration and its thresholds.

  static final FigureList<Calibrated> CALIBRATED =
      FigureList.of(
          Figure.decimal(
              "temperature", "temperature", calibrated -> calibrated.calibration().temperature()),
          Figure.decimal("loss", "loss", Calibrated::loss),
          Figure.share(
              "calibration_error",
              "expected calibration error",
              calibrated -> calibrated.confidences().calibrationError()));

  /** A threshold, on validation images and on these. */
  record ThresholdFigures(Accepted accepted, Calibrated calibrated) {

    static List<ThresholdFigures> of(Calibrated calibrated) {
      return calibrated.accepted().stream()
          .map(accepted -> new ThresholdFigures(accepted, calibrated))
          .toList();
    }
  }

  static final Figure<ThresholdFigures> MAX_ERROR_RATE =
      Figure.share(
          "max_error_rate", "errors wanted", row -> row.accepted().threshold().maxErrorRate());
  static final Figure<ThresholdFigures> THRESHOLD =
      Figure.confidence(
          "min_confidence", "least confidence", row -> row.accepted().threshold().minConfidence());
  static final Figure<ThresholdFigures> VALIDATION_COVERAGE =
      Figure.share(
          "validation_coverage",
          "validation accepted",
          row ->
              (double) row.accepted().threshold().accepted()
                  / row.calibrated().calibration().examples());
  static final Figure<ThresholdFigures> THRESHOLD_COVERAGE =
      Figure.share(
          "coverage",
          "accepted",
          row -> (double) row.accepted().examples() / row.calibrated().confidences().examples());
  static final Figure<ThresholdFigures> THRESHOLD_ERRORS =
      Figure.count("errors", "errors", row -> row.accepted().errors());
  static final Figure<ThresholdFigures> THRESHOLD_ERROR_RATE =
      Figure.share("error_rate", "error rate", row -> row.accepted().errorRate());

  // Without the images whose labels are known to be wrong, some of which were read as proposed.

  static final Figure<CorrectedAccuracy> CORRECTED_ACCURACY =
      Figure.share("accuracy", "accuracy", CorrectedAccuracy::accuracy);

  static final FigureList<CorrectedAccuracy> CORRECTED =
      FigureList.of(
          CORRECTED_ACCURACY,
          Figure.count("examples", "images", CorrectedAccuracy::examples),
          Figure.count("left_out", "left out", CorrectedAccuracy::leftOut),
          Figure.count("as_guessed", "read as proposed", CorrectedAccuracy::asGuessed));

  // Of two models on the same images: the other one is the first, this one the second.

  static final FigureList<Comparison> AGAINST =
      FigureList.of(
          Figure.share("first_accuracy", "accuracy", Comparison::firstAccuracy),
          Figure.share("second_accuracy", "accuracy", Comparison::secondAccuracy),
          Figure.count("both_correct", "both right", Comparison::bothCorrect),
          Figure.count("only_first", "images that it alone got right", Comparison::onlyFirst),
          Figure.count("only_second", "images that it alone got right", Comparison::onlySecond),
          Figure.count("both_wrong", "both wrong", Comparison::bothWrong),
          Figure.share("difference", "difference", c -> c.difference().mean()),
          Figure.share("difference_low", "from", c -> c.difference().low()),
          Figure.share("difference_high", "to", c -> c.difference().high()),
          Figure.decimal("p_value", "p", Comparison::pValue));

  // Of a change of the images.

  static final Figure<RobustnessRow> CHANGE = Figure.text("name", "change", RobustnessRow::name);
  static final Figure<RobustnessRow> CHANGE_ACCURACY =
      Figure.share("accuracy", "accuracy", RobustnessRow::accuracy);
  static final Figure<RobustnessRow> CHANGE_LOW =
      Figure.share("low", "low", row -> row.interval().low());
  static final Figure<RobustnessRow> CHANGE_HIGH =
      Figure.share("high", "high", row -> row.interval().high());
  static final Figure<RobustnessRow> EXPOSURE =
      Figure.text("exposure", "in training", row -> row.exposure().label());

  static final Figure<RobustnessRow> CHANGE_COVERAGE =
      coverage("both_coverage", "accepted by both", Acceptance::byBoth);
  static final Figure<RobustnessRow> CHANGE_ERROR_RATE =
      errorRate("both_error_rate", "wrong of those by both", Acceptance::byBoth);

  static final FigureList<RobustnessRow> ROBUSTNESS =
      FigureList.of(
          CHANGE,
          Figure.count("examples", "images", RobustnessRow::examples),
          CHANGE_ACCURACY,
          CHANGE_LOW,
          CHANGE_HIGH,
          EXPOSURE,
          coverage("novelty_coverage", "accepted by novelty", Acceptance::byNovelty),
          errorRate("novelty_error_rate", "wrong of those by novelty", Acceptance::byNovelty),
          coverage("confidence_coverage", "accepted by confidence", Acceptance::byConfidence),
          errorRate(
              "confidence_error_rate", "wrong of those by confidence", Acceptance::byConfidence),
          CHANGE_COVERAGE,
          CHANGE_ERROR_RATE);

  /** What the shares are of, for files, so that whoever reads them can tell how sure they are. */
  static final FigureList<RobustnessRow> ACCEPTED_COUNTS =
      FigureList.of(
          accepted("novelty_accepted", "accepted by novelty", Acceptance::byNovelty),
          wrong("novelty_errors", "wrong of those by novelty", Acceptance::byNovelty),
          accepted("confidence_accepted", "accepted by confidence", Acceptance::byConfidence),
          wrong("confidence_errors", "wrong of those by confidence", Acceptance::byConfidence),
          accepted("both_accepted", "accepted by both", Acceptance::byBoth),
          wrong("both_errors", "wrong of those by both", Acceptance::byBoth));

  private static Figure<RobustnessRow> coverage(
      String key, String title, Function<Acceptance, Optional<Acceptance.Accepted>> by) {
    return Figure.share(
        key,
        title,
        row -> by.apply(row.acceptance()).map(Acceptance.Accepted::coverage).orElse(null));
  }

  private static Figure<RobustnessRow> errorRate(
      String key, String title, Function<Acceptance, Optional<Acceptance.Accepted>> by) {
    return Figure.share(
        key,
        title,
        row -> by.apply(row.acceptance()).flatMap(Acceptance.Accepted::errorRate).orElse(null));
  }

  private static Figure<RobustnessRow> accepted(
      String key, String title, Function<Acceptance, Optional<Acceptance.Accepted>> by) {
    return Figure.count(
        key,
        title,
        row -> by.apply(row.acceptance()).map(Acceptance.Accepted::accepted).orElse(null));
  }

  private static Figure<RobustnessRow> wrong(
      String key, String title, Function<Acceptance, Optional<Acceptance.Accepted>> by) {
    return Figure.count(
        key,
        title,
        row -> by.apply(row.acceptance()).map(Acceptance.Accepted::errors).orElse(null));
  }

  // Of images without a digit.

  static final FigureList<NonDigitRow> NON_DIGITS =
      FigureList.of(
          Figure.text("name", "no digits", NonDigitRow::name),
          Figure.count("examples", "images", NonDigitRow::images),
          Figure.count("rejected", "rejected", NonDigitRow::rejected),
          Figure.share("auroc", "AUROC", NonDigitRow::auroc),
          Figure.share("fpr95", "FPR95", NonDigitRow::falsePositiveRate),
          refused("novelty_refused", "refused by novelty", Acceptance::byNovelty),
          refused("confidence_refused", "by confidence", Acceptance::byConfidence),
          refused("refused", "by either", Acceptance::byBoth));

  private static Figure<NonDigitRow> refused(
      String key, String title, Function<Acceptance, Optional<Acceptance.Accepted>> by) {
    return Figure.share(
        key,
        title,
        row -> by.apply(row.acceptance()).map(Acceptance.Accepted::refused).orElse(null));
  }

  // Of a font whose digits were classified.

  static final Figure<FontScore> FONT_FILE = Figure.text("file", "file", FontScore::file);
  static final Figure<FontScore> FONT = Figure.text("font", "font", FontScore::font);
  static final Figure<FontScore> FONT_SHA256 = Figure.text("sha256", "SHA-256", FontScore::sha256);
  static final Figure<FontScore> FONT_CORRECT =
      Figure.whole("correct", "of 10", FontScore::correct);
}
