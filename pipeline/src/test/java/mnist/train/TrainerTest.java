package mnist.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.InvalidInputException;
import mnist.averaging.RoundMetrics;
import mnist.evaluate.Evaluation;
import mnist.evaluate.Evaluator;
import mnist.input.Split;
import mnist.model.Architecture;
import mnist.model.ImageFormat;
import mnist.records.HoldOutBy;
import mnist.records.Ingest;
import mnist.records.IngestSettings;
import mnist.records.IngestedData;
import mnist.score.ScoreSettings;
import mnist.score.Scorer;
import mnist.testing.DigitRecords;
import mnist.testing.RecordFiles;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import mnist.transform.AffineDistortion;
import mnist.transform.Augmentation;
import mnist.transform.Normalisation;
import org.apache.commons.io.file.PathUtils;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.learning.config.Adam;

/** Parameter averaging in {@code local[2]}; the jobs' tests run it on executors of their own. */
@ExtendWith(SparkExtension.class)
class TrainerTest {

  private static final ImageFormat FORMAT =
      new ImageFormat(SyntheticDigits.SIDE, SyntheticDigits.SIDE, SyntheticDigits.CLASSES);
  private static final Normalisation NORMALISATION = new Normalisation(0.15, 0.25);
  private static final Augmentation REFERENCE_RANGES =
      Augmentation.of(new AffineDistortion(10, 0.1, 0.1, 0.1));

  @TempDir private Path files;
  private int written;
  private JavaSparkContext context;
  private Dataset<Row> validation;

  @BeforeEach
  void open(SparkSession spark) {
    context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    validation = DigitRecords.of(spark, SyntheticDigits.draw(15, 2)).repartition(2);
  }

  /** Whatever the outcome. */
  @AfterEach
  void nothingStaysCached() {
    assertThat(context.getPersistentRDDs()).isEmpty();
    assertThat(context.getLocalProperty("spark.job.description")).isNull();
  }

  private static TrainingSettings reference(int epochs, Averaging averaging, int patience) {
    return TrainingRuns.of(
        1,
        Architecture.REFERENCE,
        epochs,
        32,
        TrainingRuns.averaged(averaging, 2, 4),
        patience,
        Augmentation.NONE);
  }

  private static TrainingSettings lenet(long seed, Averaging averaging, Augmentation augmentation) {
    return TrainingRuns.of(
        seed, Architecture.LENET, 1, 32, TrainingRuns.averaged(averaging, 2, 3), 1, augmentation);
  }

  private Trainer trainer(TrainingSettings settings, TrainingListener listener) {
    return new Trainer(
        context,
        settings,
        Computation.of(settings, FORMAT),
        FORMAT,
        NORMALISATION,
        Optional.empty(),
        Optional.empty(),
        listener);
  }

  @Test
  void learnsSyntheticDigits(SparkSession spark) {
    List<EpochMetrics> heard = new ArrayList<>();
    TrainingSettings settings = reference(3, Averaging.DETERMINISTIC, 3);
    Trainer trainer = trainer(settings, heard::add);

    TrainingResult result = trainer.fit(training(spark, 80), validation);

    // Printed glyphs: a network that learns at all is right on all but the dimmest.
    assertThat(result.kept().validationAccuracy()).isGreaterThan(0.95);
    assertThat(result.epochs()).isEqualTo(heard).hasSize(3);
    assertThat(result.epochs()).extracting(EpochMetrics::epoch).containsExactly(1, 2, 3);
    assertThat(result.epochs()).extracting(EpochMetrics::examples).containsOnly(800L);
    assertThat(result.rounds()).extracting(RoundMetrics::examples).allMatch(n -> n > 0);
    assertThat(result.epochs().get(2).loss()).isLessThan(result.epochs().get(0).loss());
    assertThat(result.stoppedEarly()).isFalse();
    assertThat(result.model().architecture()).isEqualTo("reference");
    assertThat(result.model().normalisation()).isEqualTo(NORMALISATION);
    assertModelIsOfBestEpoch(result);
  }

  /** With dropout and augmentation, so that each is seeded. */
  @Test
  void seedDecidesEverything(SparkSession spark) {
    org.apache.hadoop.fs.Path training = training(spark, 16);

    TrainingResult first = lenet(7).fit(training, validation);
    String hash = first.model().parameterHash();

    TrainingResult other = lenet(7).fit(copied(training), validation.coalesce(1));

    assertThat(other.model().parameterHash()).isEqualTo(hash);
    assertThat(other.kept().validationLoss()).isEqualTo(first.kept().validationLoss());
    assertThat(lenet(8).fit(training, validation).model().parameterHash()).isNotEqualTo(hash);
  }

  /** Killed after any round, and so before, at and after checkpoints, and in the second epoch. */
  @Test
  void interruptedRunEndsAsOneThatWasNot(SparkSession spark, @TempDir Path directory) {
    org.apache.hadoop.fs.Path training = training(spark, 16);
    TrainingResult whole = checkpointed(directory.resolve("whole"), -1).fit(training, validation);
    assertThat(whole.rounds()).hasSize(4);

    for (int killedAfter = 1; killedAfter <= 4; killedAfter++) {
      Path own = directory.resolve("killed" + killedAfter);
      Trainer killed = checkpointed(own, killedAfter);
      assertThatThrownBy(() -> killed.fit(training, validation)).isInstanceOf(Killed.class);
      List<Integer> heard = new ArrayList<>();
      TrainingResult resumed = checkpointed(own, heard).fit(copied(training), validation);

      assertThat(resumed.model().parameterHash()).isEqualTo(whole.model().parameterHash());
      assertThat(resumed.epochs())
          .usingRecursiveComparison()
          .ignoringFields("examplesPerSecond", "validationSeconds", "elapsedSeconds")
          .isEqualTo(whole.epochs());
      assertThat(resumed.rounds()).hasSameSizeAs(whole.rounds());
      // One round's work was lost at most, as there is a checkpoint after each.
      assertThat(heard).hasSizeLessThanOrEqualTo(4 - killedAfter + 1);
    }
  }

  private static final class Killed extends RuntimeException {}

  private Trainer checkpointed(Path directory, int killedAfter) {
    return checkpointed(
        directory,
        new TrainingListener() {
          private int rounds;

          @Override
          public void epochEnded(EpochMetrics metrics) {}

          @Override
          public void roundEnded(RoundMetrics metrics) {
            rounds++;
            if (rounds == killedAfter) {
              throw new Killed();
            }
          }
        });
  }

  private Trainer checkpointed(Path directory, List<Integer> heard) {
    return checkpointed(
        directory,
        new TrainingListener() {
          @Override
          public void epochEnded(EpochMetrics metrics) {}

          @Override
          public void roundEnded(RoundMetrics metrics) {
            heard.add(metrics.round());
          }
        });
  }

  private Trainer checkpointed(Path directory, TrainingListener listener) {
    TrainingSettings settings =
        TrainingRuns.with(
            new OptimiserSettings(0.002, 0.2, 0.01, 0.5),
            5,
            Architecture.LENET,
            2,
            48,
            TrainingRuns.averaged(Averaging.DETERMINISTIC, 3, 2),
            2,
            REFERENCE_RANGES);
    Checkpoints checkpoints =
        new Checkpoints(
            new org.apache.hadoop.fs.Path(directory.toString()),
            Map.of("seed", "5"),
            context.hadoopConfiguration());
    return new Trainer(
        context,
        settings,
        Computation.of(settings, FORMAT),
        FORMAT,
        NORMALISATION,
        Optional.empty(),
        Optional.of(checkpoints),
        listener);
  }

  /** And does so again to the last bit. */
  @Test
  void goesOnFromAModel(SparkSession spark) {
    org.apache.hadoop.fs.Path training = training(spark, 80);
    TrainingResult cold =
        trainer(reference(2, Averaging.DETERMINISTIC, 3), epoch -> {}).fit(training, validation);

    TrainingResult warm = from(cold).fit(training, validation);

    assertThat(warm.kept().loss()).isLessThan(cold.epochs().get(0).loss() / 2);
    assertThat(from(cold).fit(training, validation).model().parameterHash())
        .isEqualTo(warm.model().parameterHash());
  }

  private Trainer from(TrainingResult start) {
    TrainingSettings settings = reference(1, Averaging.DETERMINISTIC, 3);
    return new Trainer(
        context,
        settings,
        Computation.of(settings, FORMAT),
        FORMAT,
        NORMALISATION,
        Optional.of(start.model()),
        Optional.empty(),
        epoch -> {});
  }

  /** The baseline must go on working: it is what ours is compared with. */
  @Test
  void dl4jsOwnAveragingLearnsToo(SparkSession spark) {
    TrainingSettings settings = reference(2, Averaging.DL4J, 3);

    TrainingResult result = trainer(settings, epoch -> {}).fit(training(spark, 80), validation);

    assertThat(result.kept().validationAccuracy()).isGreaterThan(0.9);
    // As the workers counted them: dl4j-spark dropped none and repeated none.
    assertThat(result.epochs()).extracting(EpochMetrics::examples).containsOnly(800L);
    assertThat(result.rounds()).isEmpty();
  }

  /**
   * With validation labels that are all wrong, learning makes things worse: sooner or later none is
   * right and the loss only grows.
   */
  @Test
  void keepsTheBestEpochAndStopsWhenPatienceRunsOut(SparkSession spark) {
    validation =
        validation.withColumn(
            "label", functions.col("label").plus(functions.lit(1)).mod(functions.lit(10)));
    TrainingSettings settings = reference(9, Averaging.DETERMINISTIC, 2);

    TrainingResult result = trainer(settings, epoch -> {}).fit(training(spark, 40), validation);

    assertThat(result.stoppedEarly()).isTrue();
    assertThat(result.epochs()).hasSize(result.kept().epoch() + 2);
    assertThat(result.kept()).isEqualTo(KeptEpoch.BEST.of(result.epochs()));
    // The model is that epoch's, to the last bit, although training went on.
    assertModelIsOfBestEpoch(result);
  }

  /** To the last bit, so it has no part in anything. */
  @Test
  void testSplitIsNotRead(SparkSession spark, @TempDir Path localDirectory) throws Exception {
    String input = SyntheticDigits.writeDataset(localDirectory.resolve("in"), 20, 2, 1).toString();
    Path output = localDirectory.resolve("out");
    org.apache.hadoop.fs.Path ingested = new org.apache.hadoop.fs.Path(output.toString());
    IngestedData data =
        Ingest.run(
            spark,
            List.of(input),
            ingested,
            new IngestSettings(7, 0.2, HoldOutBy.IMAGE, 100_000, 0, 10, Split.TRAIN, 0, null));
    String hash = fit(data).model().parameterHash();

    PathUtils.deleteDirectory(output.resolve("records/split=test"));

    IngestedData rest = IngestedData.open(spark, ingested);
    assertThat(rest.records(Split.TEST).isEmpty()).isTrue();
    assertThat(fit(rest).model().parameterHash()).isEqualTo(hash);
  }

  private TrainingResult fit(IngestedData data) {
    return lenet(1).fit(data.directory(Split.TRAIN), data.records(Split.VALIDATION));
  }

  @Test
  void movingAverageIsWhatIsValidatedAndStored(SparkSession spark) {
    org.apache.hadoop.fs.Path training = training(spark, 16);
    double plain = validated(0, training).kept().validationLoss();

    TrainingResult averaged = validated(0.5, training);

    assertThat(averaged.kept().validationLoss()).isNotEqualTo(plain);
    assertModelIsOfBestEpoch(averaged);
  }

  private TrainingResult validated(double movingAverage, org.apache.hadoop.fs.Path training) {
    TrainingSettings settings =
        TrainingRuns.with(
            new OptimiserSettings(0.002, 0.2, 0, movingAverage),
            1,
            Architecture.LENET,
            1,
            32,
            TrainingRuns.averaged(Averaging.DETERMINISTIC, 2, 2),
            1,
            Augmentation.NONE);
    return trainer(settings, epoch -> {}).fit(training, validation);
  }

  @Test
  void learningRateFallsToNothingByTheEndOfTheRun(SparkSession spark) {
    TrainingSettings settings = reference(6, Averaging.DETERMINISTIC, 6);

    List<EpochMetrics> epochs =
        trainer(settings, epoch -> {}).fit(training(spark, 20), validation).epochs();

    assertThat(changeOfLoss(epochs, 5)).isLessThan(0.1 * changeOfLoss(epochs, 1));
  }

  /** Between the epoch of this index and the one before. */
  private static double changeOfLoss(List<EpochMetrics> epochs, int index) {
    return Math.abs(epochs.get(index).validationLoss() - epochs.get(index - 1).validationLoss());
  }

  @Test
  void modelIsLeftWithAPlainLearningRate(SparkSession spark) {
    Adam adam =
        (Adam)
            ((BaseLayer)
                    lenet(1)
                        .fit(training(spark, 16), validation)
                        .model()
                        .network()
                        .getLayerWiseConfigurations()
                        .getConf(0)
                        .getLayer())
                .getIUpdater();

    assertThat(adam.getLearningRateSchedule()).isNull();
    assertThat(adam.getLearningRate()).isEqualTo(0.002);
  }

  @Test
  void noValidationImagesAreTheUsersMistake(SparkSession spark) {
    assertThatThrownBy(() -> lenet(1).fit(training(spark, 16), validation.limit(0)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot train without validation images; raise data.validation-fraction or add images");
  }

  @Test
  void tooFewTrainingImagesForDl4jAreTheUsersMistake(SparkSession spark) {
    TrainingSettings settings = lenet(1, Averaging.DL4J, Augmentation.NONE);
    Trainer dl4j = trainer(settings, epoch -> {});

    assertThatThrownBy(
            () ->
                dl4j.fit(
                    training(DigitRecords.of(spark, SyntheticDigits.draw(1, 1)).limit(3)),
                    validation))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Cannot train on 3 examples with train.workers 2 and train.averaging-frequency 3: a "
                + "round takes at least 6 examples, one per minibatch; lower one of them or add "
                + "training images");
  }

  private Trainer lenet(long seed) {
    TrainingSettings settings = lenet(seed, Averaging.DETERMINISTIC, REFERENCE_RANGES);
    return trainer(settings, epoch -> {});
  }

  private void assertModelIsOfBestEpoch(TrainingResult result) {
    try (Scorer scorer = new Scorer(context, result.model(), new ScoreSettings(256, "auto"))) {
      Evaluation evaluation =
          Evaluator.evaluate(scorer.predictions(validation), SyntheticDigits.CLASSES);
      assertThat(evaluation.accuracy()).isEqualTo(result.kept().validationAccuracy());
      // In other minibatches than the trainer's, so but for the last bits.
      assertThat(evaluation.loss()).isCloseTo(result.kept().validationLoss(), within(1e-6));
    }
  }

  private org.apache.hadoop.fs.Path training(SparkSession spark, int perClass) {
    return training(DigitRecords.of(spark, SyntheticDigits.draw(perClass, 1)));
  }

  private org.apache.hadoop.fs.Path training(Dataset<Row> records) {
    return RecordFiles.write(records, files.resolve("training" + ++written), 2, 1 << 20);
  }

  /** The same rows elsewhere, in other groups of rows. */
  private org.apache.hadoop.fs.Path copied(org.apache.hadoop.fs.Path training) {
    Dataset<Row> records = validation.sparkSession().read().parquet(training.toString());
    return RecordFiles.write(records, files.resolve("training" + ++written), 2, 20_000);
  }
}
