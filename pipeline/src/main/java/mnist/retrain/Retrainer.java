package mnist.retrain;

import static org.apache.spark.sql.functions.lit;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.InvalidInputException;
import mnist.evaluate.Evaluation;
import mnist.evaluate.Evaluator;
import mnist.model.DigitModel;
import mnist.model.ImageFormat;
import mnist.records.HoldOut;
import mnist.records.HoldOutBy;
import mnist.score.ScoreSettings;
import mnist.score.Scorer;
import mnist.store.Champion;
import mnist.store.Decision;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import mnist.store.TrainingData;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
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

  private static final String OTHER_STORE = "retrain into a store of its own";

  private final JavaSparkContext spark;
  private final ModelStore store;
  private final ScoreSettings scoring;
  private final RetrainSettings settings;

  /**
   * @param scoring by which challenger and champion are applied
   */
  public Retrainer(
      JavaSparkContext spark, ModelStore store, ScoreSettings scoring, RetrainSettings settings) {
    this.spark = spark;
    this.store = store;
    this.scoring = scoring;
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
    champion.ifPresent(current -> requireAlike(store.version(current.version()), data));
    StoredVersion challenger = undecided(data.fingerprint()).orElseGet(train);
    if (champion.isEmpty()) {
      return first(challenger);
    }
    return decide(challenger, champion.get(), data.validation());
  }

  private void requireAlike(StoredVersion champion, NewData data) {
    requireFormat(champion, data.format());
    if (!settings.insist()) {
      requireClasses(champion, data.trainPerClass());
      requireLabels(champion, data.training().unionByName(data.validation()));
    }
  }

  private static void requireFormat(StoredVersion champion, ImageFormat data) {
    ImageFormat taken = champion.manifest().network().images();
    if (!taken.equals(data)) {
      throw new InvalidInputException(
          "Cannot compare with champion %s: expected data as it takes, %s, but was given %s"
              .formatted(champion.name(), describe(taken), describe(data)),
          OTHER_STORE);
    }
  }

  private static String describe(ImageFormat format) {
    return "%d x %d pixels and %d classes"
        .formatted(format.height(), format.width(), format.classes());
  }

  private static void requireClasses(StoredVersion champion, List<Long> perClass) {
    // Of a champion whose manifest doesn't say, all count as known.
    List<Long> known =
        Optional.ofNullable(champion.manifest().training().data().trainPerClass())
            .orElse(Collections.nCopies(champion.manifest().network().classes(), 1L));
    List<String> lacking =
        IntStream.range(0, known.size())
            .filter(c -> known.get(c) > 0 && perClass.get(c) == 0)
            .mapToObj(String::valueOf)
            .toList();
    if (!lacking.isEmpty()) {
      throw new InvalidInputException(
          "Cannot retrain: expected training images of every class that champion %s knows, but there are none of class %s"
              .formatted(champion.name(), String.join(", ", lacking)),
          "give all images so far, new ones among them, or accept these by --insist");
    }
  }

  private void requireLabels(StoredVersion champion, Dataset<Row> labelled) {
    Evaluation evaluation = evaluate(champion, labelled);
    long wrong = evaluation.examples() - evaluation.confusionMatrix().correct();
    if (wrong > evaluation.examples() / 2) {
      throw new InvalidInputException(
          "Cannot retrain: champion %s contradicts the labels of %d of %d images, more than half"
              .formatted(champion.name(), wrong, evaluation.examples()),
          "check that labels and images belong together, or accept these by --insist");
    }
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
        .filter(version -> version.holds(SeenImages.FILE, spark.hadoopConfiguration()))
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
    Dataset<Row> compared = unseenByBoth(challenger, champion, validation).persist();
    try {
      return decide(challenger, champion, promotion, compared, compared.count());
    } finally {
      compared.unpersist();
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
    long championCorrect = evaluate(champion, compared).confusionMatrix().correct();
    long challengerCorrect = evaluate(challenger, compared).confusionMatrix().correct();
    String reason =
        "%s has %d of %d validation images right that neither was trained on%s, champion %s has %d"
            .formatted(
                challenger.name(),
                challengerCorrect,
                images,
                keptSeenImages(champion)
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

  Dataset<Row> unseenByBoth(
      StoredVersion challenger, StoredVersion champion, Dataset<Row> records) {
    return unseen(challenger, unseen(champion, records));
  }

  /**
   * The records that a version surely wasn't trained on and didn't have its epoch chosen by. An
   * earlier release kept no list; then they are those that its hold-out keeps from training,
   * whatever data it was trained on, and some may have chosen its epoch.
   */
  private Dataset<Row> unseen(StoredVersion version, Dataset<Row> records) {
    if (keptSeenImages(version)) {
      return SeenImages.read(
              version.content(SeenImages.FILE, spark.hadoopConfiguration()),
              new Path(version.path(), SeenImages.FILE))
          .removedFrom(records);
    }
    TrainingData data = version.manifest().training().data();
    if (data.seed() == null || data.validationFraction() == null) {
      return records.where(lit(false));
    }
    HoldOutBy by = data.holdOutBy() == null ? HoldOutBy.IMAGE : HoldOutBy.named(data.holdOutBy());
    return records.where(new HoldOut(data.seed(), data.validationFraction()).isHeldOut(by));
  }

  private boolean keptSeenImages(StoredVersion version) {
    return version.holds(SeenImages.FILE, spark.hadoopConfiguration());
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

  private Evaluation evaluate(StoredVersion version, Dataset<Row> labelled) {
    Configuration conf = spark.hadoopConfiguration();
    DigitModel model = version.load(conf);
    try (Scorer scorer = new Scorer(spark, model, scoring)) {
      scorer.rejects(labelled).limit(1).collectAsList().stream()
          .findFirst()
          .ifPresent(
              rejected -> {
                throw new InvalidInputException(
                    "Cannot compare with %s: it doesn't take image %d, %s"
                        .formatted(version.name(), rejected.getLong(0), rejected.getString(1)),
                    OTHER_STORE);
              });
      return Evaluator.evaluate(scorer.predictions(labelled), model.classes());
    }
  }
}
