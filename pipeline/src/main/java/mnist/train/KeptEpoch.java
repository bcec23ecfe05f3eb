package mnist.train;

import java.util.List;
import java.util.Locale;
import mnist.Bounds;

/** The epoch whose parameters a training keeps. */
public enum KeptEpoch {
  /** The one with the most validation images right; of equal ones the first. */
  BEST {
    @Override
    EpochMetrics of(List<EpochMetrics> epochs) {
      EpochMetrics best = epochs.get(0);
      for (EpochMetrics epoch : epochs) {
        if (epoch.betterThan(best)) {
          best = epoch;
        }
      }
      return best;
    }
  },

  /**
   * The last one, when the learning rate has fallen to nothing. Among epochs that a few images tell
   * apart, the best one is chosen by chance.
   */
  LAST {
    @Override
    EpochMetrics of(List<EpochMetrics> epochs) {
      return epochs.get(epochs.size() - 1);
    }
  };

  /**
   * Of the epochs so far.
   *
   * @param epochs in order, one or more
   */
  abstract EpochMetrics of(List<EpochMetrics> epochs);

  /** The name in settings: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The one of this name.
   *
   * @throws mnist.InvalidInputException if there is none; the message lists those there are
   */
  public static KeptEpoch named(String name) {
    return Bounds.oneOf("train.kept-epoch", name, values(), KeptEpoch::label);
  }
}
