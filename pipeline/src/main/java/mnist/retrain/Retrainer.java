package mnist.retrain;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import mnist.InvalidInputException;
import mnist.input.Broadcasts;
import mnist.score.ScoreSettings;
import mnist.store.Decision;
import mnist.store.DecisionKind;
import mnist.store.ModelStore;
import mnist.store.NewDecision;
import mnist.store.StoredVersion;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Lets a challenger that was trained on new data compete with a store's champion, on validation
 * images that neither was trained on nor had its epoch chosen by. The champion that the challenger
 * was compared with must still be champion when the challenger is promoted, so that of two
 * retrainings at once only one promotes; what a killed one left undecided, the next one decides.
 */
public final class Retrainer {

  /** The job that challengers are published by. */
  public static final String JOB = "retrain";

  private final ModelStore store;
  private final VersionEvaluator versions;
  private final UnseenImages unseen;
  private final RetrainSettings settings;

  /**
   * @param scoring by which challenger and champion are applied
   */
  public Retrainer(
      JavaSparkContext spark, ModelStore store, ScoreSettings scoring, RetrainSettings settings) {
    this.store = store;
    this.versions = new VersionEvaluator(spark, scoring);
    this.unseen = new UnseenImages(spark.hadoopConfiguration());
    this.settings = settings;
  }

  /**
   * Checks that new data look like those that the champion was trained on, if there is one.
   *
   * @throws InvalidInputException as {@link #run} does
   */
  public void require(NewData data) {
    store
        .champion()
        .ifPresent(
            champion ->
                new NewDataCheck(versions)
                    .require(store.version(champion), data, settings.insist()));
  }

  /**
   * Trains a challenger, unless these data have been judged before, and decides.
   *
   * @param train trains on the data and publishes the version, as job {@link #JOB} and with its
   *     {@link SeenImages}; its epoch is chosen by {@link RetrainSettings#choosingEpochs}
   * @throws InvalidInputException if the champion takes images of another size or has other classes
   *     than the data; or, unless the settings insist, if the data lack a class that the champion
   *     was trained on, or the champion gets more than half of their labels wrong; then nothing has
   *     been trained
   */
  public Verdict run(NewData data, Supplier<StoredVersion> train) {
    Optional<StoredVersion> judged = judged(data.fingerprint());
    if (judged.isPresent()) {
      String version = judged.get().name();
      return new Verdict(
          Outcome.NOTHING_TO_DO,
          version,
          store.requireChampion(),
          0,
          version + " was made of these data and has been judged");
    }
    Optional<String> champion = store.champion();
    require(data);
    StoredVersion challenger = undecided(data.fingerprint()).orElseGet(train);
    if (champion.isEmpty()) {
      return first(challenger);
    }
    return decide(challenger, champion.get(), data.validation());
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

  private Verdict first(StoredVersion challenger) {
    // Publishing did so already, unless it was killed just before.
    store.promoteIfFirst(challenger);
    Decision decision = store.latestDecision().orElseThrow();
    if (challenger.name().equals(decision.champion())) {
      return new Verdict(
          Outcome.PROMOTED, challenger.name(), decision.champion(), 0, decision.reason());
    }
    return superseded(challenger);
  }

  private Verdict decide(StoredVersion challenger, String name, Dataset<Row> validation) {
    StoredVersion champion = store.version(name);
    Dataset<Row> compared = unseen.ofBoth(challenger, champion, validation).persist();
    try {
      return decide(challenger, champion, compared, compared.count());
    } finally {
      Broadcasts.unlessStopping(compared.sparkSession().sparkContext(), compared::unpersist);
    }
  }

  private Verdict decide(
      StoredVersion challenger, StoredVersion champion, Dataset<Row> compared, long images) {
    Map<String, Object> figures = new HashMap<>(Map.of("against", champion.name()));
    figures.put("images", images);
    if (images < settings.gate().minImages()) {
      return decided(
          DecisionKind.KEPT,
          challenger,
          champion,
          figures,
          images,
          "%s stays champion: retrain.min-images is %d, but only %d validation images are left that neither %s nor %s was trained on or had its epoch chosen by"
              .formatted(
                  champion.name(),
                  settings.gate().minImages(),
                  images,
                  challenger.name(),
                  champion.name()));
    }
    long championCorrect = versions.evaluate(champion, compared).confusionMatrix().correct();
    long challengerCorrect = versions.evaluate(challenger, compared).confusionMatrix().correct();
    figures.put("champion_correct", championCorrect);
    figures.put("challenger_correct", challengerCorrect);
    String reason =
        "%s has %d of %d validation images right that neither was trained on%s, champion %s has %d"
            .formatted(
                challenger.name(),
                challengerCorrect,
                images,
                unseen.hasList(champion)
                    ? " or had its epoch chosen by"
                    // Which favours it, so that what beats it is better.
                    : " (some may have chosen the champion's epoch)",
                champion.name(),
                championCorrect);
    // As many right as the champion are no reason to replace it.
    DecisionKind kind =
        challengerCorrect > championCorrect ? DecisionKind.PROMOTED : DecisionKind.KEPT;
    return decided(kind, challenger, champion, figures, images, reason);
  }

  private Verdict decided(
      DecisionKind kind,
      StoredVersion challenger,
      StoredVersion champion,
      Map<String, Object> figures,
      long images,
      String reason) {
    return store
        .decide(
            Optional.of(champion.name()), new NewDecision(kind, challenger.name(), reason, figures))
        .map(
            decision ->
                new Verdict(
                    kind == DecisionKind.PROMOTED ? Outcome.PROMOTED : Outcome.KEPT,
                    challenger.name(),
                    decision.champion(),
                    images,
                    reason))
        .orElseGet(() -> superseded(challenger));
  }

  private Verdict superseded(StoredVersion challenger) {
    String champion = store.requireChampion();
    return new Verdict(
        Outcome.SUPERSEDED,
        challenger.name(),
        champion,
        0,
        champion
            + " became champion meanwhile; run retrain again to compare "
            + challenger.name()
            + " with it");
  }
}
