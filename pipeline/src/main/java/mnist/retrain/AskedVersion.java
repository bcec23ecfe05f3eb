package mnist.retrain;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.InvalidInputException;
import mnist.calibration.ConfidenceHistogram;
import mnist.evaluate.Evaluation;
import mnist.evaluate.Evaluator;
import mnist.gate.JudgedModel;
import mnist.input.Broadcasts;
import mnist.input.RecordSchema;
import mnist.model.DigitModel;
import mnist.robustness.AcceptanceThresholds;
import mnist.robustness.Corruption;
import mnist.robustness.RobustnessEvaluator;
import mnist.score.LocalScorer;
import mnist.score.PredictionSchema;
import mnist.score.ScoreSettings;
import mnist.score.Scorer;
import mnist.store.StoredVersion;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a version answers about labelled images. Close it when all has been computed. */
final class AskedVersion implements AutoCloseable {
  /** What to do with data that a champion can't be compared on. */
  static final String OTHER_STORE = "retrain into a store of its own";

  /** Of each kind one: noise, a blur, and what a hand does. */
  private static final List<Corruption> CHANGES =
      List.of(
          Corruption.SHOT_NOISE, Corruption.MOTION_BLUR, Corruption.ROTATE, Corruption.TRANSLATE);

  /** Of the changes: the same in every judging. */
  private static final long SEED = 0x6a75646765L;

  private static final int CHANGED_IMAGES = 500;

  private static final int TIMED_IMAGES = 256;

  private static final int TIMED_ROUNDS = 5;

  private final StoredVersion version;
  private final DigitModel model;
  private final ScoreSettings settings;
  private final Scorer scorer;
  private final Dataset<Row> images;
  private final Dataset<Row> predictions;
  private Evaluation evaluation;

  private AskedVersion(
      StoredVersion version,
      DigitModel model,
      ScoreSettings settings,
      Scorer scorer,
      Dataset<Row> images) {
    this.version = version;
    this.model = model;
    this.settings = settings;
    this.scorer = scorer;
    this.images = images;
    this.predictions = scorer.predictions(images).persist();
  }

  /**
   * Asks a version.
   *
   * @param labelled columns {@code id}, {@code image} and {@code label}; one or more
   * @throws InvalidInputException if it doesn't take one of the images
   */
  static AskedVersion about(
      Dataset<Row> labelled,
      StoredVersion version,
      JavaSparkContext spark,
      ScoreSettings settings) {
    DigitModel model = version.load(spark.hadoopConfiguration());
    AskedVersion asked =
        new AskedVersion(version, model, settings, new Scorer(spark, model, settings), labelled);
    try {
      asked.requireTaken();
      asked.evaluation = Evaluator.evaluate(asked.predictions, model.classes());
      return asked;
    } catch (RuntimeException e) {
      asked.close();
      throw e;
    }
  }

  private void requireTaken() {
    scorer.rejects(images).limit(1).collectAsList().stream()
        .findFirst()
        .ifPresent(
            rejected -> {
              throw new InvalidInputException(
                  "Cannot compare with %s: it doesn't take image %d, %s"
                      .formatted(version.name(), rejected.getLong(0), rejected.getString(1)),
                  OTHER_STORE);
            });
  }

  StoredVersion version() {
    return version;
  }

  Evaluation evaluation() {
    return evaluation;
  }

  /** How many images it gets right. */
  long right() {
    return evaluation.confusionMatrix().correct();
  }

  /** Columns as of {@link PredictionSchema}. */
  Dataset<Row> predictions() {
    return predictions;
  }

  /**
   * Whether each image is right.
   *
   * @param name of the column
   * @return columns {@code id} and one of this name, boolean
   */
  Dataset<Row> rightAs(String name) {
    return predictions.select(
        col(PredictionSchema.ID),
        col(PredictionSchema.PREDICTION).equalTo(col(PredictionSchema.LABEL)).as(name));
  }

  /** What a gate wants to know of it. */
  JudgedModel figures() {
    return new JudgedModel(
        version.name(),
        robustness(),
        ConfidenceHistogram.of(predictions).calibrationError(),
        evaluation.loss(),
        version.manifest().network().parameters(),
        microsecondsPerImage());
  }

  /** Null for images that can't be changed. */
  private Double robustness() {
    return model.height() == Corruption.SIDE && model.width() == Corruption.SIDE
        ? new RobustnessEvaluator(
                scorer,
                AcceptanceThresholds.of(Optional.empty()),
                images
                    .orderBy(xxhash64(col(RecordSchema.IMAGE)), col(RecordSchema.ID))
                    .limit(CHANGED_IMAGES))
            .mean(CHANGES, SEED)
        : null;
  }

  /** The fastest of some rounds on the driver, which other work disturbs least. */
  private double microsecondsPerImage() {
    List<byte[]> timed =
        images.select(RecordSchema.IMAGE).limit(TIMED_IMAGES).collectAsList().stream()
            .map(row -> row.<byte[]>getAs(0))
            .collect(Collectors.toList());
    try (LocalScorer local = new LocalScorer(model, settings)) {
      long fastest =
          IntStream.range(0, TIMED_ROUNDS)
              .mapToLong(
                  round -> {
                    long began = System.nanoTime();
                    local.predictions(timed);
                    return System.nanoTime() - began;
                  })
              .min()
              .orElseThrow();
      return fastest / 1000.0 / timed.size();
    }
  }

  @Override
  public void close() {
    Broadcasts.unlessStopping(images.sparkSession().sparkContext(), predictions::unpersist);
    scorer.close();
  }
}
