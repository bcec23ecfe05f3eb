package mnist.jobs;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mnist.Bounds;
import mnist.InvalidInputException;
import mnist.deliveries.Deliveries;
import mnist.html.Numbers;
import mnist.jobs.models.RecordedDecision;
import mnist.jobs.models.StoreChange;
import mnist.jobs.models.StoreListing;
import mnist.jobs.options.CommonOptions;
import mnist.jobs.runner.Job;
import mnist.jobs.runner.JobContext;
import mnist.jobs.runner.JobOutcome;
import mnist.jobs.runner.JobResult;
import mnist.jobs.runner.StageSettings;
import mnist.report.StorePages;
import mnist.store.ModelStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows and changes what a model store holds. */
@Command(
    description = {
      "Shows and changes what a model store holds. ACTION is one of:",
      "  list                  versions, and which is the champion",
      "  show VERSION          all that is known of a version",
      "  compare A B           what differs between two versions",
      "  history               what was decided",
      "  promote VERSION       make a version the champion; asks for --reason",
      "  rollback              make an earlier champion the champion; asks for --reason",
      "  prune                 delete old versions; asks for --keep",
      "  verify                look whether anything was changed since it was written"
    })
final class ModelsJob implements Job {

  /** What may be done, and how many versions each names. */
  private enum Action {
    LIST(0),
    SHOW(1),
    COMPARE(2),
    HISTORY(0),
    PROMOTE(1, "--reason"),
    ROLLBACK(0, "--reason", "--to"),
    PRUNE(0, "--keep", "--reason"),
    VERIFY(0, "--expect");

    private final int versions;
    private final List<String> options;

    Action(int versions, String... options) {
      this.versions = versions;
      this.options = List.of(options);
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What changes the store, and what gives the index of a store that has none. */
  private static final Set<Action> WRITING_THE_INDEX =
      EnumSet.of(Action.HISTORY, Action.PROMOTE, Action.ROLLBACK, Action.PRUNE);

  @Parameters(index = "0", paramLabel = "ACTION", description = "What to do.")
  String action;

  @Parameters(
      index = "1..*",
      arity = "0..2",
      paramLabel = "VERSION",
      description = "Versions of the store, such as v0002.")
  List<String> versions = List.of();

  @Option(
      names = "--store",
      paramLabel = "DIR",
      required = true,
      description = "Model store (no default).")
  String store;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, for those who read the history (no default).")
  String reason;

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      description =
          "Earlier champion to go back to. Scripts give it: without it, the same command goes further"
              + " back each time (default: the nearest one that wasn't rolled back).")
  String to;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "Newest versions that prune leaves, 1 or more (no default).")
  Integer keep;

  @Option(
      names = "--expect",
      paramLabel = "HASH",
      description =
          "Hash of a decision that was kept elsewhere: no decision until that one may have been"
              + " changed (default: none).")
  String expect;

  @Mixin final CommonOptions common = new CommonOptions();

  @Override
  public String name() {
    return "models";
  }

  @Override
  public Optional<String> config() {
    return common.config();
  }

  @Override
  public Set<String> settings() {
    return Set.of("store");
  }

  @Override
  public Map<String, Object> overrides() {
    return common.with(Map.of());
  }

  @Override
  public boolean needsSpark() {
    return false;
  }

  @Override
  public JobResult run(JobContext context) {
    Action wanted = wanted();
    requireOptions(wanted);
    ModelStore models = ModelStore.at(context.path(store), context.hadoop());
    if (!models.isThere()) {
      throw new InvalidInputException(
          "Cannot find a model store in " + models.path() + ": it has no versions/",
          "give one that a train job wrote");
    }
    JobResult result = done(wanted, models, context);
    if (WRITING_THE_INDEX.contains(wanted)) {
      new StorePages(models, context.hadoop()).write();
    }
    return result;
  }

  private JobResult done(Action wanted, ModelStore models, JobContext context) {
    StoreListing listing = new StoreListing(models);
    StoreChange change = new StoreChange(models);
    return switch (wanted) {
      case LIST -> told(models, listing.list());
      case SHOW -> told(models, listing.show(versions.get(0)));
      case COMPARE -> told(models, listing.compare(versions.get(0), versions.get(1)));
      case HISTORY -> told(models, listing.history());
      case PROMOTE -> told(models, change.promote(versions.get(0), given("--reason", reason)));
      case ROLLBACK ->
          told(models, change.rollback(Optional.ofNullable(to), given("--reason", reason)));
      case PRUNE -> {
        int newest = given("--keep", keep);
        String why = reason == null ? "the newest %d are kept".formatted(newest) : reason;
        yield told(models, change.prune(newest, StageSettings.retention(context.settings()), why));
      }
      case VERIFY -> verified(models, Deliveries.of(models, context.hadoop()));
    };
  }

  private Action wanted() {
    Action wanted = Bounds.oneOf("ACTION", action, Action.values(), Action::label);
    if (versions.size() != wanted.versions) {
      throw new InvalidInputException(
          "Cannot run models %s: expected %s, but was given %d"
              .formatted(action, Numbers.count(wanted.versions, "version"), versions.size()),
          "see models --help");
    }
    return wanted;
  }

  private void requireOptions(Action wanted) {
    Map<String, Object> options = new HashMap<>();
    options.put("--reason", reason);
    options.put("--to", to);
    options.put("--keep", keep);
    options.put("--expect", expect);
    options.forEach(
        (option, value) -> {
          if (value != null && !wanted.options.contains(option)) {
            throw new InvalidInputException(
                "Cannot run models %s: it has no option %s".formatted(action, option),
                "see models --help");
          }
        });
  }

  private <T> T given(String option, T value) {
    if (value == null || value instanceof String text && text.isBlank()) {
      throw new InvalidInputException(
          "Cannot run models %s: %s is missing".formatted(action, option), "give it");
    }
    return value;
  }

  private JobResult verified(ModelStore models, Deliveries deliveries) {
    List<String> faults = new ArrayList<>(models.verify(Optional.ofNullable(expect)));
    try {
      faults.addAll(deliveries.faults());
    } catch (InvalidInputException e) {
      // Decisions tell which deliveries there are: one that can't be read has been named.
      if (!faults.contains(e.getMessage())) {
        faults.add(e.getMessage());
      }
    }
    Map<String, Object> figures = new HashMap<>(Map.of("store", models.path(), "faults", faults));
    if (!faults.isEmpty()) {
      List<String> lines = new ArrayList<>(faults.stream().map(f -> "fault: " + f).toList());
      lines.add(Numbers.count(faults.size(), "fault") + " in " + models.path());
      return JobResult.refused(figures).summed(lines);
    }
    List<String> lines = new ArrayList<>();
    int remembered = deliveries.remembered().size();
    lines.add(
        "%s%s and %s are as they were written"
            .formatted(
                Numbers.count(models.versions().size(), "version"),
                remembered == 0
                    ? ""
                    : remembered == 1 ? ", 1 delivery" : ", " + remembered + " deliveries",
                Numbers.count(models.decisions().size(), "decision")));
    models
        .latestDecision()
        .ifPresent(latest -> RecordedDecision.of(models, latest).addTo(figures, lines));
    return JobResult.told(figures).summed(lines);
  }

  private static JobResult told(ModelStore models, JobOutcome outcome) {
    Map<String, Object> figures = new HashMap<>(outcome.figures());
    figures.put("store", models.path());
    return JobResult.told(figures).summed(outcome.summary());
  }
}
