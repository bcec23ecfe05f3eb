package mnist.jobs.evaluation;

import mnist.InvalidInputException;
import mnist.jobs.data.NamedRecords;
import mnist.model.DigitModel;
import mnist.records.DataFingerprint;
import mnist.store.StoredVersion;

/** Whether a stored model takes the images of a data set. */
final class ModelCompatibility {

  private ModelCompatibility() {}

  /**
   * @param model that the version holds
   * @throws InvalidInputException if the model takes images of another size, or has other classes
   */
  static void require(DigitModel model, StoredVersion version, NamedRecords data) {
    DataFingerprint fingerprint = data.fingerprint();
    if (fingerprint.height() == model.height()
        && fingerprint.width() == model.width()
        && fingerprint.classes() == model.classes()) {
      return;
    }
    throw new InvalidInputException(
        "Cannot apply %s to %s: the model takes images of %d x %d pixels in %d classes, but these have %d x %d in %d"
            .formatted(
                version.path(),
                data.name(),
                model.height(),
                model.width(),
                model.classes(),
                fingerprint.height(),
                fingerprint.width(),
                fingerprint.classes()),
        "give data like that it was trained on");
  }
}
