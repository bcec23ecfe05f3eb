package mnist.evaluate;

import java.util.List;
import java.util.Optional;
import mnist.calibration.Calibration;
import mnist.calibration.Calibration.Threshold;
import mnist.calibration.ConfidenceHistogram;

/**
 * All that is found out about a model on labelled images.
 *
 * @param evaluation what it got right
 * @param confidences how sure it was
 * @param confusions the errors that happened most, with images, worst first
 * @param worst the errors that it was surest of, surest first
 * @param calibrated what its calibration came to; empty if it has none
 * @param corrected without the images whose labels are known to be wrong; empty if none are known
 * @param comparison with another model, the first, on the same images; empty if there is none
 */
public record Assessment(
    Evaluation evaluation,
    ConfidenceHistogram confidences,
    List<ConfusedImages> confusions,
    List<Mistake> worst,
    Optional<Calibrated> calibrated,
    Optional<CorrectedAccuracy> corrected,
    Optional<Comparison> comparison) {

  /**
   * A kind of error, and images of it.
   *
   * @param confusion which classes, and how often
   * @param ids of the images of which the model was surest, surest first; not always all
   */
  public record ConfusedImages(Confusion confusion, List<Long> ids) {

    public ConfusedImages {
      ids = List.copyOf(ids);
    }
  }

  /**
   * A wrong prediction.
   *
   * @param id of the image
   * @param truth its label
   * @param prediction what it was taken for
   * @param probability that the model gave to its prediction, 0..1
   */
  public record Mistake(long id, int truth, int prediction, float probability) {}

  /**
   * What a calibration, fitted to validation images, came to on these.
   *
   * @param calibration as stored
   * @param loss mean cross-entropy of the probabilities at its temperature, nats
   * @param confidences of these probabilities
   * @param accepted for each of its thresholds, in order, what it accepts of these images
   */
  public record Calibrated(
      Calibration calibration,
      double loss,
      ConfidenceHistogram confidences,
      List<Accepted> accepted) {}

  /**
   * What a threshold accepts.
   *
   * @param threshold as stored
   * @param examples how many of the images
   * @param errors how many of these are wrong
   */
  public record Accepted(Threshold threshold, long examples, long errors) {

    /** Share of what is accepted that is wrong; 0 if nothing is. */
    public double errorRate() {
      return examples == 0 ? 0 : (double) errors / examples;
    }
  }
}
