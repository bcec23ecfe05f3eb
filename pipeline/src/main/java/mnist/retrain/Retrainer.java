package mnist.retrain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.deliveries.Deliveries;
import mnist.files.Causes;
import mnist.gate.Gate;
import mnist.gate.GateResult;
import mnist.gate.Judging;
import mnist.input.Broadcasts;
import mnist.model.ImageFormat;
import mnist.score.ScoreSettings;
import mnist.store.Decision;
import mnist.store.DecisionKind;
import mnist.store.ModelStore;
import mnist.store.NewDecision;
import mnist.store.StoredVersion;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a challenger that was trained on new data compete with a store's champion, on validation
 * images that neither was trained on nor had its epoch chosen by; a {@link Gate} decides. The
 * champion that the challenger was compared with must still be champion when that is decided;
 * otherwise it is compared with the new one, a few times. So no two retrainings at once promote
 * beside one champion; what a killed one left undecided, the next one decides.
 */
public final class Retrainer {
  private static final Logger LOG = LoggerFactory.getLogger(Retrainer.class);

  /** The job that challengers are published by. */
  public static final String JOB = "retrain";

  /** Of one challenger beside champions that change meanwhile. */
  private static final int JUDGINGS = 3;

  private final ModelStore store;
  private final JavaSparkContext spark;
  private final ScoreSettings scoring;
  private final UnseenImages unseen;
  private final RetrainSettings settings;

  /**
   * @param scoring by which challenger and champion are applied
   */
  public Retrainer(
      JavaSparkContext spark, ModelStore store, ScoreSettings scoring, RetrainSettings settings) {
    this.store = store;
    this.spark = spark;
    this.scoring = scoring;
    this.unseen = new UnseenImages(spark.hadoopConfiguration());
    this.settings = settings;
  }

  /**
   * Trains a challenger, unless these data have been judged before, and decides.
   *
   * @param train trains on the data and publishes the version, as job {@link #JOB} and with its
   *     {@link SeenImages}; its epoch is chosen by {@link RetrainSettings#choosingEpochs}
   * @throws InvalidInputException if the champion takes images of another size or has other classes
   *     than the data; then nothing has been trained
   * @throws mnist.UnavailableException if a delivery that the challenger learned from is forgotten
   *     meanwhile; then nothing is decided
   */
  public Verdict run(NewData data, Supplier<StoredVersion> train) {
    Optional<StoredVersion> judged = judged(data.fingerprint());
    if (judged.isPresent()) {
      String version = judged.get().name();
      return new Verdict(
          Outcome.NOTHING_TO_DO,
          version,
          store.requireChampion(),
          version + " was made of these data and has been judged");
    }
    store.champion().ifPresent(name -> requireFormat(store.version(name), data.format()));
    StoredVersion challenger = undecided(data.fingerprint()).orElseGet(train);
    // Whoever is champion now: training takes hours, and another one may be it since.
    for (int judging = 0; judging < JUDGINGS; judging++) {
      requireRemembered(challenger, store.decisions());
      // Publishing did so already, unless it was killed just before.
      store.promoteIfFirst(challenger);
      String champion = store.requireChampion();
      if (champion.equals(challenger.name())) {
        return champion(challenger);
      }
      Optional<Verdict> verdict = decide(challenger, champion, data);
      if (verdict.isPresent()) {
        return verdict.get();
      }
      LOG.info("{} isn't champion any more", champion);
    }
    return superseded(challenger);
  }

  /**
   * @throws InvalidInputException if images are of another size than the champion takes, or of
   *     another number of classes
   */
  public static void requireFormat(StoredVersion champion, ImageFormat data) {
    ImageFormat taken = champion.manifest().network().images();
    if (!taken.equals(data)) {
      throw new InvalidInputException(
          "Cannot compare with champion %s: expected data as it takes, %s, but was given %s"
              .formatted(champion.name(), describe(taken), describe(data)),
          AskedVersion.OTHER_STORE);
    }
  }

  /** The classes that a version was trained on. */
  private static SortedSet<Integer> knownTo(StoredVersion version) {
    // Of a version whose manifest doesn't say, all count as known.
    List<Long> perClass =
        Optional.ofNullable(version.manifest().training().data().trainPerClass())
            .orElse(Collections.nCopies(version.manifest().network().classes(), 1L));
    return IntStream.range(0, perClass.size())
        .filter(c -> perClass.get(c) > 0)
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String describe(ImageFormat format) {
    return "%d x %d pixels and %d classes"
        .formatted(format.height(), format.width(), format.classes());
  }

  /** A version of these data that is or was champion, or lost to one. */
  private Optional<StoredVersion> judged(String fingerprint) {
    Set<String> decided =
        store.decisions().stream().map(Decision::subject).collect(Collectors.toSet());
    return store.versions().stream()
        .filter(version -> madeOf(version, fingerprint))
        .filter(version -> decided.contains(version.name()))
        .findFirst();
  }

  private Optional<StoredVersion> undecided(String fingerprint) {
    return store.versions().stream()
        .filter(version -> version.manifest().training().job().equals(JOB))
        // What an earlier release left had its epoch chosen by every validation image.
        .filter(unseen::hasList)
        .filter(version -> madeOf(version, fingerprint))
        .findFirst();
  }

  private static boolean madeOf(StoredVersion version, String fingerprint) {
    return version.manifest().training().data().fingerprint().equals(fingerprint);
  }

  private static void requireRemembered(StoredVersion challenger, List<Decision> decisions) {
    Deliveries.requireRemembered(challenger.manifest().training().data().deliveries(), decisions);
  }

  /** As the first one of a store, or by somebody's hand. */
  private Verdict champion(StoredVersion challenger) {
    String reason =
        store.decisions().stream()
            .filter(decision -> decision.kind().makesChampion())
            .filter(decision -> challenger.name().equals(decision.subject()))
            .reduce((earlier, later) -> later)
            .map(Decision::reason)
            .orElseThrow();
    return new Verdict(Outcome.PROMOTED, challenger.name(), challenger.name(), reason);
  }

  /** Empty if the champion isn't the one of this name any more. */
  private Optional<Verdict> decide(StoredVersion challenger, String name, NewData data) {
    StoredVersion champion = store.version(name);
    requireFormat(champion, data.format());
    Dataset<Row> images = unseen.ofBoth(challenger, champion, data.validation()).persist();
    spark.setJobDescription("judge " + challenger.name());
    try {
      return judged(challenger, champion, images, data.delivery());
    } finally {
      spark.setJobDescription(null);
      Broadcasts.unlessStopping(images.sparkSession().sparkContext(), images::unpersist);
    }
  }

  private Optional<Verdict> judged(
      StoredVersion challenger, StoredVersion champion, Dataset<Row> images, Column delivery) {
    SortedSet<Integer> classes = knownTo(champion);
    Gate gate = new Gate(settings.gate());
    long count = images.count();
    if (count == 0) {
      Judging none = Judging.withoutImages(classes, challenger.name(), champion.name());
      return decided(gate.judge(none), challenger, champion, Set.of(), () -> DifferingImages.NONE);
    }
    List<StoredVersion> earlier = earlierChampions(challenger, champion, images, count);
    try (JudgedVersions judged =
        new JudgedVersions(images, challenger, champion, earlier, spark, scoring)) {
      GateResult result = gate.judge(judged.judging(delivery, classes));
      Set<String> compared =
          Stream.concat(Stream.of(champion), earlier.stream())
              .map(StoredVersion::name)
              .collect(Collectors.toSet());
      return decided(result, challenger, champion, compared, judged::differing);
    }
  }

  /** The best champion so far, and then the latest ones; as far as the images are new to them. */
  private List<StoredVersion> earlierChampions(
      StoredVersion challenger, StoredVersion champion, Dataset<Row> images, long count) {
    List<Decision> latestFirst = latestFirst();
    Stream<String> best = bestSoFar(latestFirst).stream();
    Stream<String> champions =
        latestFirst.stream().map(Decision::champion).filter(Objects::nonNull);
    Map<String, StoredVersion> stored =
        store.versions().stream()
            .collect(Collectors.toMap(StoredVersion::name, Function.identity()));
    return Stream.concat(best, champions)
        .distinct()
        .filter(name -> !name.equals(challenger.name()) && !name.equals(champion.name()))
        .map(stored::get)
        .filter(Objects::nonNull)
        .filter(version -> takesTheSame(version, champion))
        .filter(version -> unseen.areNewTo(version, images, count))
        .limit(settings.earlierChampions())
        .toList();
  }

  private List<Decision> latestFirst() {
    List<Decision> latestFirst = new ArrayList<>(store.decisions());
    Collections.reverse(latestFirst);
    return latestFirst;
  }

  /** The best champion of the last comparison, or what was the best before it and not compared. */
  private static Optional<String> bestSoFar(List<Decision> latestFirst) {
    return latestFirst.stream()
        .map(decision -> (String) decision.figures().get(GateResult.BEST_CHAMPION))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /**
   * What the decision rests on.
   *
   * @param compared champions with which the challenger was
   */
  private Map<String, Object> figures(GateResult result, Set<String> compared) {
    Map<String, Object> figures = new HashMap<>(result.figures());
    // The best one isn't shown to be beaten by what it wasn't compared with.
    bestSoFar(latestFirst())
        .filter(best -> !compared.contains(best))
        .filter(best -> store.versions().stream().anyMatch(v -> v.name().equals(best)))
        .ifPresent(best -> figures.put(GateResult.BEST_CHAMPION, best));
    return figures;
  }

  private static boolean takesTheSame(StoredVersion version, StoredVersion champion) {
    return version.manifest().network().images().equals(champion.manifest().network().images());
  }

  private Optional<Verdict> decided(
      GateResult result,
      StoredVersion challenger,
      StoredVersion champion,
      Set<String> compared,
      Supplier<DifferingImages> differing) {
    DecisionKind kind = result.passed() ? DecisionKind.PROMOTED : DecisionKind.KEPT;
    return store
        .decide(
            Optional.of(champion.name()),
            new NewDecision(kind, challenger.name(), result.reason(), figures(result, compared)),
            decisions -> requireRemembered(challenger, decisions))
        .map(
            decision ->
                new Verdict(
                    decision.kind() == DecisionKind.PROMOTED ? Outcome.PROMOTED : Outcome.KEPT,
                    challenger.name(),
                    decision.champion(),
                    result.judging().count(),
                    decision.reason(),
                    shown(differing)));
  }

  /** A page may lack its pictures; a decision that was made isn't lost for their sake. */
  static DifferingImages shown(Supplier<DifferingImages> differing) {
    try {
      return differing.get();
    } catch (Exception e) { // Spark throws checked ones without saying so.
      LOG.warn("Cannot show images that one model alone gets right: {}", Causes.oneLine(e));
      return DifferingImages.NONE;
    }
  }

  private Verdict superseded(StoredVersion challenger) {
    String champion = store.requireChampion();
    return new Verdict(
        Outcome.SUPERSEDED,
        challenger.name(),
        champion,
        champion
            + " became champion meanwhile; run retrain again to compare "
            + challenger.name()
            + " with it");
  }
}
