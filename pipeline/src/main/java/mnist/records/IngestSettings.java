package mnist.records;

import mnist.Bounds;

/**
 * How to ingest.
 *
 * @param seed decides which training images are held out
 * @param validationFraction fraction of the training images, or of their groups, to hold out, 0 to
 *     less than 1
 * @param holdOutBy what is held out as a whole
 * @param shards files per split, 1 or more; fewer where a split has too few records
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
    Bounds.below("data.validation-fraction", validationFraction, 0, 1);
    Bounds.atLeast("data.shards", shards, 1, "files per split");
    Bounds.within("data.max-bad-fraction", maxBadFraction, 0, 1);
    Bounds.within("data.classes", classes, 2, MAX_CLASSES);
  }

  /** The same for these files: where some are for validation, nothing is held out of others. */
  IngestSettings on(IdxFiles files) {
    boolean given = files.images().stream().anyMatch(file -> file.split() == Split.VALIDATION);
    return given ? new IngestSettings(seed, 0, holdOutBy, shards, maxBadFraction, classes) : this;
  }
}
