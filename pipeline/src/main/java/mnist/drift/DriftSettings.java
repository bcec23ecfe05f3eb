package mnist.drift;

import java.util.Locale;
import mnist.Bounds;

/**
 * When a scoring counts as drifted, and what follows.
 *
 * @param action what follows
 * @param maxPsi population stability index of a measure that is still no drift, above 0
 * @param minImages fewer say nothing, 1 or more
 */
public record DriftSettings(Action action, double maxPsi, int minImages) {

  /** What follows from drift. */
  public enum Action {
    /** Nothing is compared. */
    OFF,
    /** It is told. */
    WARN,
    /** The job fails as well; its predictions stay. */
    FAIL;

    /** The name in settings. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public DriftSettings {
    Bounds.above("score.drift.max-psi", maxPsi, 0);
    Bounds.atLeast("score.drift.min-images", minImages, 1, "images");
  }

  /**
   * @throws mnist.InvalidInputException if a value is out of its bounds
   */
  public static DriftSettings of(String action, double maxPsi, int minImages) {
    return new DriftSettings(
        Bounds.oneOf("score.drift.action", action, Action.values(), Action::label),
        maxPsi,
        minImages);
  }

  public boolean isOff() {
    return action == Action.OFF;
  }
}
