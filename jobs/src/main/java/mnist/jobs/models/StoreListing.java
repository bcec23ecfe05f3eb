package mnist.jobs.models;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import mnist.input.Split;
import mnist.jobs.runner.JobOutcome;
import mnist.jobs.training.ModelTraining;
import mnist.report.TextTable;
import mnist.store.Decision;
import mnist.store.DecisionHistory;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import mnist.store.TrainingRun;

/**
 * Tables of a store's versions and decisions.
 *
 * @param store is only read
 */
public record StoreListing(ModelStore store) {

  /** The versions, a row each. */
  public JobOutcome list() {
    String champion = store.champion().orElse("");
    List<Map<String, Object>> figures = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (StoredVersion version : store.versions()) {
      SortedMap<String, Object> about = about(version);
      about.put("is_champion", version.name().equals(champion));
      figures.add(about);
      rows.add(
          List.of(
              version.name(),
              version.name().equals(champion) ? "champion" : "",
              String.valueOf(about.get("architecture")),
              String.valueOf(about.get("job")),
              String.valueOf(about.get("created_at")),
              percent(about.get(ModelTraining.VALIDATION_ACCURACY)),
              String.valueOf(about.get("training_images"))));
    }
    return outcome(
        Map.of("versions", figures),
        new TextTable(
            List.of("version", "", "network", "job", "created", "validation", "training images"),
            rows,
            5));
  }

  /** All that is known of a version, with the decisions about it. */
  public JobOutcome show(String name) {
    StoredVersion version = store.version(name);
    Map<String, Object> about = about(version);
    List<Decision> decisions =
        store.decisions().stream().filter(d -> name.equals(d.subject())).toList();
    List<List<String>> rows = new ArrayList<>();
    about.forEach((key, value) -> rows.add(List.of(key, String.valueOf(value))));
    version.manifest().training().settings().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(setting -> rows.add(List.of(setting.getKey(), setting.getValue())));
    List<String> lines = lines(new TextTable(List.of("of " + name, ""), rows, 2));
    lines.add("");
    lines.addAll(lines(table(decisions)));
    return new JobOutcome(
        Map.of("version", name, "manifest", version.manifest(), "decisions", decisions), lines);
  }

  /** Two versions side by side: what is known of them, and settings that differ. */
  public JobOutcome compare(String first, String second) {
    SortedMap<String, Object> one = withSettings(store.version(first));
    SortedMap<String, Object> other = withSettings(store.version(second));
    Set<String> keys = new TreeSet<>(one.keySet());
    keys.addAll(other.keySet());
    List<List<String>> rows = new ArrayList<>();
    SortedMap<String, Object> differences = new TreeMap<>();
    for (String key : keys) {
      String left = String.valueOf(one.getOrDefault(key, ""));
      String right = String.valueOf(other.getOrDefault(key, ""));
      if (!left.equals(right)) {
        rows.add(List.of(key, left, right));
        differences.put(key, List.of(left, right));
      }
    }
    return outcome(
        Map.of("versions", List.of(first, second), "differences", differences),
        new TextTable(List.of("what differs", first, second), rows, 3));
  }

  /** The decisions, a row each, and the hash of the latest one. */
  public JobOutcome history() {
    List<Decision> decisions = store.decisions();
    List<String> lines = lines(table(decisions));
    Map<String, Object> figures = new HashMap<>(Map.of("decisions", decisions));
    new DecisionHistory(decisions)
        .latest()
        .ifPresent(latest -> RecordedDecision.of(store, latest).addTo(figures, lines));
    return new JobOutcome(figures, lines);
  }

  private static SortedMap<String, Object> about(StoredVersion version) {
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
    return about;
  }

  private static SortedMap<String, Object> withSettings(StoredVersion version) {
    SortedMap<String, Object> all = about(version);
    all.putAll(version.manifest().training().settings());
    return all;
  }

  private static TextTable table(List<Decision> decisions) {
    return new TextTable(
        List.of("decision", "kind", "about", "champion", "who", "at", "why"),
        decisions.stream()
            .map(
                decision ->
                    List.of(
                        String.valueOf(decision.number()),
                        decision.kind().label(),
                        orNothing(decision.subject()),
                        orNothing(decision.champion()),
                        decision.who().toString(),
                        decision.at().toString(),
                        decision.reason()))
            .toList(),
        7);
  }

  private static String orNothing(String text) {
    return text == null ? "" : text;
  }

  private static String percent(Object accuracy) {
    return accuracy instanceof Number number
        ? String.format(Locale.ROOT, "%.2f %%", 100 * number.doubleValue())
        : "";
  }

  private static JobOutcome outcome(Map<String, Object> figures, TextTable table) {
    return new JobOutcome(figures, lines(table));
  }

  private static List<String> lines(TextTable table) {
    return new ArrayList<>(table.render().lines().toList());
  }
}
