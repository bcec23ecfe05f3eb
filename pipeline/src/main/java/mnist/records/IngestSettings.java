package mnist.records;

import java.util.List;
import mnist.Bounds;
import mnist.input.InputSurvey;
import mnist.input.Split;

/**
 * How to ingest.
 *
 * @param seed decides which training images are held out
 * @param validationFraction fraction of the training images, or of their groups, to hold out, 0 to
 *     less than 1
 * @param holdOutBy what is held out as a whole
 * @param fileBytes pixels of each file of records, bytes before compression, 1 or more; a split has
 *     as many files as it takes
 * @param maxBadFraction fraction of the records that may go to quarantine, 0 to 1
 * @param classes labels are 0 to classes - 1; 2 to 256; where labels are names, their number counts
 * @param split of images of which the input doesn't tell it
 * @param labelOffset the label of class 0, where labels are numbers
 * @param classNames what labels may be, from class 0; null for what the labels that occur tell
 */
public record IngestSettings(
    long seed,
    double validationFraction,
    HoldOutBy holdOutBy,
    long fileBytes,
    double maxBadFraction,
    int classes,
    Split split,
    int labelOffset,
    List<String> classNames) {

  /** What a label byte can say. */
  private static final int MAX_CLASSES = 256;

  /** Checks the bounds. */
  public IngestSettings {
    Bounds.below("data.validation-fraction", validationFraction, 0, 1);
    Bounds.atLeast("data.file-bytes", fileBytes, 1, "bytes");
    Bounds.within("data.max-bad-fraction", maxBadFraction, 0, 1);
    Bounds.within("data.classes", classes, 2, MAX_CLASSES);
  }

  /**
   * The same for this input: where some images are for validation, nothing is held out of others;
   * where classes have names, there are as many as names.
   */
  IngestSettings on(InputSurvey survey, ClassNames names) {
    boolean given = survey.splits().containsKey(Split.VALIDATION) || split == Split.VALIDATION;
    return new IngestSettings(
        seed,
        given ? 0 : validationFraction,
        holdOutBy,
        fileBytes,
        maxBadFraction,
        names.count().orElse(classes),
        split,
        labelOffset,
        classNames);
  }

  /** The same for images that tell their splits themselves. */
  IngestSettings withoutSplit() {
    return new IngestSettings(
        seed,
        validationFraction,
        holdOutBy,
        fileBytes,
        maxBadFraction,
        classes,
        Split.TRAIN,
        labelOffset,
        classNames);
  }
}
