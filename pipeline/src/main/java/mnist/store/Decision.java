package mnist.store;

import java.time.Instant;
import java.util.Arrays;
import mnist.Bounds;

/**
 * How a challenger did against the champion on the same images, which neither had seen before.
 *
 * @param challenger version
 * @param champion version that it was compared with
 * @param promoted whether the challenger became champion
 * @param challengerCorrect images that the challenger got right; null if too few were left to
 *     compare on
 * @param championCorrect images that the champion got right; null likewise
 * @param examples how many images were left to compare on
 * @param decidedAt when
 * @param reason why, for people
 */
public record Decision(
    String challenger,
    String champion,
    boolean promoted,
    Long challengerCorrect,
    Long championCorrect,
    long examples,
    Instant decidedAt,
    String reason) {

  public Decision {
    VersionName.require("challenger", challenger);
    VersionName.require("champion", champion);
    Bounds.atLeast("examples", examples, 0);
    for (Long correct : Arrays.asList(challengerCorrect, championCorrect)) {
      if (correct != null) {
        Bounds.within("correct images", correct, 0, examples);
      }
    }
  }
}
