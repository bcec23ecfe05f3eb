package mnist.jobs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mnist.Bounds;
import mnist.InvalidInputException;
import mnist.deliveries.Deliveries;
import mnist.deliveries.Delivery;
import mnist.html.Numbers;
import mnist.input.Split;
import mnist.jobs.models.RecordedDecision;
import mnist.jobs.options.CommonOptions;
import mnist.jobs.runner.Job;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobResult;
import mnist.report.StorePages;
import mnist.store.Decision;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a store remembers of the images that it was given. */
@Command(description = "Lists, shows or forgets the deliveries of images that a store has taken.")
final class DeliveriesJob implements Job {

  @Parameters(index = "0", paramLabel = "ACTION", description = "list, show or forget.")
  String action;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME",
      description = "The delivery to show or to forget, such as d0002.")
  String delivery;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      required = true,
      description = "Model store (no default).")
  String store;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why a delivery is forgotten; the store keeps it (no default).")
  String reason;

  @Option(
      names = "--take-again",
      description =
          "Take the same files if they are delivered again, as if they were new (default: pass them"
              + " over).")
  boolean takeAgain;

  @Mixin final CommonOptions common = new CommonOptions();

  private enum Action {
    LIST,
    SHOW,
    FORGET;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String name() {
    return "deliveries";
  }

  @Override
  public Optional<String> config() {
    return common.config();
  }

  @Override
  public Map<String, Object> overrides() {
    return common.with(Map.of());
  }

  @Override
  public Set<String> settings() {
    return Set.of();
  }

  @Override
  public boolean needsSpark() {
    return false;
  }

  @Override
  public JobResult run(JobContext context) {
    ModelStore models = ModelStore.at(context.path(store), context.hadoop());
    Deliveries deliveries = Deliveries.of(models, context.hadoop());
    if (!models.isThere() && !deliveries.areThere()) {
      throw new InvalidInputException(
          "Cannot read " + models.path() + ": it is no model store", "give one with --store");
    }
    return switch (Bounds.oneOf("ACTION", action, Action.values(), Action::label)) {
      case LIST -> list(models, deliveries);
      case SHOW -> show(models, deliveries);
      case FORGET -> forget(models, deliveries, context);
    };
  }

  private String named() {
    Bounds.require(delivery != null, "NAME", "the delivery to " + action, "none");
    return delivery;
  }

  private static JobResult list(ModelStore models, Deliveries deliveries) {
    List<Delivery> all = deliveries.all();
    Set<String> forgotten = deliveries.forgotten();
    List<StoredVersion> versions = models.versions();
    List<String> lines = new ArrayList<>();
    lines.add(line("delivery", "taken", "train", "validation", "test", "known", "", "from"));
    for (Delivery each : all) {
      lines.add(
          line(
              each.name(),
              each.deliveredAt(),
              each.count(Split.TRAIN),
              each.count(Split.VALIDATION),
              each.count(Split.TEST),
              each.known(),
              forgotten.contains(each.name()) ? "forgotten" : "",
              each.source()));
    }
    List<Map<String, Object>> figures =
        all.stream().map(each -> figures(each, forgotten, versions)).toList();
    return JobResult.told(Map.of("deliveries", figures))
        .summed(all.isEmpty() ? List.of("the store has taken no delivery") : lines);
  }

  private static String line(Object... cells) {
    return String.format(Locale.ROOT, "%-8s  %-24s %9s %10s %9s %9s  %-9s  %s", cells);
  }

  private JobResult show(ModelStore models, Deliveries deliveries) {
    Map<String, Object> figures =
        figures(deliveries.named(named()), deliveries.forgotten(), models.versions());
    List<String> lines = new ArrayList<>();
    figures.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> lines.add(entry.getKey() + ": " + entry.getValue()));
    return JobResult.told(figures).summed(lines);
  }

  private JobResult forget(ModelStore models, Deliveries deliveries, JobContext context) {
    String name = named();
    Bounds.require(reason != null && !reason.isBlank(), "--reason", "why it is forgotten", reason);
    Optional<Decision> decided = deliveries.forget(name, reason, takeAgain);
    new StorePages(models, context.hadoop()).write();
    List<StoredVersion> versions = models.versions();
    List<String> learned = deliveries.versionsWith(name, versions);
    List<String> lines = new ArrayList<>();
    lines.add("forgot %s of %s".formatted(Numbers.count(deliveries.count(name), "image"), name));
    lines.add(
        learned.isEmpty()
            ? "no version learned from them"
            : "learned from them or judged by them: " + String.join(", ", learned));
    Map<String, Object> figures =
        deliveries
            .record(name)
            .map(forgotten -> figures(forgotten, deliveries.forgotten(), versions))
            .orElseGet(
                () ->
                    new HashMap<>(
                        Map.of("delivery", name, "forgotten", true, "versions", learned)));
    deliveries
        .staleChampion()
        .ifPresent(
            stale -> {
              figures.putAll(stale.figures());
              lines.add(stale.sentence());
            });
    decided.ifPresent(
        decision -> {
          figures.put("decision", decision);
          RecordedDecision.of(models, decision).addTo(figures, lines);
        });
    return JobResult.told(figures).summed(lines);
  }

  private static Map<String, Object> figures(
      Delivery each, Set<String> forgotten, List<StoredVersion> versions) {
    Map<String, Object> figures = new HashMap<>();
    figures.put("delivery", each.name());
    figures.put("id", each.id());
    figures.put("delivered_at", each.deliveredAt().toString());
    figures.put("source", each.source());
    figures.put("files", each.files().size());
    for (Split split : Split.values()) {
      figures.put(split.value(), each.count(split));
    }
    figures.put("known", each.known());
    figures.put("relabelled", each.relabelled());
    figures.put("repeated", each.repeated());
    figures.put("quarantined", each.quarantined());
    figures.put("adopted", each.adopted() != null);
    figures.put("forgotten", forgotten.contains(each.name()));
    figures.put("versions", each.versionsWith(versions));
    return figures;
  }
}
