package mnist.bench.season;

import java.util.List;
import java.util.SortedMap;

/**
 * What came of a week.
 *
 * @param number from 1 on; 0 for what the store began with
 * @param delivered what kind of images
 * @param images so many
 * @param outcome of the retraining: first, promoted, kept, refused or nothing_to_do
 * @param findings of the examination, by name
 * @param taken the store's name for the delivery; null if it took none
 * @param version that was trained; null for none
 * @param champion after it
 * @param accuracies of the champion on the reserve, by style
 * @param seconds that the retraining took
 */
record Week(
    int number,
    DeliveryKind delivered,
    int images,
    String outcome,
    List<String> findings,
    String taken,
    String version,
    String champion,
    SortedMap<String, Double> accuracies,
    double seconds) {

  /** The champion's on the whole reserve, which has as many images of each style. */
  double accuracy() {
    return accuracies.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  boolean isBad() {
    return DeliveryKind.bad().contains(delivered);
  }
}
