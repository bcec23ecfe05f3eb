package mnist.retrain;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import mnist.InvalidInputException;
import mnist.evaluate.Evaluation;
import mnist.evaluate.Evaluator;
import mnist.model.DigitModel;
import mnist.model.ImageFormat;
import mnist.score.ScoreSettings;
import mnist.score.Scorer;
import mnist.store.Champion;
import mnist.store.Decision;
import mnist.store.ModelStore;
import mnist.store.NetworkSummary;
import mnist.store.StoredVersion;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Lets a challenger that was trained on new data compete with a store's champion. The champion that
 * the challenger was compared with must still be champion when it is promoted, so that of two
 * retrainings at once only one promotes; what a killed one left undecided, the next one decides.
 */
public final class Retrainer {

  /** The job that challengers are published by. */
  public static final String JOB = "retrain";

  private static final String FIRST = "first version of the store";

  private final JavaSparkContext spark;
  private final ModelStore store;
  private final ScoreSettings settings;

  /**
   * @param settings of the comparison of challenger and champion
   */
  public Retrainer(JavaSparkContext spark, ModelStore store, ScoreSettings settings) {
    this.spark = spark;
    this.store = store;
    this.settings = settings;
  }

  /**
   * Trains a challenger, unless these data have been judged before, and decides.
   *
   * @param fingerprint of the data
   * @param format of the data
   * @param train trains on the data and publishes the version, as job {@link #JOB}
   * @param validation the data's validation split, with labels
   * @throws InvalidInputException if the champion takes images of another size or has other classes
   *     than the data; then nothing has been trained
   */
  public Verdict run(
      String fingerprint,
      ImageFormat format,
      Supplier<StoredVersion> train,
      Dataset<Row> validation) {
    Optional<StoredVersion> judged = judged(fingerprint);
    if (judged.isPresent()) {
      String version = judged.get().name();
      return new Verdict(
          Outcome.NOTHING_TO_DO,
          version,
          store.requireChampion().version(),
          version + " was made of these data and has been judged");
    }
    Optional<Champion> champion = store.champion();
    champion.ifPresent(current -> requireFormat(current, format));
    StoredVersion challenger = undecided(fingerprint).orElseGet(train);
    if (champion.isEmpty()) {
      return first(challenger);
    }
    return decide(challenger, champion.get(), validation);
  }

  private void requireFormat(Champion champion, ImageFormat data) {
    NetworkSummary network = store.version(champion.version()).manifest().network();
    ImageFormat taken = new ImageFormat(network.height(), network.width(), network.classes());
    if (!taken.equals(data)) {
      throw new InvalidInputException(
          "Cannot compare with champion "
              + champion.version()
              + ": expected data as it takes, "
              + describe(taken)
              + ", but was given "
              + describe(data)
              + "; retrain into a store of its own");
    }
  }

  private static String describe(ImageFormat format) {
    return "%d x %d pixels and %d classes"
        .formatted(format.height(), format.width(), format.classes());
  }

  /** A version of these data that is or was champion, or lost to one. */
  private Optional<StoredVersion> judged(String fingerprint) {
    Set<String> champions =
        store.champions().stream().map(Champion::version).collect(Collectors.toSet());
    return store.versions().stream()
        .filter(version -> madeOf(version, fingerprint))
        .filter(
            version ->
                champions.contains(version.name()) || store.decision(version.name()).isPresent())
        .findFirst();
  }

  private Optional<StoredVersion> undecided(String fingerprint) {
    return store.versions().stream()
        .filter(version -> version.manifest().training().job().equals(JOB))
        .filter(version -> madeOf(version, fingerprint))
        .findFirst();
  }

  private static boolean madeOf(StoredVersion version, String fingerprint) {
    return version.manifest().training().data().fingerprint().equals(fingerprint);
  }

  private Verdict first(StoredVersion challenger) {
    // Publishing did so already, unless it was killed just before.
    store.promote(Optional.empty(), challenger.name(), FIRST);
    Champion champion = store.requireChampion();
    if (champion.version().equals(challenger.name())) {
      return new Verdict(Outcome.PROMOTED, challenger.name(), champion.version(), FIRST);
    }
    return superseded(challenger);
  }

  private Verdict decide(StoredVersion challenger, Champion champion, Dataset<Row> validation) {
    Configuration conf = spark.hadoopConfiguration();
    Evaluation challenged =
        evaluate(store.version(champion.version()).load(conf), champion.version(), validation);
    Evaluation challenging = evaluate(challenger.load(conf), challenger.name(), validation);
    long championCorrect = challenged.confusionMatrix().correct();
    long challengerCorrect = challenging.confusionMatrix().correct();
    boolean promote = challengerCorrect >= championCorrect;
    String reason =
        "%s has %d of %d validation images right, champion %s has %d"
            .formatted(
                challenger.name(),
                challengerCorrect,
                challenging.examples(),
                champion.version(),
                championCorrect);
    if (promote && store.promote(Optional.of(champion), challenger.name(), reason).isEmpty()) {
      return superseded(challenger);
    }
    Decision decision =
        new Decision(
            challenger.name(),
            champion.version(),
            promote,
            challengerCorrect,
            championCorrect,
            challenging.examples(),
            Instant.now(),
            reason);
    store.recordDecision(decision);
    return new Verdict(
        promote ? Outcome.PROMOTED : Outcome.KEPT,
        challenger.name(),
        promote ? challenger.name() : champion.version(),
        reason);
  }

  private Verdict superseded(StoredVersion challenger) {
    String champion = store.requireChampion().version();
    return new Verdict(
        Outcome.SUPERSEDED,
        challenger.name(),
        champion,
        champion
            + " became champion meanwhile; run retrain again to compare "
            + challenger.name()
            + " with it");
  }

  private Evaluation evaluate(DigitModel model, String version, Dataset<Row> validation) {
    try (Scorer scorer = new Scorer(spark, model, settings)) {
      scorer.rejects(validation).limit(1).collectAsList().stream()
          .findFirst()
          .ifPresent(
              rejected -> {
                throw new InvalidInputException(
                    "Cannot compare with "
                        + version
                        + ": it doesn't take validation image "
                        + rejected.getLong(0)
                        + ", "
                        + rejected.getString(1)
                        + "; retrain into a store of its own");
              });
      return Evaluator.evaluate(scorer.predictions(validation), model.classes());
    }
  }
}
