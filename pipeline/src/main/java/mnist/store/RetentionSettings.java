package mnist.store;

import java.time.Duration;
import mnist.Bounds;

/**
 * What a pruning leaves, beside the champion and the newest versions.
 *
 * @param rollbackVersions earlier champions that a rollback may go to, the nearest ones, 1 or more
 * @param leaseDays after which a scoring that was neither ended nor gone on with no longer keeps
 *     its version, 1 or more
 */
public record RetentionSettings(int rollbackVersions, int leaseDays) {

  public RetentionSettings {
    Bounds.atLeast("store.rollback-versions", rollbackVersions, 1);
    Bounds.atLeast("store.lease-days", leaseDays, 1, "days");
  }

  Duration lease() {
    return Duration.ofDays(leaseDays);
  }
}
