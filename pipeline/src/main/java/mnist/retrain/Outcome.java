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
  /** The champion changed during each of a few judgings; the same command judges again. */
  SUPERSEDED,
  /** The examination refused what was delivered; nothing was taken or trained. */
  REFUSED;

  /** As results have it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
