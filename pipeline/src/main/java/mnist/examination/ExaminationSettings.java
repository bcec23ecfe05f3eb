package mnist.examination;

import java.util.EnumMap;
import java.util.Map;
import mnist.Bounds;

/**
 * How a delivery is examined. Bounds are of shares, 0 to 1. A share of a sample exceeds its bound
 * if the lower end of its interval does, at an error of {@link ShareInterval#ERROR}.
 *
 * @param policies what each finding does; all of them
 * @param minImages that a share is told of at least, 1 or more
 * @param maxClassDistance Jensen-Shannon distance of the classes' shares from the known
 * @param minConfidence calibrated, of a prediction that the champion is sure of
 * @param maxNovelty of an image that is like the champion's
 * @param maxContradictions labels contradicted where the champion is sure, beyond what its
 *     calibration expects
 * @param maxClassContradictions the same of the labels of one class
 * @param maxTurned images that the champion reads after another turn alone
 * @param maxHeldOutCopies images that are copies of those held out
 * @param maxConflicts images that have an equal one with another label
 * @param maxNoise images that are novel and whose labels the champion doesn't recognise
 * @param maxNovel images that are novel, of a style that counts as another one
 * @param maxPsi population stability index of a measure of the pixels, above 0
 * @param scored images that the champion reads at most, about
 * @param turned images that are turned every way, about
 */
public record ExaminationSettings(
    Map<Check, Policy> policies,
    int minImages,
    double maxClassDistance,
    double minConfidence,
    double maxNovelty,
    double maxContradictions,
    double maxClassContradictions,
    double maxTurned,
    double maxHeldOutCopies,
    double maxConflicts,
    double maxNoise,
    double maxNovel,
    double maxPsi,
    int scored,
    int turned) {

  /** Before each setting's name. */
  public static final String KEY = "retrain.examination.";

  public ExaminationSettings {
    for (Check check : Check.values()) {
      Bounds.present(KEY + check.label(), policies.get(check));
    }
    policies = Map.copyOf(new EnumMap<>(policies));
    Bounds.atLeast(KEY + "min-images", minImages, 1, "images");
    Bounds.within(KEY + "max-class-distance", maxClassDistance, 0, 1);
    Bounds.within(KEY + "min-confidence", minConfidence, 0, 1);
    Bounds.within(KEY + "max-novelty", maxNovelty, 0, 1);
    Bounds.within(KEY + "max-contradictions", maxContradictions, 0, 1);
    Bounds.within(KEY + "max-class-contradictions", maxClassContradictions, 0, 1);
    Bounds.within(KEY + "max-turned", maxTurned, 0, 1);
    Bounds.within(KEY + "max-held-out-copies", maxHeldOutCopies, 0, 1);
    Bounds.within(KEY + "max-conflicts", maxConflicts, 0, 1);
    Bounds.within(KEY + "max-noise", maxNoise, 0, 1);
    Bounds.within(KEY + "max-novel", maxNovel, 0, 1);
    Bounds.above(KEY + "max-psi", maxPsi, 0);
    Bounds.atLeast(KEY + "scored-images", scored, 1, "images");
    Bounds.atLeast(KEY + "turned-images", turned, 1, "images");
  }

  Policy policy(Check check) {
    return policies.get(check);
  }
}
