package mnist.drift;

import java.io.Serializable;
import java.util.AbstractList;
import java.util.List;
import mnist.calibration.Calibration;
import mnist.calibration.EnergyQuantiles;
import mnist.calibration.TemperatureScaling;
import mnist.profile.Measure;
import mnist.profile.ProfileCounts;

/**
 * Counts a model's answers.
 *
 * @param temperature of the model's calibration
 * @param energies by which novelty is told; null if an earlier release trained the model
 */
public record AnswerCounter(TemperatureScaling temperature, EnergyQuantiles energies)
    implements Serializable {

  public static AnswerCounter of(Calibration calibration) {
    return new AnswerCounter(
        new TemperatureScaling(calibration.temperature()), calibration.energyQuantiles());
  }

  /**
   * Counts an answer by its class, confidence and novelty.
   *
   * @param energy as {@link mnist.model.Energy} defines it
   */
  public void add(ProfileCounts counts, int prediction, float confidence, float energy) {
    counts.add(Measure.PREDICTION, prediction);
    counts.add(Measure.CONFIDENCE, confidence);
    if (energies != null) {
      counts.add(Measure.NOVELTY, energies.novelty(energy));
    }
  }

  /** Counts the confidence at the temperature, which takes longer. */
  public void addCalibrated(ProfileCounts counts, int prediction, float[] probabilities) {
    List<Float> all =
        new AbstractList<>() {
          @Override
          public Float get(int i) {
            return probabilities[i];
          }

          @Override
          public int size() {
            return probabilities.length;
          }
        };
    // A loss is the negative logarithm of the probability.
    counts.add(Measure.CALIBRATED, StrictMath.exp(-temperature.loss(all, prediction)));
  }
}
