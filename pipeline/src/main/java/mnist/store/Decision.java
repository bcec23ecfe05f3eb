package mnist.store;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import mnist.Bounds;

/**
 * What was decided about a store, by whom, when and why. Each names the hash of the one before, so
 * that none can be changed without changing all after it.
 *
 * @param number counts the decisions of a store from 1
 * @param kind what was decided
 * @param subject the version or delivery that it is about; null if it is about several
 * @param manifestHash SHA-256 of the manifest of the version that it is about; null if it is about
 *     none. As the manifest has every other file's hash, it stands for the whole version.
 * @param champion the store's champion after it; null while there is none
 * @param who decided
 * @param at when, by the clock of that machine
 * @param reason why, for people
 * @param figures what it rests on, by snake_case name
 * @param previous SHA-256 of the file of the decision before; null for the first
 */
public record Decision(
    int number,
    DecisionKind kind,
    String subject,
    String manifestHash,
    String champion,
    Account who,
    Instant at,
    String reason,
    Map<String, Object> figures,
    String previous) {

  public Decision {
    Bounds.atLeast("number", number, 1);
    Bounds.present("kind", kind);
    if (champion != null) {
      VersionName.require("champion", champion);
    }
    if (kind.makesChampion()) {
      VersionName.require("subject", subject);
      Bounds.require(subject.equals(champion), "champion", "the subject, " + subject, champion);
    }
    if (manifestHash != null) {
      VersionName.require("subject", subject);
      Manifest.requireHash("manifest_hash", manifestHash);
    }
    Bounds.present("who", who);
    Bounds.present("at", at);
    Bounds.present("reason", reason);
    figures = figures == null ? Map.of() : Map.copyOf(figures);
    if (number == 1) {
      Bounds.require(previous == null, "previous", "left out of the first decision", previous);
    } else {
      Bounds.present("previous", previous);
      Manifest.requireHash("previous", previous);
    }
  }

  /** What its page for people is called, if it has one. */
  public String pageName() {
    return String.format(Locale.ROOT, "%08d.html", number);
  }
}
