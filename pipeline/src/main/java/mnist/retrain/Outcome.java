package mnist.retrain;

import java.util.Locale;

/** What a retraining came to. */
public enum Outcome {
  /** The data had been judged before; nothing was trained. */
  NOTHING_TO_DO,
  /** The challenger is the champion now. */
  PROMOTED,
  /** The challenger wasn't better, or too few images were left to tell; the champion stays. */
  KEPT,
  /** Somebody else changed the champion meanwhile; the challenger waits for the next retraining. */
  SUPERSEDED,
  /** The examination refused what was delivered; nothing was taken or trained. */
  REFUSED;

  /** As results have it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
