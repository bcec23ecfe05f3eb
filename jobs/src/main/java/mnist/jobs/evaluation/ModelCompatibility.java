package mnist.jobs.evaluation;

import java.util.List;
import java.util.Objects;
import mnist.InvalidInputException;
import mnist.jobs.data.NamedRecords;
import mnist.model.DigitModel;
import mnist.records.DataFingerprint;
import mnist.store.StoredVersion;

/** Whether a stored model takes the images of a data set. */
public final class ModelCompatibility {

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
      requireClasses(version, data);
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

  /**
   * A class that the model calls otherwise would count as a mistake, or as right by accident.
   *
   * @throws InvalidInputException if the data's classes aren't called as the model's
   */
  public static void requireClasses(StoredVersion version, NamedRecords data) {
    List<String> ofModel = version.manifest().training().data().classNames();
    List<String> ofData = data.fingerprint().classNames();
    if (!Objects.equals(ofModel, ofData)) {
      throw new InvalidInputException(
          "Cannot apply %s to %s: the model's classes are %s, but those of the images are %s"
              .formatted(version.path(), data.name(), described(ofModel), described(ofData)),
          "give the images themselves instead of ingested ones, so that their classes are those of"
              + " the model");
    }
  }

  private static String described(List<String> names) {
    return names == null ? "numbers" : String.join(", ", names);
  }
}
