package mnist.store;

import java.time.Instant;
import mnist.Bounds;

/**
 * How a challenger did against the champion on the same validation data.
 *
 * @param challenger version
 * @param champion version that it was compared with
 * @param promoted whether the challenger became champion
 * @param challengerCorrect examples that the challenger got right
 * @param championCorrect examples that the champion got right
 * @param examples how many both were given
 * @param decidedAt when
 * @param reason why, for people
 */
public record Decision(
    String challenger,
    String champion,
    boolean promoted,
    long challengerCorrect,
    long championCorrect,
    long examples,
    Instant decidedAt,
    String reason) {

  public Decision {
    Bounds.present("challenger", challenger);
    Bounds.present("champion", champion);
    Bounds.atLeast("challenger_correct", challengerCorrect, 0);
    Bounds.atLeast("champion_correct", championCorrect, 0);
    Bounds.atLeast("examples", examples, Math.max(challengerCorrect, championCorrect));
  }
}
