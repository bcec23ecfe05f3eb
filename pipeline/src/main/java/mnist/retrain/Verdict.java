package mnist.retrain;

/**
 * What a retraining came to, and why.
 *
 * @param version the challenger's, or the one that had been made of the same data
 * @param champion the store's champion afterwards
 * @param images that challenger and champion were or would have been compared on; 0 if it didn't
 *     come to that
 * @param reason for people
 * @param differing images that challenger or champion alone got right, some of them
 */
public record Verdict(
    Outcome outcome,
    String version,
    String champion,
    long images,
    String reason,
    DifferingImages differing) {

  /** Where it didn't come to a comparison. */
  Verdict(Outcome outcome, String version, String champion, String reason) {
    this(outcome, version, champion, 0, reason, DifferingImages.NONE);
  }
}
