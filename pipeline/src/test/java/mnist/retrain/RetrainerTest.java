package mnist.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import mnist.InvalidInputException;
import mnist.model.DigitModel;
import mnist.model.ImageFormat;
import mnist.score.ScoreSettings;
import mnist.store.Champion;
import mnist.store.Decision;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import mnist.store.TrainingData;
import mnist.store.TrainingRun;
import mnist.testing.SparkExtension;
import mnist.transform.Normalisation;
import org.apache.commons.io.file.PathUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
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
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Models here answer one class whatever they see: class 0 is right for 6 of 10, class 1 for 4. */
@ExtendWith(SparkExtension.class)
class RetrainerTest {

  private static final ImageFormat FORMAT = new ImageFormat(2, 2, 2);

  @TempDir Path directory;
  private SparkSession session;
  private ModelStore store;
  private Retrainer retrainer;
  private Dataset<Row> validation;
  private final AtomicInteger trainings = new AtomicInteger();

  @BeforeEach
  void open(SparkSession spark) {
    session = spark;
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    store =
        ModelStore.at(
            new org.apache.hadoop.fs.Path(directory.resolve("store").toUri()), new Configuration());
    retrainer = new Retrainer(context, store, new ScoreSettings(4, "auto"));
    validation = images(2);
  }

  @Test
  void firstVersionOfAStoreIsPromotedUnchallenged() {
    Verdict verdict = retrainer.run("a", FORMAT, train("a", 1), validation);

    assertThat(verdict.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(verdict.champion()).isEqualTo("v0001");
    assertThat(store.decision("v0001")).isEmpty();
  }

  @Test
  void betterChallengerIsPromoted() {
    retrainer.run("a", FORMAT, train("a", 1), validation);

    Verdict verdict = retrainer.run("b", FORMAT, train("b", 0), validation);

    assertThat(verdict.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(store.requireChampion().version()).isEqualTo("v0002");
    assertThat(verdict.reason())
        .isEqualTo("v0002 has 6 of 10 validation images right, champion v0001 has 4");
    Decision decision = store.decision("v0002").orElseThrow();
    assertThat(decision.champion()).isEqualTo("v0001");
    assertThat(decision.promoted()).isTrue();
    assertThat(decision.challengerCorrect()).isEqualTo(6);
    assertThat(decision.championCorrect()).isEqualTo(4);
    assertThat(decision.examples()).isEqualTo(10);
    assertThat(decision.reason()).isEqualTo(verdict.reason());
  }

  @Test
  void challengerThatIsAsGoodIsPromoted() {
    retrainer.run("a", FORMAT, train("a", 1), validation);

    assertThat(retrainer.run("b", FORMAT, train("b", 1), validation).outcome())
        .isEqualTo(Outcome.PROMOTED);
  }

  @Test
  void worseChallengerIsKeptOut() {
    retrainer.run("a", FORMAT, train("a", 0), validation);

    Verdict verdict = retrainer.run("b", FORMAT, train("b", 1), validation);

    assertThat(verdict.outcome()).isEqualTo(Outcome.KEPT);
    assertThat(store.requireChampion().version()).isEqualTo("v0001");
    assertThat(store.decision("v0002").orElseThrow().promoted()).isFalse();
  }

  @Test
  void dataSeenBeforeIsNotTrainedOnAgain() {
    retrainer.run("a", FORMAT, train("a", 0), validation);
    retrainer.run("b", FORMAT, train("b", 1), validation);
    retrainer.run("c", FORMAT, train("c", 0), validation);

    for (String seen : List.of("a", "b", "c")) {
      Verdict verdict = retrainer.run(seen, FORMAT, train(seen, 0), validation);

      assertThat(verdict.outcome()).isEqualTo(Outcome.NOTHING_TO_DO);
      assertThat(verdict.champion()).isEqualTo("v0003");
      assertThat(verdict.reason()).endsWith("was made of these data and has been judged");
    }
    assertThat(trainings).hasValue(3);
  }

  @Test
  void versionOfATrainJobDoesNotMakeItsDataSeen() {
    retrainer.run("a", FORMAT, train("a", 1), validation);
    publish("train", "b", 1);

    assertThat(retrainer.run("b", FORMAT, train("b", 0), validation).version()).isEqualTo("v0003");
  }

  @Test
  void challengerThatAKilledRunLeftUndecidedIsDecidedWithoutTraining() {
    retrainer.run("a", FORMAT, train("a", 1), validation);
    publish(Retrainer.JOB, "b", 0);

    Verdict verdict = retrainer.run("b", FORMAT, train("b", 0), validation);

    assertThat(trainings).hasValue(1);
    assertThat(verdict.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(verdict.version()).isEqualTo("v0002");
  }

  @Test
  void championThatChangesMeanwhileIsNotReplaced() {
    retrainer.run("a", FORMAT, train("a", 1), validation);
    Supplier<StoredVersion> overtaken =
        () -> {
          StoredVersion challenger = train("b", 0).get();
          Optional<Champion> champion = store.champion();
          store.promote(champion, publish("train", "c", 1).name(), "somebody else was quicker");
          return challenger;
        };

    Verdict verdict = retrainer.run("b", FORMAT, overtaken, validation);

    assertThat(verdict.outcome()).isEqualTo(Outcome.SUPERSEDED);
    assertThat(verdict.champion()).isEqualTo("v0003");
    assertThat(store.decision("v0002")).isEmpty();
    assertThat(verdict.reason())
        .isEqualTo("v0003 became champion meanwhile; run retrain again to compare v0002 with it");
    assertThat(retrainer.run("b", FORMAT, train("b", 0), validation).outcome())
        .isEqualTo(Outcome.PROMOTED);
  }

  @Test
  void imagesThatTheChampionDoesNotTakeAreNamed() {
    retrainer.run("a", FORMAT, train("a", 0), validation);

    assertThatThrownBy(() -> retrainer.run("b", FORMAT, train("b", 0), images(3)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Cannot compare with v0001: it doesn't take validation image ")
        .hasMessageEndingWith(
            "the image has 9 bytes, but the model takes 4; retrain into a store of its own");
  }

  @ParameterizedTest
  @CsvSource({"3, 2, 2", "2, 3, 2", "2, 2, 3"})
  void dataOfAnotherFormatThanTheChampionsAreNotTrainedOn(int height, int width, int classes) {
    retrainer.run("a", FORMAT, train("a", 0), validation);
    ImageFormat other = new ImageFormat(height, width, classes);

    assertThatThrownBy(() -> retrainer.run("b", other, train("b", 0), validation))
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

  /** As a run leaves it that is killed between a manifest and the champion's file. */
  @Test
  void firstVersionThatAKilledRunLeftWithoutAChampionIsPromoted() throws IOException {
    publish(Retrainer.JOB, "a", 0);
    PathUtils.deleteDirectory(directory.resolve("store/champions"));

    Verdict verdict = retrainer.run("a", FORMAT, train("a", 0), validation);

    assertThat(trainings).hasValue(0);
    assertThat(verdict.outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(verdict.version()).isEqualTo("v0001");
    assertThat(store.requireChampion().version()).isEqualTo("v0001");
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
            new TrainingData(fingerprint, "nowhere", 1L, 0.1, null, Map.of()),
            Map.of(),
            1,
            1);
    return store.publish(alwaysAnswers(answer), run, Map.of());
  }

  private Dataset<Row> images(int size) {
    List<Row> rows = new ArrayList<>();
    for (int id = 0; id < 10; id++) {
      rows.add(RowFactory.create((long) id, id < 6 ? 0 : 1, new byte[size * size]));
    }
    StructType schema =
        new StructType().add("id", "long").add("label", "int").add("image", "binary");
    return session.createDataFrame(rows, schema);
  }

  private static DigitModel alwaysAnswers(int answer) {
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
