package mnist.retrain;

/** What a retraining came to. */
public enum Outcome {
  /** The data had been judged before; nothing was trained. */
  NOTHING_TO_DO,
  /** The challenger is the champion now. */
  PROMOTED,
  /** The challenger wasn't better, or too few images were left to tell; the champion stays. */
  KEPT,
  /** Somebody else changed the champion meanwhile; the challenger waits for the next retraining. */
  SUPERSEDED
}
