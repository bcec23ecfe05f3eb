package mnist.deliveries;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mnist.input.IngestedInput;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import mnist.store.TrainingData;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** What a champion that {@code train} made has learned from, if it is still there. */
final class ChampionData {

  private ChampionData() {}

  /**
   * Looks in what the store keeps, where the manifest says, and beside the store, where {@code
   * pipeline} leaves it.
   *
   * @return a directory of ingested data with the fingerprint that the manifest names
   */
  static Optional<Path> of(StoredVersion champion, ModelStore store, Configuration conf) {
    TrainingData data = champion.manifest().training().data();
    List<KeptData> candidates = new ArrayList<>(KeptData.in(store, conf));
    List<Path> places = new ArrayList<>();
    if (data.path() != null) {
      path(data.path()).ifPresent(places::add);
    }
    if (store.path().getParent() != null) {
      places.add(KeptData.directory(store.path().getParent()));
    }
    places.stream()
        .filter(place -> IngestedInput.isIngested(place, conf))
        .forEach(place -> candidates.add(KeptData.of(place, conf)));
    return candidates.stream()
        .filter(kept -> kept.fingerprint().id().equals(data.fingerprint()))
        .map(KeptData::path)
        .findFirst();
  }

  /** Empty for what is no path, such as a name of the bundled data. */
  private static Optional<Path> path(String text) {
    try {
      return Optional.of(new Path(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
