package mnist.store;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What was decided about a store. */
public enum DecisionKind {
  /** A version became the champion of a store that had none. */
  FIRST(true),
  /** A challenger replaced the champion that it was judged against. */
  PROMOTED(true),
  /** A challenger was judged, and the champion stayed. */
  KEPT(false),
  /** Somebody made a version the champion. */
  PROMOTED_BY_HAND(true),
  /** Somebody made an earlier champion the champion again. */
  ROLLED_BACK(true),
  /** Versions were deleted. */
  PRUNED(false),
  /** A delivery of images was taken into the store. */
  DELIVERED(false),
  /** A delivery of images was taken out of the store. */
  FORGOTTEN(false);

  private final boolean makesChampion;

  DecisionKind(boolean makesChampion) {
    this.makesChampion = makesChampion;
  }

  /** Whether the version that the decision is about is the champion after it. */
  public boolean makesChampion() {
    return makesChampion;
  }

  /** Kinds of which a subject has one decision at most; empty if it may have many. */
  Set<DecisionKind> once() {
    return switch (this) {
      case PROMOTED, KEPT -> EnumSet.of(PROMOTED, KEPT);
      case DELIVERED -> EnumSet.of(DELIVERED);
      default -> EnumSet.noneOf(DecisionKind.class);
    };
  }

  /** The name in tables and in JSON. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
