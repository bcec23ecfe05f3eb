package mnist.store;

import java.util.Map;
import mnist.Bounds;

/**
 * A decision that a store is to record.
 *
 * @param kind what is decided
 * @param subject the version or delivery that it is about; null if it is about several
 * @param reason why, for people
 * @param figures what it rests on, by snake_case name: what JSON has, such as numbers, texts, lists
 *     and maps
 */
public record NewDecision(
    DecisionKind kind, String subject, String reason, Map<String, Object> figures) {

  public NewDecision {
    Bounds.present("kind", kind);
    Bounds.present("reason", reason);
    if (kind.makesChampion()) {
      VersionName.require("subject", subject);
    }
    figures = Map.copyOf(figures);
  }

  /** Whether it is about a version. */
  boolean isAboutAVersion() {
    return subject != null && VersionName.PATTERN.matcher(subject).matches();
  }
}
