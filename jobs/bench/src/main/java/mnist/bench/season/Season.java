package mnist.bench.season;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import mnist.Bounds;
import mnist.bench.processes.ExitCode;
import mnist.bench.processes.Program;
import mnist.config.Settings;
import mnist.config.SettingsFile;
import mnist.deliveries.Deliveries;
import mnist.deliveries.Delivery;
import mnist.files.JsonFiles;
import mnist.files.ResourceText;
import mnist.files.StagedDirectory;
import mnist.files.WholeFile;
import mnist.html.Numbers;
import mnist.idx.IdxHeader;
import mnist.idx.IdxWriter;
import mnist.records.HoldOut;
import mnist.robustness.Corruption;
import mnist.store.Decision;
import mnist.store.DecisionKind;
import mnist.store.ModelStore;
import org.apache.commons.io.file.PathUtils;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Weeks of a store: each brings a delivery, good or bad, on which the job {@code retrain} runs.
 * What came of a week is written when it is over; the same command goes on after the last one.
 *
 * <pre>
 * plan.json           weeks and seed
 * season.conf         settings of the retrainings
 * store/              the store
 * landing/week-07/    what is delivered, until the week is over
 * weeks/week-07.json  what came of it
 * report/             season.json, season.md and season.png
 * </pre>
 */
public final class Season {

  /** Of the process: tasks fill the cores already, so native code gets one thread in each. */
  public static final Map<String, String> ENVIRONMENT = Map.of("OMP_NUM_THREADS", "1");

  /** Of the process, as the launcher has them for {@code retrain} in a local session. */
  public static final List<String> JAVA_OPTIONS =
      List.of(
          "-Xmx2g",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseParallelGC",
          "-Djava.awt.headless=true",
          "-Dspark.master=local[*]",
          "-Dspark.ui.enabled=false",
          "-Dspark.driver.host=localhost",
          "-Dspark.driver.bindAddress=127.0.0.1");

  private static final Logger LOG = LoggerFactory.getLogger(Season.class);

  private static final String SETTINGS = "season.conf";
  private static final String MARGIN = "retrain.margin";

  /** The first training begins with nothing, on fewer images than any later one. */
  private static final List<String> FIRST_TRAINING =
      List.of("--epochs", "12", "--learning-rate", "0.004");

  private final Path directory;
  private final Calendar calendar;
  private final Configuration conf = new Configuration();
  private final Settings settings;
  private final ModelStore store;
  private final Supply supply;
  private final Reserve reserve;

  /** What the command asked for. */
  private record Plan(int weeks, long seed) {}

  private Season(Path directory, Calendar calendar) throws IOException {
    this.directory = directory;
    this.calendar = calendar;
    requireSame(new Plan(calendar.weeks(), calendar.seed()));
    WholeFile.writeIfAbsent(hadoop(SETTINGS), ResourceText.of(Season.class, SETTINGS), conf);
    this.settings = Settings.of(SettingsFile.read(hadoop(SETTINGS).toString(), conf), Map.of());
    this.store = ModelStore.at(hadoop("store"), conf);
    this.supply =
        new Supply(
            calendar, new HoldOut(calendar.seed(), settings.number("data.validation-fraction")));
    this.reserve = new Reserve(supply.reserve());
  }

  /**
   * Runs or goes on with a season, in a process with {@link #JAVA_OPTIONS}. It ends with exit code
   * 1 if a bad delivery was taken, or the last champion is worse than the best one by more than the
   * margin.
   *
   * @param arguments the directory, the number of weeks and the seed
   */
  public static void main(String[] arguments) {
    Program.main(Season::run, arguments);
  }

  private static int run(String[] arguments, PrintStream results, PrintStream errors)
      throws IOException {
    Path directory = Path.of(arguments[0]).toAbsolutePath();
    Calendar calendar = new Calendar(Long.parseLong(arguments[2]), Integer.parseInt(arguments[1]));
    SeasonReport report = new Season(directory, calendar).report();
    errors.print(report.markdown());
    results.println(JsonFiles.toLine(report.result(directory.toString())));
    return report.broken().isEmpty() ? ExitCode.DONE : ExitCode.NOT_SHOWN;
  }

  private SeasonReport report() throws IOException {
    List<Week> weeks = new ArrayList<>();
    for (int number = 0; number <= calendar.weeks(); number++) {
      org.apache.hadoop.fs.Path file = hadoop("weeks/" + name(number) + ".json");
      if (!Files.exists(Path.of(file.toUri()))) {
        Week week = week(number, weeks);
        JsonFiles.write(file, week, conf);
        LOG.info("{}", told(week));
      }
      weeks.add(JsonFiles.read(file, Week.class, conf));
    }
    PathUtils.deleteDirectory(Files.createDirectories(directory.resolve("landing")));
    SeasonReport report =
        SeasonReport.of(
            weeks,
            calendar.seed(),
            settings.number(MARGIN),
            Files.readString(directory.resolve(SETTINGS)),
            store.verify(Optional.empty()));
    if (!Files.exists(directory.resolve("report"))) {
      try (StagedDirectory staged = StagedDirectory.beside(hadoop("report"), conf)) {
        report.write(staged.path(), conf);
        staged.publish();
      }
    }
    return report;
  }

  private Week week(int number, List<Week> before) throws IOException {
    LOG.info(
        "{} of {}: {} is delivered", name(number), calendar.weeks(), calendar.kind(number).label());
    List<Digit> digits = supply.delivery(number);
    Path landing = deliver(number, digits);
    List<String> options =
        new ArrayList<>(List.of("--data", landing.toString(), "--store", store.path().toString()));
    options.addAll(List.of("--config", hadoop(SETTINGS).toString()));
    options.addAll(List.of("--seed", String.valueOf(calendar.seed())));
    if (number == 0) {
      options.addAll(FIRST_TRAINING);
    }
    long began = System.nanoTime();
    Retraining retraining = Retraining.run(options);
    double seconds = Math.round((System.nanoTime() - began) / 1e8) / 10.0;
    Optional<Delivery> taken = taken(landing);
    // A process that was killed may have judged it, and this one finds nothing more to do.
    Optional<Decision> decision =
        Optional.ofNullable(retraining.version())
            .filter(version -> before.stream().noneMatch(week -> version.equals(week.version())))
            .flatMap(this::judging);
    String champion = store.requireChampion();
    return new Week(
        number,
        calendar.kind(number),
        digits.size(),
        decision.map(judged -> judged.kind().label()).orElse(retraining.outcome()),
        retraining.refusing().isEmpty() ? findings(taken) : retraining.refusing(),
        taken.map(Delivery::name).orElse(null),
        decision.map(Decision::subject).orElse(null),
        champion,
        accuracies(champion, before),
        seconds);
  }

  /** The same files again for a week that was broken off: files are known by their time as well. */
  private Path deliver(int number, List<Digit> digits) throws IOException {
    Path landing = directory.resolve("landing").resolve(name(number));
    if (!Files.exists(landing)) {
      // Landing zones are purged.
      PathUtils.deleteDirectory(Files.createDirectories(landing.getParent()));
      try (StagedDirectory staged =
          StagedDirectory.beside(new org.apache.hadoop.fs.Path(landing.toUri()), conf)) {
        write(Path.of(staged.path().toUri()), digits);
        staged.publish();
      }
    }
    return landing;
  }

  private static void write(Path directory, List<Digit> digits) throws IOException {
    IdxHeader shape = IdxHeader.ofBytes(digits.size(), Corruption.SIDE, Corruption.SIDE);
    try (IdxWriter images = IdxWriter.create(directory.resolve("train-images-idx3-ubyte"), shape);
        IdxWriter labels =
            IdxWriter.create(
                directory.resolve("train-labels-idx1-ubyte"), IdxHeader.ofBytes(digits.size()))) {
      for (Digit digit : digits) {
        images.write(digit.image());
        labels.write(new byte[] {(byte) digit.label()});
      }
    }
  }

  private Optional<Delivery> taken(Path landing) {
    return Deliveries.of(store, conf).all().stream()
        .filter(
            delivery ->
                delivery.files().stream()
                    .anyMatch(file -> file.path().contains(landing.getFileName() + "/")))
        .findFirst();
  }

  @SuppressWarnings("unchecked")
  private static List<String> findings(Optional<Delivery> taken) {
    return taken
        .map(delivery -> (List<String>) delivery.examination().get("findings"))
        .orElse(List.of());
  }

  private Optional<Decision> judging(String version) {
    return store.decisions().stream()
        .filter(decision -> version.equals(decision.subject()))
        .filter(
            decision ->
                Stream.of(DecisionKind.FIRST, DecisionKind.PROMOTED, DecisionKind.KEPT)
                    .anyMatch(decision.kind()::equals))
        .findFirst();
  }

  private SortedMap<String, Double> accuracies(String champion, List<Week> before) {
    return before.stream()
        .filter(week -> week.champion().equals(champion))
        .map(Week::accuracies)
        .findFirst()
        .orElseGet(() -> reserve.accuracies(store.version(champion).load(conf)));
  }

  private static String told(Week week) {
    return "%s: %s of %s: %s%s; champion %s has %s of the reserve right; %s"
        .formatted(
            name(week.number()),
            Numbers.count(week.images()),
            week.delivered().label(),
            week.outcome(),
            week.findings().isEmpty() ? "" : " (" + String.join(", ", week.findings()) + ")",
            week.champion(),
            Numbers.percent(week.accuracy(), 2),
            Numbers.seconds(week.seconds()));
  }

  /** Of another plan the weeks would be others. */
  private void requireSame(Plan plan) {
    JsonFiles.writeIfAbsent(hadoop("plan.json"), plan, conf);
    Plan begun = JsonFiles.read(hadoop("plan.json"), Plan.class, conf);
    String of = ", as the season in " + directory + " began";
    Bounds.require(begun.weeks() == plan.weeks(), "--season", begun.weeks() + of, plan.weeks());
    Bounds.require(begun.seed() == plan.seed(), "--seed", begun.seed() + of, plan.seed());
  }

  private static String name(int number) {
    return String.format(Locale.ROOT, "week-%02d", number);
  }

  private org.apache.hadoop.fs.Path hadoop(String path) {
    return new org.apache.hadoop.fs.Path(directory.resolve(path).toUri());
  }
}
