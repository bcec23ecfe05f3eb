package mnist.deliveries;

import java.util.List;
import mnist.records.DataFingerprint;
import mnist.store.StoredVersion;
import mnist.store.TrainingData;

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

  /** Whether a version learned from images of it, or was judged by some. */
  boolean isIn(StoredVersion version) {
    TrainingData data = version.manifest().training().data();
    return isIn(data.deliveries(), data.fingerprint());
  }

  /** Whether images of it are among these data. */
  boolean isIn(DataFingerprint data) {
    return isIn(data.deliveries(), data.id());
  }

  private boolean isIn(List<String> deliveries, String fingerprint) {
    return deliveries != null && deliveries.contains(name) || fingerprint.equals(adopted);
  }
}
