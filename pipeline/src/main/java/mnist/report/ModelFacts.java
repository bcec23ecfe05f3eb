package mnist.report;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import mnist.input.Split;
import mnist.store.StoredVersion;
import mnist.store.TrainingRun;

/** What is known of a stored version. */
public final class ModelFacts {

  /** Of deliveries that are named one by one. */
  private static final int MOST_NAMES = 6;

  private ModelFacts() {}

  /** By snake_case name: what it is, what it learned from, and what its training came to. */
  public static SortedMap<String, Object> of(StoredVersion version) {
    TrainingRun training = version.manifest().training();
    SortedMap<String, Object> about = new TreeMap<>(training.metrics());
    about.put("version", version.name());
    about.put("architecture", version.manifest().network().architecture());
    about.put("parameters", version.manifest().network().parameters());
    about.put("created_at", version.manifest().createdAt().toString());
    about.put("job", training.job());
    about.put("epochs", training.epochs());
    about.put("best_epoch", training.bestEpoch());
    about.put("seed", training.seed());
    about.put("model_hash", version.manifest().modelHash());
    about.put("data_fingerprint", training.data().fingerprint());
    about.put("training_images", training.data().counts().getOrDefault(Split.TRAIN.value(), 0L));
    if (training.data().deliveries() != null) {
      about.put("deliveries", told(training.data().deliveries()));
    }
    return about;
  }

  /**
   * What differs between two versions: facts by their names, and settings by their keys, each with
   * the first version's value and the second's; empty text for one that has none.
   */
  public static SortedMap<String, List<String>> differences(
      StoredVersion first, StoredVersion second) {
    SortedMap<String, Object> one = withSettings(first);
    SortedMap<String, Object> other = withSettings(second);
    TreeSet<String> keys = new TreeSet<>(one.keySet());
    keys.addAll(other.keySet());
    SortedMap<String, List<String>> differences = new TreeMap<>();
    for (String key : keys) {
      String left = String.valueOf(one.getOrDefault(key, ""));
      String right = String.valueOf(other.getOrDefault(key, ""));
      if (!left.equals(right)) {
        differences.put(key, List.of(left, right));
      }
    }
    return differences;
  }

  private static SortedMap<String, Object> withSettings(StoredVersion version) {
    SortedMap<String, Object> all = of(version);
    all.putAll(version.manifest().training().settings());
    return all;
  }

  /** A year's would be wider than any terminal. */
  static String told(List<String> deliveries) {
    int count = deliveries.size();
    return count <= MOST_NAMES
        ? String.join(", ", deliveries)
        : "%d, from %s to %s".formatted(count, deliveries.get(0), deliveries.get(count - 1));
  }
}
