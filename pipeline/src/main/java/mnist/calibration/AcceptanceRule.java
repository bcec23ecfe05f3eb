package mnist.calibration;

import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Optional;
import mnist.calibration.Calibration.Threshold;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Which predictions are accepted: those that are sure enough, of images that are familiar enough. A
 * confidence of NaN, as a network gives that has diverged, is never enough.
 *
 * @param minConfidence the least that is enough, 0 to 1; null if none is
 * @param energies by which novelty is told; null if it decides nothing
 * @param maxNovelty the greatest of an image that is familiar enough, 0 to 1
 */
public record AcceptanceRule(Float minConfidence, EnergyQuantiles energies, float maxNovelty)
    implements Serializable {

  /**
   * What is asked for, as far as a model's calibration tells: without a threshold for so small an
   * error rate no confidence is enough, and without energies novelty decides nothing.
   *
   * @param calibration the model's; empty if it has none
   */
  public static AcceptanceRule of(ConfidenceSettings settings, Optional<Calibration> calibration) {
    return new AcceptanceRule(
        settings.limitsErrors()
            ? calibration
                .flatMap(fitted -> threshold(settings.maxErrorRate(), fitted))
                .map(Threshold::minConfidence)
                .orElse(null)
            : Float.valueOf(0),
        settings.refusesNovelty()
            ? calibration.map(Calibration::energyQuantiles).orElse(null)
            : null,
        settings.greatestNovelty());
  }

  /** That of the highest error rate which isn't above the wanted one; empty if there is none. */
  private static Optional<Threshold> threshold(double maxErrorRate, Calibration calibration) {
    return calibration.thresholds().stream()
        .filter(threshold -> threshold.maxErrorRate() <= maxErrorRate)
        .max(Comparator.comparing(Threshold::maxErrorRate));
  }

  public boolean isSure(float confidence) {
    return minConfidence != null && confidence >= minConfidence;
  }

  /**
   * @param energy of an image, as {@link mnist.model.Energy} defines it
   */
  public boolean isFamiliar(float energy) {
    return energies == null || energies.novelty(energy) <= maxNovelty;
  }

  public boolean accepts(float confidence, float energy) {
    return isSure(confidence) && isFamiliar(energy);
  }

  /** The same of a column of confidences; false of null. */
  public Column isSure(Column confidence) {
    // Spark's own comparison takes NaN for the greatest number.
    UDF1<Float, Boolean> isSure = value -> value != null && isSure(value.floatValue());
    return udf(isSure, DataTypes.BooleanType).apply(confidence);
  }

  /** The same of a column of energies; false of null. */
  public Column isFamiliar(Column energy) {
    UDF1<Float, Boolean> isFamiliar = value -> value != null && isFamiliar(value.floatValue());
    return udf(isFamiliar, DataTypes.BooleanType).apply(energy);
  }
}
