package mnist.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import mnist.calibration.Calibration;
import mnist.config.Settings;
import mnist.drift.AnswerCounter;
import mnist.drift.Drift;
import mnist.drift.DriftSettings;
import mnist.drift.VersionProfile;
import mnist.jobs.runner.StageSettings;
import mnist.profile.Profile;
import mnist.profile.ProfileCounts;
import mnist.robustness.Corruption;
import mnist.robustness.NonDigit;
import mnist.robustness.Originals;
import mnist.robustness.PrintedFonts;
import mnist.score.PredictionSchema;
import mnist.score.ScoreSettings;
import mnist.score.Scorer;
import mnist.store.ModelStore;
import mnist.store.StoredVersion;
import mnist.testing.DigitRecords;
import mnist.testing.SparkExtension;
import mnist.testing.SyntheticDigits;
import mnist.testing.SyntheticDigits.Digit;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a model of 6,000 of MNIST's training images, at the default settings, says of its test
 * images, of samples of them, and of sets that it was never shown.
 */
@ExtendWith(SparkExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class DriftOfMnistIT {
  private static final int SIDE = SyntheticDigits.SIDE;
  private static final int SAMPLES = 200;
  private static final int MOST_FALSE_ALARMS = 2;

  @TempDir static Path directory;

  private final List<Digit> test = BundledDigits.first("t10k", 10_000);
  private SparkSession session;
  private StoredVersion model;
  private Profile reference;
  private AnswerCounter counter;

  @BeforeAll
  void train(SparkSession spark) throws Exception {
    session = spark;
    Path base = directory.resolve("base");
    SyntheticDigits.write(base, "train", "", BundledDigits.first("train", 6000));
    InProcess.run(
        new TrainJob(), spark, "--data", base.toString(), "--store", directory + "/store");
    Configuration conf = new Configuration();
    model =
        ModelStore.at(new org.apache.hadoop.fs.Path(directory.resolve("store").toUri()), conf)
            .version("v0001");
    reference = VersionProfile.of(model, conf).orElseThrow();
    counter = AnswerCounter.of(Calibration.of(model, conf).orElseThrow());
  }

  /** All samples are of one scoring. */
  @Test
  void samplesOfTheTestSplitRaiseNextToNoAlarm() {
    List<Row> answers = answers(test);
    assertThat(answers).hasSameSizeAs(test);
    assertThat(drift(answers).verdict()).isEqualTo(Drift.Verdict.STABLE);
    Random random = new Random(11);
    List<String> alarms = new ArrayList<>();
    for (int sample = 0; sample < SAMPLES; sample++) {
      Collections.shuffle(answers, random);
      Drift drift = drift(answers.subList(0, 300 + random.nextInt(701)));
      if (drift.hasDrifted()) {
        alarms.add(drift.images() + " images: " + drift.summary());
      }
    }
    assertThat(alarms).hasSizeLessThanOrEqualTo(MOST_FALSE_ALARMS);
  }

  @Test
  void invertedImagesHaveDrifted() {
    assertHasDrifted(changed(Corruption.INVERSION), "ink", "background", "novelty");
  }

  @Test
  void paleImagesHaveDrifted() {
    assertHasDrifted(changed(Corruption.LOW_CONTRAST), "contrast", "background");
  }

  @Test
  void noiseHasDrifted() {
    List<byte[]> noise =
        NonDigit.NOISE.images(5, new Originals(List.of(), List.of(), List.of())).subList(0, 300);
    assertHasDrifted(
        noise.stream().map(image -> new Digit(image, 0)).toList(), "stroke_width", "novelty");
  }

  @Test
  void printedDigitsHaveDrifted() {
    Path fonts = Path.of("/usr/share/fonts");
    assumeTrue(Files.isDirectory(fonts));
    List<Digit> printed =
        PrintedFonts.in(fonts).fonts().stream()
            .flatMap(
                font ->
                    IntStream.range(0, font.digits().size())
                        .mapToObj(digit -> new Digit(font.digits().get(digit), digit)))
            .toList();
    assumeTrue(printed.size() >= settings().minImages());
    assertHasDrifted(printed, "box_width");
  }

  private List<Digit> changed(Corruption corruption) {
    return IntStream.range(0, 500)
        .mapToObj(i -> new Digit(corruption.apply(test.get(i).image(), List.of(), 3, i), 0))
        .toList();
  }

  private void assertHasDrifted(List<Digit> digits, String... measures) {
    Drift drift = drift(answers(digits));

    assertThat(drift.verdict()).as(drift.summary()).isEqualTo(Drift.Verdict.DRIFTED);
    assertThat(drift.drifted()).extracting("measure").contains((Object[]) measures);
  }

  /** Images with what the model says of each. */
  private List<Row> answers(List<Digit> digits) {
    try (Scorer scorer =
        new Scorer(
            new JavaSparkContext(session.sparkContext()),
            model.load(new Configuration()),
            new ScoreSettings(64, "auto"))) {
      return new ArrayList<>(
          scorer
              .predicted(
                  DigitRecords.of(session, digits).selectExpr("image as pixels", "label", "image"))
              .select(
                  "pixels",
                  PredictionSchema.PREDICTION,
                  PredictionSchema.PROBABILITY,
                  PredictionSchema.CONFIDENCE,
                  PredictionSchema.ENERGY)
              .collectAsList());
    }
  }

  private Drift drift(List<Row> answers) {
    ProfileCounts counts = new ProfileCounts(SyntheticDigits.CLASSES);
    for (Row answer : answers) {
      List<Float> probabilities = answer.getList(2);
      float[] all = new float[probabilities.size()];
      for (int i = 0; i < all.length; i++) {
        all[i] = probabilities.get(i);
      }
      counts.addImage(answer.getAs(0), SIDE, SIDE);
      counter.add(counts, answer.getInt(1), answer.getFloat(3), answer.getFloat(4));
      counter.addCalibrated(counts, answer.getInt(1), all);
    }
    return Drift.of(reference, counts.profile(), settings());
  }

  private static DriftSettings settings() {
    return StageSettings.drift(Settings.of(Map.of("score.drift.action", "warn")));
  }
}
