package mnist.train;

import java.util.List;
import mnist.averaging.RoundMetrics;
import mnist.calibration.Calibration;
import mnist.model.DigitModel;
import mnist.profile.Profile;

/**
 * The result of a training.
 *
 * @param model of the kept epoch
 * @param calibration of that model, on the validation images
 * @param answers what its answers to them look like
 * @param kept that epoch's metrics
 * @param epochs all of them, in order
 * @param rounds all of them, in order; empty with dl4j-spark's averaging
 * @param stoppedEarly whether patience ran out before the last epoch
 */
public record TrainingResult(
    DigitModel model,
    Calibration calibration,
    Profile answers,
    EpochMetrics kept,
    List<EpochMetrics> epochs,
    List<RoundMetrics> rounds,
    boolean stoppedEarly) {}
