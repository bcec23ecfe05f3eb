package mnist.retrain;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import mnist.InvalidInputException;
import mnist.input.Broadcasts;
import mnist.score.ScoreSettings;
import mnist.store.Champion;
import mnist.store.Decision;
import mnist.store.ModelStore;
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
          store.requireChampion().version(),
          0,
          version + " was made of these data and has been judged");
    }
    Optional<Champion> champion = store.champion();
    if (champion.isPresent()) {
      new NewDataCheck(versions)
          .require(store.version(champion.get().version()), data, settings.insist());
    }
    StoredVersion challenger = undecided(data.fingerprint()).orElseGet(train);
    if (champion.isEmpty()) {
      return first(challenger);
    }
    return decide(challenger, champion.get(), data.validation());
  }

  /** A version of these data that is or was champion, or lost to one. */
  private Optional<StoredVersion> judged(String fingerprint) {
    Set<String> champions =
        store.champions().stream().map(Champion::version).collect(Collectors.toSet());
    return store.versions().stream()
        .filter(version -> madeOf(version, fingerprint))
        .filter(version -> champions.contains(version.name()) || store.isDecided(version.name()))
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
    Champion champion = store.requireChampion();
    if (champion.version().equals(challenger.name())) {
      return new Verdict(
          Outcome.PROMOTED, challenger.name(), champion.version(), 0, champion.reason());
    }
    return superseded(challenger);
  }

  private Verdict decide(StoredVersion challenger, Champion promotion, Dataset<Row> validation) {
    StoredVersion champion = store.version(promotion.version());
    Dataset<Row> compared = unseen.ofBoth(challenger, champion, validation).persist();
    try {
      return decide(challenger, champion, promotion, compared, compared.count());
    } finally {
      Broadcasts.unlessStopping(compared.sparkSession().sparkContext(), compared::unpersist);
    }
  }

  private Verdict decide(
      StoredVersion challenger,
      StoredVersion champion,
      Champion promotion,
      Dataset<Row> compared,
      long images) {
    if (images < settings.minImages()) {
      return decided(
          challenger,
          champion,
          null,
          null,
          images,
          "%s stays champion: retrain.min-images is %d, but only %d validation images are left that neither %s nor %s was trained on or had its epoch chosen by"
              .formatted(
                  champion.name(),
                  settings.minImages(),
                  images,
                  challenger.name(),
                  champion.name()));
    }
    long championCorrect = versions.evaluate(champion, compared).confusionMatrix().correct();
    long challengerCorrect = versions.evaluate(challenger, compared).confusionMatrix().correct();
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
    if (challengerCorrect > championCorrect
        && store.promote(Optional.of(promotion), challenger.name(), reason).isEmpty()) {
      return superseded(challenger);
    }
    return decided(challenger, champion, challengerCorrect, championCorrect, images, reason);
  }

  /** Keeps the decision. As many right as the champion are no reason to replace it. */
  private Verdict decided(
      StoredVersion challenger,
      StoredVersion champion,
      Long challengerCorrect,
      Long championCorrect,
      long images,
      String reason) {
    boolean promoted = challengerCorrect != null && challengerCorrect > championCorrect;
    store.recordDecision(
        new Decision(
            challenger.name(),
            champion.name(),
            promoted,
            challengerCorrect,
            championCorrect,
            images,
            Instant.now(),
            reason));
    return new Verdict(
        promoted ? Outcome.PROMOTED : Outcome.KEPT,
        challenger.name(),
        promoted ? challenger.name() : champion.name(),
        images,
        reason);
  }

  private Verdict superseded(StoredVersion challenger) {
    String champion = store.requireChampion().version();
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
