package mnist.deliveries;

import java.util.List;
import mnist.records.DataFingerprint;
import mnist.store.LearnedData;
import mnist.store.StoredVersion;

/**
 * A delivery as what was made of it names it.
 *
 * @param name such as d0001
 * @param adopted as of {@link Delivery#adopted}; null for none
 */
record DeliveryOrigin(String name, String adopted) {

  /** Names of the versions that learned from images of it, or were judged by some. */
  List<String> versionsWith(List<StoredVersion> versions) {
    return versions.stream().filter(this::isIn).map(StoredVersion::name).toList();
  }

  /**
   * Whether a version learned from images of it, or was judged by some, or the one did that its
   * training began with.
   */
  boolean isIn(StoredVersion version) {
    LearnedData learned = version.manifest().training().data().learned();
    return isIn(learned.deliveries(), learned.fingerprints());
  }

  /** Whether images of it are among these data. */
  boolean isIn(DataFingerprint data) {
    return isIn(data.deliveries(), List.of(data.id()));
  }

  private boolean isIn(List<String> deliveries, List<String> fingerprints) {
    return deliveries != null && deliveries.contains(name)
        || adopted != null && fingerprints.contains(adopted);
  }
}
