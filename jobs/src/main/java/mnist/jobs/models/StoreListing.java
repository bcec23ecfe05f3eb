package mnist.jobs.models;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import mnist.jobs.runner.JobOutcome;
import mnist.jobs.training.ModelTraining;
import mnist.report.ModelFacts;
import mnist.report.TextTable;
import mnist.store.Decision;
import mnist.store.DecisionHistory;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import org.apache.commons.lang3.StringUtils;

/**
 * Tables of a store's versions and decisions.
 *
 * @param store is only read
 */
public record StoreListing(ModelStore store) {

  /** Of reasons in a table of all decisions. */
  private static final int SHORT = 80;

  /** The versions, a row each. */
  public JobOutcome list() {
    String champion = store.champion().orElse("");
    List<Map<String, Object>> figures = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (StoredVersion version : store.versions()) {
      SortedMap<String, Object> about = ModelFacts.of(version);
      about.put("is_champion", version.name().equals(champion));
      figures.add(about);
      rows.add(
          List.of(
              version.name(),
              version.name().equals(champion) ? "champion" : "",
              String.valueOf(about.get("architecture")),
              String.valueOf(about.get("job")),
              inSeconds(version.manifest().createdAt()),
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
    Map<String, Object> about = ModelFacts.of(version);
    List<Decision> decisions =
        store.decisions().stream().filter(d -> name.equals(d.subject())).toList();
    List<List<String>> rows = new ArrayList<>();
    about.forEach((key, value) -> rows.add(List.of(key, String.valueOf(value))));
    version.manifest().training().settings().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(setting -> rows.add(List.of(setting.getKey(), setting.getValue())));
    List<String> lines = lines(new TextTable(List.of("of " + name, ""), rows, 2));
    lines.add("");
    lines.addAll(lines(table(decisions, Integer.MAX_VALUE)));
    return new JobOutcome(
        Map.of("version", name, "manifest", version.manifest(), "decisions", decisions), lines);
  }

  /** Two versions side by side: what is known of them, and settings that differ. */
  public JobOutcome compare(String first, String second) {
    SortedMap<String, List<String>> differences =
        ModelFacts.differences(store.version(first), store.version(second));
    List<List<String>> rows = new ArrayList<>();
    differences.forEach((key, values) -> rows.add(List.of(key, values.get(0), values.get(1))));
    return outcome(
        Map.of("versions", List.of(first, second), "differences", differences),
        new TextTable(List.of("what differs", first, second), rows, 3));
  }

  /** The decisions, a row each with how its reason begins, and the hash of the latest one. */
  public JobOutcome history() {
    List<Decision> decisions = store.decisions();
    List<String> lines = lines(table(decisions, SHORT));
    Map<String, Object> figures = new HashMap<>(Map.of("decisions", decisions));
    new DecisionHistory(decisions)
        .latest()
        .ifPresent(latest -> RecordedDecision.of(store, latest).addTo(figures, lines));
    return new JobOutcome(figures, lines);
  }

  private static TextTable table(List<Decision> decisions, int longest) {
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
                        inSeconds(decision.at()),
                        StringUtils.abbreviate(decision.reason(), "…", longest)))
            .toList(),
        7);
  }

  private static String inSeconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
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
