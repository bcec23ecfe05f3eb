package mnist.store;

import java.time.Instant;
import mnist.Bounds;

/**
 * The record of a promotion: which version became its store's champion, when and why.
 *
 * @param number counts the decisions of a store from 1
 * @param version the champion, such as v0002
 * @param previous the champion before; null for the first
 * @param decidedAt when
 * @param reason why, for people
 */
public record Champion(
    int number, String version, String previous, Instant decidedAt, String reason) {

  public Champion {
    Bounds.atLeast("number", number, 1);
    VersionName.require("version", version);
    if (previous != null) {
      VersionName.require("previous", previous);
    }
  }
}
