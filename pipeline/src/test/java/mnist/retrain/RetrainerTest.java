package mnist.retrain;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import mnist.InvalidInputException;
import mnist.UnavailableException;
import mnist.evaluate.Disagreement;
import mnist.gate.Judgings;
import mnist.model.DigitModel;
import mnist.model.ImageFormat;
import mnist.score.ScoreSettings;
import mnist.store.Decision;
import mnist.store.DecisionKind;
import mnist.store.ModelStore;
import mnist.store.NewDecision;
import mnist.store.RetentionSettings;
import mnist.store.StoredVersion;
import mnist.store.TrainingData;
import mnist.store.TrainingRun;
import mnist.testing.SparkExtension;
import mnist.transform.Normalisation;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.file.PathUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Models here answer one class whatever they see: class 0 is right for 120 of 200, class 1 for 80.
 * Each class has a floor of 0 here.
 */
@ExtendWith(SparkExtension.class)
class RetrainerTest {

  private static final ImageFormat FORMAT = new ImageFormat(2, 2, 2);

  @TempDir Path directory;
  private SparkSession session;
  private ModelStore store;
  private Retrainer retrainer;
  private Dataset<Row> validation;

  private List<Long> trainPerClass;

  /** Names of the store's deliveries that versions are published as having learned from. */
  private List<String> deliveries;

  /** How many of the validation images versions are published as having seen. */
  private int seen;

  private final AtomicInteger trainings = new AtomicInteger();

  @BeforeEach
  void open(SparkSession spark) {
    session = spark;
    store =
        ModelStore.at(
            new org.apache.hadoop.fs.Path(directory.resolve("store").toUri()), new Configuration());
    retrainer = retrainer(settings(1));
    validation = images(2);
  }

  @Test
  void firstVersionOfAStoreIsPromotedUnchallenged() {
    Verdict verdict = retrainer.run(data("a"), train("a", 1));

    assertThat(verdict.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(verdict.champion()).isEqualTo("v0001");
    assertThat(latest().kind()).isEqualTo(DecisionKind.FIRST);
  }

  @Test
  void betterChallengerIsPromoted() {
    retrainer.run(data("a"), train("a", 1));

    Verdict verdict = retrainer.run(data("b"), train("b", 0));

    assertThat(verdict.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(store.requireChampion()).isEqualTo("v0002");
    assertThat(verdict.reason())
        .startsWith(
            "v0002 passes all 8 checks: v0002 has 60.00 % of 200 judged images right, champion"
                + " v0001 40.00 %, and each alone 120 and 80: shown to be less than 5.00 points"
                + " worse (p ");
    Decision decision = latest();
    assertThat(decision.kind()).isEqualTo(DecisionKind.PROMOTED);
    assertThat(decision.champion()).isEqualTo("v0002");
    assertThat(decision.figures())
        .containsEntry("passed", true)
        .containsEntry("images", 200)
        .containsEntry("against", "v0001")
        .containsEntry("best_champion", "v0001")
        .containsKeys("models", "checks");
    assertThat(decision.reason()).isEqualTo(verdict.reason());
  }

  @Test
  void imagesToLookAtThatFailAreNone() {
    assertThat(
            Retrainer.shown(
                () -> {
                  throw new IllegalStateException("a lost executor");
                }))
        .isEqualTo(DifferingImages.NONE);
  }

  /** What fails after the decision doesn't lose it. */
  @Test
  void imagesToLookAtAreTakenAfterTheDecision() throws Exception {
    retrainer.run(data("a"), train("a", 1));
    List<Long> jobs = new CopyOnWriteArrayList<>();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart job) {
            jobs.add(job.time());
          }
        };
    session.sparkContext().addSparkListener(listener);
    try {
      retrainer.run(data("b"), train("b", 0));
      session.sparkContext().listenerBus().waitUntilEmpty();
      long decided = latest().at().toEpochMilli();
      assertThat(jobs).anySatisfy(time -> assertThat(time).isGreaterThan(decided));
    } finally {
      session.sparkContext().removeSparkListener(listener);
    }
  }

  /** The challenger answers 0 and the champion 1; images below 120 are of class 0. */
  @Test
  void imagesToLookAtAreRightByOneModelAlone() {
    retrainer.run(data("a"), train("a", 1));

    DifferingImages differing = retrainer.run(data("b"), train("b", 0)).differing();

    assertThat(differing.answers())
        .extracting(Disagreement::id)
        .containsExactlyElementsOf(
            LongStream.concat(LongStream.range(0, 24), LongStream.range(120, 144))
                .boxed()
                .toList());
    assertThat(differing.answers())
        .allSatisfy(
            image -> {
              assertThat(image.first().prediction()).isEqualTo(1);
              assertThat(image.second().prediction()).isZero();
              assertThat(image.truth()).isEqualTo(image.id() < 120 ? 0 : 1);
              assertThat(differing.pixels().get(image.id()))
                  .isEqualTo(new byte[] {(byte) image.id(), 0, 0, 0});
            });
    assertThat(retrainer.run(data("b"), train("b", 0)).differing().answers()).isEmpty();
  }

  @Test
  void challengerThatIsAsGoodIsPromoted() {
    retrainer.run(data("a"), train("a", 1));

    assertThat(retrainer.run(data("b"), train("b", 1)).outcome()).isEqualTo(Outcome.PROMOTED);
  }

  /** As a rollback to a worse one leaves it: what passes beside that doesn't beside the best. */
  @Test
  void challengerThatIsWorseThanTheBestChampionSoFarIsKeptOut() {
    retrainer.run(data("a"), train("a", 0));
    StoredVersion worse = publish("train", "b", 1);
    store.decide(
        store.champion(),
        new NewDecision(DecisionKind.PROMOTED_BY_HAND, worse.name(), "for once", Map.of()));

    Verdict verdict = retrainer.run(data("c"), train("c", 1));

    assertThat(verdict.outcome()).isEqualTo(Outcome.KEPT);
    assertThat(verdict.reason())
        .startsWith(
            "v0002 stays champion: v0003 has 40.00 % of 200 judged images right, v0001, the best"
                + " champion so far, 60.00 %");
    assertThat(latest().figures()).containsEntry("best_champion", "v0001");
  }

  @Test
  void withoutUnseenImagesTheChampionStays() {
    retrainer.run(data("a"), train("a", 1));
    seen = 200;

    Verdict verdict = retrainer.run(data("b"), train("b", 0));

    assertThat(verdict.outcome()).isEqualTo(Outcome.KEPT);
    assertThat(verdict.reason())
        .isEqualTo(
            "v0001 stays champion: 0 images are left that no model has seen, retrain.min-images is"
                + " 1");
  }

  /** An earlier champion that was trained on the images would only seem the best. */
  @Test
  void earlierChampionThatSawTheImagesIsPassedOver() {
    seen = 200;
    retrainer.run(data("a"), train("a", 0));
    seen = 0;
    StoredVersion worse = publish("train", "b", 1);
    store.decide(
        store.champion(),
        new NewDecision(DecisionKind.PROMOTED_BY_HAND, worse.name(), "for once", Map.of()));

    assertThat(retrainer.run(data("c"), train("c", 1)).outcome()).isEqualTo(Outcome.PROMOTED);
  }

  /** v0001 is the best, v0002 champion; a night in which v0001 can't be asked, and one after it. */
  @ParameterizedTest
  @CsvSource({"0, 0", "3, 200"})
  void theBestChampionIsCarriedOverANightThatPassesItOver(int earlierChampions, int seenThen) {
    retrainer.run(data("a"), train("a", 0));
    promote(publish("train", "b", 1));
    retrainer.run(data("c"), train("c", 1));
    assertThat(latest().figures()).containsEntry("best_champion", "v0001");
    seen = seenThen;

    retrainer(settings(1, earlierChampions)).run(data("d"), train("d", 1));
    assertThat(latest().figures()).containsEntry("best_champion", "v0001");
    assertThat(store.prune(1, new RetentionSettings(1, 7), "of a test")).isNotNull();
    assertThat(store.versions()).extracting(StoredVersion::name).contains("v0001");

    seen = 0;
    assertThat(retrainer.run(data("e"), train("e", 1)).outcome()).isEqualTo(Outcome.KEPT);
  }

  @Test
  void whereNothingWasComparedNoneIsTheBest() {
    retrainer.run(data("a"), train("a", 1));
    seen = 200;

    retrainer.run(data("b"), train("b", 0));

    assertThat(latest().figures()).doesNotContainKey("best_champion");
  }

  @Test
  void worseChallengerIsKeptOut() {
    retrainer.run(data("a"), train("a", 0));

    Verdict verdict = retrainer.run(data("b"), train("b", 1));

    assertThat(verdict.outcome()).isEqualTo(Outcome.KEPT);
    assertThat(store.requireChampion()).isEqualTo("v0001");
    assertThat(latest().kind()).isEqualTo(DecisionKind.KEPT);
    assertThat(latest().subject()).isEqualTo("v0002");
  }

  @Test
  void dataSeenBeforeIsNotTrainedOnAgain() {
    retrainer.run(data("a"), train("a", 0));
    retrainer.run(data("b"), train("b", 1));
    retrainer.run(data("c"), train("c", 1));

    for (String seen : List.of("a", "b", "c")) {
      Verdict verdict = retrainer.run(data(seen), train(seen, 0));

      assertThat(verdict.outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
      assertThat(verdict.champion()).isEqualTo("v0001");
      assertThat(verdict.reason()).endsWith("was made of these data and has been judged");
    }
    assertThat(trainings).hasValue(3);
  }

  @Test
  void versionOfATrainJobDoesNotMakeItsDataSeen() {
    retrainer.run(data("a"), train("a", 1));
    publish("train", "b", 1);

    assertThat(retrainer.run(data("b"), train("b", 0)).version()).isEqualTo("v0003");
  }

  @Test
  void challengerThatAKilledRunLeftUndecidedIsDecidedWithoutTraining() {
    retrainer.run(data("a"), train("a", 1));
    publish(Retrainer.JOB, "b", 0);

    Verdict verdict = retrainer.run(data("b"), train("b", 0));

    assertThat(trainings).hasValue(1);
    assertThat(verdict.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(verdict.version()).isEqualTo("v0002");
  }

  @Test
  void aChallengerIsJudgedBesideTheChampionOfAfterItsTraining() {
    retrainer.run(data("a"), train("a", 1));
    Supplier<StoredVersion> overtaken =
        () -> {
          StoredVersion challenger = train("b", 0).get();
          promote(publish("train", "c", 1));
          // As a pruning does.
          FileUtils.deleteQuietly(directory.resolve("store/versions/v0001").toFile());
          return challenger;
        };

    Verdict verdict = retrainer.run(data("b"), overtaken);

    assertThat(verdict.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(verdict.reason()).contains("champion v0003 40.00 %");
    assertThat(latest().figures()).containsEntry("against", "v0003");
  }

  @Test
  void aChallengerIsJudgedAgainBesideTheOneWhoBecameChampionMeanwhile() {
    retrainer.run(data("a"), train("a", 1));
    StoredVersion quicker = publish("train", "c", 1);
    Runnable once =
        () -> {
          if (store.requireChampion().equals("v0001")) {
            promote(quicker);
          }
        };

    Verdict verdict = retrainer.run(disturbed("b", once), train("b", 0));

    assertThat(verdict.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(latest().figures()).containsEntry("against", "v0002");
    assertThat(trainings).hasValue(2);
  }

  @Test
  void aChallengerWhoseChampionsChangeEachTimeIsSupersededAndJudgedByTheSameCommand() {
    retrainer.run(data("a"), train("a", 1));
    List<StoredVersion> others =
        List.of(
            publish("train", "c", 1),
            publish("train", "d", 1),
            publish("train", "e", 1),
            publish("train", "f", 1));
    AtomicInteger judgings = new AtomicInteger();

    Verdict verdict =
        retrainer.run(
            disturbed("b", () -> promote(others.get(judgings.getAndIncrement()))), train("b", 0));

    assertThat(judgings).hasValue(3);
    assertThat(verdict.outcome()).isEqualTo(Outcome.SUPERSEDED);
    assertThat(verdict.champion()).isEqualTo("v0004");
    assertThat(store.decisions()).extracting(Decision::subject).doesNotContain("v0006");
    assertThat(verdict.reason())
        .isEqualTo("v0004 became champion meanwhile; run retrain again to compare v0006 with it");
    assertThat(retrainer.run(data("b"), train("b", 0)).outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(trainings).hasValue(2);
  }

  @Test
  void aChallengerThatSomebodyPromotedMeanwhileIsChampion() {
    retrainer.run(data("a"), train("a", 1));
    Supplier<StoredVersion> promoted =
        () -> {
          StoredVersion challenger = train("b", 1).get();
          promote(challenger);
          return challenger;
        };

    Verdict verdict = retrainer.run(data("b"), promoted);

    assertThat(verdict.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(verdict.reason()).isEqualTo("somebody else was quicker");
  }

  private void promote(StoredVersion version) {
    store.decide(
        store.champion(),
        new NewDecision(
            DecisionKind.PROMOTED_BY_HAND, version.name(), "somebody else was quicker", Map.of()));
  }

  @Test
  void aChallengerOfADeliveryThatIsForgottenWhileItIsTrainedIsNotJudged() {
    retrainer.run(data("a"), train("a", 1));
    deliveries = List.of("d0001", "d0002");
    Supplier<StoredVersion> train =
        () -> {
          StoredVersion challenger = train("b", 0).get();
          forget("d0002");
          return challenger;
        };

    assertNothingIsDecided(() -> retrainer.run(data("b"), train));
  }

  @Test
  void aChallengerOfADeliveryThatIsForgottenWhileItIsJudgedIsNotPromoted() {
    retrainer.run(data("a"), train("a", 1));
    deliveries = List.of("d0001", "d0002");

    assertNothingIsDecided(
        () -> retrainer.run(disturbed("b", () -> forget("d0002")), train("b", 0)));
  }

  private void assertNothingIsDecided(ThrowingCallable retraining) {
    assertThatThrownBy(retraining)
        .isInstanceOf(UnavailableException.class)
        .hasMessage(
            "Cannot go on with images of d0002: somebody has forgotten the delivery meanwhile; run"
                + " the same command again, which goes on with the images that are left");
    assertThat(store.requireChampion()).isEqualTo("v0001");
    assertThat(store.decisions())
        .extracting(Decision::kind)
        .containsExactly(DecisionKind.FIRST, DecisionKind.FORGOTTEN);
    assertThat(trainings).hasValue(2);
  }

  private void forget(String delivery) {
    store.decide(
        store.champion(),
        new NewDecision(
            DecisionKind.FORGOTTEN, delivery, "labels are shifted", Map.of("take_again", false)));
  }

  /**
   * Data of which somebody else does something each time that they are read to judge by them. Tasks
   * run in this process.
   */
  private NewData disturbed(String fingerprint, Runnable other) {
    OTHER.set(other);
    FilterFunction<Row> reads =
        row -> {
          if (row.getLong(0) == 0) {
            OTHER.get().run();
          }
          return true;
        };
    return data(fingerprint, FORMAT, validation.filter(reads));
  }

  private static final AtomicReference<Runnable> OTHER = new AtomicReference<>();

  @Test
  void imagesThatTheChampionDoesNotTakeAreNamed() {
    retrainer.run(data("a"), train("a", 0));

    assertThatThrownBy(() -> retrainer.run(data("b", FORMAT, images(3)), train("b", 0)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Cannot compare with v0002: it doesn't take image ")
        .hasMessageEndingWith(
            "the image has 9 bytes, but the model takes 4; retrain into a store of its own");
  }

  @ParameterizedTest
  @CsvSource({"3, 2, 2", "2, 3, 2", "2, 2, 3"})
  void dataOfAnotherFormatThanTheChampionsAreNotTrainedOn(int height, int width, int classes) {
    retrainer.run(data("a"), train("a", 0));
    ImageFormat other = new ImageFormat(height, width, classes);

    assertThatThrownBy(() -> retrainer.run(data("b", other, validation), train("b", 0)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot compare with champion v0001: expected data as it takes, 2 x 2 pixels and 2 "
                + "classes, but was given "
                + height
                + " x "
                + width
                + " pixels and "
                + classes
                + " classes; retrain into a store of its own");
    assertThat(trainings).hasValue(1);
  }

  @Test
  void championStaysIfTooFewImagesAreLeft() {
    retrainer.run(data("a"), train("a", 1));
    seen = 198;

    Verdict verdict = retrainer(settings(3)).run(data("b"), train("b", 0));

    assertThat(verdict.outcome()).isEqualTo(Outcome.KEPT);
    assertThat(verdict.images()).isEqualTo(2);
    assertThat(verdict.reason())
        .startsWith(
            "v0001 stays champion: 2 images are left that no model has seen, retrain.min-images is"
                + " 3; ");
    Decision decision = latest();
    assertThat(decision.subject()).isEqualTo("v0002");
    assertThat(decision.figures()).containsEntry("images", 2);
    assertThat(decision.reason()).isEqualTo(verdict.reason());
  }

  /** Of the images that the challenger hasn't seen, the champion's wrong answers are none. */
  @Test
  void imagesThatTheChallengerSawDoNotCount() {
    retrainer.run(data("a"), train("a", 1));
    seen = 120;

    Verdict verdict = retrainer.run(data("b"), train("b", 0));

    assertThat(verdict.outcome()).isEqualTo(Outcome.KEPT);
    assertThat(verdict.reason()).contains("v0002 has 0.00 % of", "champion v0001 100.00 %");
    assertThat(verdict.images()).isBetween(70L, 80L);
  }

  /** As a run leaves it that is killed between a manifest and the champion's file. */
  @Test
  void firstVersionThatAKilledRunLeftWithoutAChampionIsPromoted() throws IOException {
    publish(Retrainer.JOB, "a", 0);
    PathUtils.deleteDirectory(directory.resolve("store/decisions"));

    Verdict verdict = retrainer.run(data("a"), train("a", 0));

    assertThat(trainings).hasValue(0);
    assertThat(verdict.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(verdict.version()).isEqualTo("v0001");
    assertThat(store.requireChampion()).isEqualTo("v0001");
  }

  /** What was judged can't be told then, nor who the champion is. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void malformedDecisionStopsRetraining(int number) throws IOException {
    retrainer.run(data("a"), train("a", 1));
    retrainer.run(data("b"), train("b", 0));
    Path file = directory.resolve("store/decisions/0000000%d.json".formatted(number));
    Files.writeString(file, "{");

    assertThatThrownBy(() -> retrainer.run(data("c"), train("c", 1)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Cannot read file:%s: Expected JSON for decision, but ", file)
        .hasMessageEndingWith("; restore it from a copy of the store");
    assertThat(trainings).hasValue(2);
  }

  private Decision latest() {
    return store.latestDecision().orElseThrow();
  }

  private Supplier<StoredVersion> train(String fingerprint, int answer) {
    return () -> {
      trainings.incrementAndGet();
      return publish(Retrainer.JOB, fingerprint, answer);
    };
  }

  private StoredVersion publish(String job, String fingerprint, int answer) {
    TrainingRun run =
        new TrainingRun(
            job,
            null,
            null,
            1,
            Map.of(),
            new TrainingData(
                fingerprint,
                "nowhere",
                1L,
                0.1,
                null,
                Map.of(),
                trainPerClass,
                null,
                null,
                deliveries,
                null),
            Map.of(),
            1,
            1);
    return store.publish(
        alwaysAnswers(answer),
        run,
        Map.of(SeenImages.FILE, SeenImages.NONE.and(images(2).limit(seen), seen).toBytes()));
  }

  private static RetrainSettings settings(int minImages) {
    return settings(minImages, 3);
  }

  private static RetrainSettings settings(int minImages, int earlierChampions) {
    return new RetrainSettings(
        0.5, earlierChampions, Start.RANDOM, Judgings.accuracyAlone(0.05, minImages));
  }

  private Retrainer retrainer(RetrainSettings settings) {
    return new Retrainer(
        new JavaSparkContext(session.sparkContext()),
        store,
        new ScoreSettings(4, "auto"),
        settings);
  }

  private NewData data(String fingerprint) {
    return data(fingerprint, FORMAT, validation);
  }

  private NewData data(String fingerprint, ImageFormat format, Dataset<Row> validation) {
    return new NewData(fingerprint, format, validation, lit("d0001"));
  }

  private Dataset<Row> images(int size) {
    List<Row> rows = new ArrayList<>();
    for (int id = 0; id < 200; id++) {
      byte[] image = new byte[size * size];
      image[0] = (byte) id;
      rows.add(RowFactory.create((long) id, id < 120 ? 0 : 1, image));
    }
    StructType schema =
        new StructType().add("id", "long").add("label", "int").add("image", "binary");
    return session.createDataFrame(rows, schema);
  }

  static DigitModel alwaysAnswers(int answer) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(2, 2, 1))
                .build());
    network.init();
    network.params().assign(0);
    network.getParam("0_b").putScalar(answer, 1);
    return new DigitModel("constant", 2, 2, 2, Normalisation.SCALE_ONLY, network);
  }
}
