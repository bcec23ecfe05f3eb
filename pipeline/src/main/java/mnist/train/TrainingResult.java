package mnist.train;

import java.util.List;
import mnist.averaging.RoundMetrics;
import mnist.calibration.Calibration;
import mnist.model.DigitModel;

/**
 * What training gives.
 *
 * @param model of the best epoch by validation accuracy, not of the last
 * @param calibration of that model, by the validation images
 * @param best that epoch's metrics
 * @param epochs all of them, in order
 * @param rounds all of them, in order; none of dl4j-spark's averaging
 * @param stoppedEarly whether patience ran out before the last epoch
 */
public record TrainingResult(
    DigitModel model,
    Calibration calibration,
    EpochMetrics best,
    List<EpochMetrics> epochs,
    List<RoundMetrics> rounds,
    boolean stoppedEarly) {}
