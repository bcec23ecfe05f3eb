package mnist.retrain;

import static org.apache.spark.sql.functions.not;

import mnist.Bounds;
import mnist.gate.GateSettings;
import mnist.records.HoldOut;
import mnist.records.HoldOutBy;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How challenger and champion are compared.
 *
 * @param comparisonFraction part of the validation images, or of their groups, that doesn't choose
 *     the challenger's epoch and is kept to compare it by; above 0 to below 1
 * @param earlierChampions how many champions before this one the challenger is compared with at
 *     most, the best of them first; 0 or more
 * @param start what the challenger's training begins with
 * @param gate what the challenger has to show
 */
public record RetrainSettings(
    double comparisonFraction, int earlierChampions, Start start, GateSettings gate) {

  /**
   * Of the draw of the kept images. The same for every run, so that what one challenger was
   * compared by doesn't choose the next one's epoch; a run that was given it as its own seed would
   * hold out the same images by both draws.
   */
  private static final long DRAW = 0x636f6d70617265L;

  public RetrainSettings {
    Bounds.require(
        comparisonFraction > 0 && comparisonFraction < 1,
        "retrain.comparison-fraction",
        "above 0 to below 1",
        comparisonFraction);
    Bounds.atLeast("retrain.earlier-champions", earlierChampions, 0);
  }

  /**
   * The validation records that choose the challenger's epoch: all but those that are kept for the
   * comparison.
   */
  public Dataset<Row> choosingEpochs(Dataset<Row> validation, HoldOutBy by) {
    return validation.where(not(new HoldOut(DRAW, comparisonFraction).isHeldOut(by)));
  }
}
