package mnist.records;

import mnist.InvalidInputException;

/**
 * How to ingest.
 *
 * @param seed decides which training images are held out
 * @param validationFraction fraction of the training images, or of their groups, to hold out, 0 to
 *     less than 1
 * @param holdOutBy what is held out as a whole
 * @param shards files a split, 1 or more; fewer where a split has too few records
 * @param maxBadFraction fraction of the records that may go to quarantine, 0 to 1
 * @param classes labels are 0 to classes - 1; 2 to 256
 */
public record IngestSettings(
    long seed,
    double validationFraction,
    HoldOutBy holdOutBy,
    int shards,
    double maxBadFraction,
    int classes) {

  /** What a label byte can say. */
  private static final int MAX_CLASSES = 256;

  /** Checks the bounds. */
  public IngestSettings {
    require(
        validationFraction >= 0 && validationFraction < 1,
        "data.validation-fraction must be 0 or more and less than 1, but was "
            + validationFraction);
    require(shards >= 1, "data.shards must be 1 or more (files a split), but was " + shards);
    require(
        maxBadFraction >= 0 && maxBadFraction <= 1,
        "data.max-bad-fraction must be 0 to 1, but was " + maxBadFraction);
    require(
        classes >= 2 && classes <= MAX_CLASSES,
        "data.classes must be 2 to 256, but was " + classes);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new InvalidInputException(message);
    }
  }
}
