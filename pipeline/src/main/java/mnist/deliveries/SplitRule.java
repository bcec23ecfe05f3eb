package mnist.deliveries;

import java.util.Map;
import mnist.Bounds;
import mnist.records.HoldOut;
import mnist.records.HoldOutBy;

/**
 * What decides of every image that a store is ever given whether it is trained on, chooses epochs
 * or judges: the image's content, or its group's number, and these. A store fixes them with its
 * first delivery, since other ones would train on what judged before.
 *
 * @param seed of the hold-out, whatever later trainings' seed is
 * @param validationFraction part of the training images, or of their groups, held out; 0 to below 1
 * @param holdOutBy what is held out as a whole, a label of {@link HoldOutBy}
 * @param comparisonFraction part of the held out ones that judges and chooses no epoch; above 0 to
 *     below 1
 */
public record SplitRule(
    long seed, double validationFraction, String holdOutBy, double comparisonFraction) {

  public SplitRule {
    Bounds.below("data.validation-fraction", validationFraction, 0, 1);
    Bounds.present("data.hold-out-by", holdOutBy);
    Bounds.require(
        comparisonFraction > 0 && comparisonFraction < 1,
        "retrain.comparison-fraction",
        "above 0 to below 1",
        comparisonFraction);
  }

  /** What is held out as a whole. */
  public HoldOutBy by() {
    return HoldOutBy.named(holdOutBy);
  }

  /** The settings, by key, with which an ingest holds out by it. */
  public Map<String, Object> settings() {
    return Map.of(
        "seed",
        seed,
        "data.validation-fraction",
        validationFraction,
        "data.hold-out-by",
        holdOutBy);
  }

  /** Decides which of the training images are held out. */
  HoldOut holdOut() {
    return new HoldOut(seed, validationFraction);
  }
}
