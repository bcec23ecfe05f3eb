package mnist.jobs.doctor;

import java.util.List;
import java.util.Map;
import mnist.store.ModelStore;

/** Whether this release can read the versions already in a store. */
final class StoredVersions {
  private static final String CHECK = "model store";

  private StoredVersions() {}

  /**
   * @param store that the run writes into; it needn't exist yet
   */
  static List<Finding> check(ModelStore store) {
    Map<String, String> unreadable = store.unreadable();
    return unreadable.entrySet().stream()
        .map(
            version ->
                Finding.warning(
                    CHECK,
                    version.getKey(),
                    version.getValue(),
                    "jobs that don't need the version pass over it; restore it or move it away"))
        .toList();
  }
}
