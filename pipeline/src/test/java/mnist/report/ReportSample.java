package mnist.report;

import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.calibration.Calibration;
import mnist.calibration.Calibration.Threshold;
import mnist.evaluate.Assessment;
import mnist.evaluate.Assessor;
import mnist.evaluate.Evaluation;
import mnist.evaluate.Evaluator;
import mnist.evaluate.Interval;
import mnist.input.Split;
import mnist.records.LabelErrors;
import mnist.records.LabelErrors.WrongLabel;
import mnist.robustness.Acceptance;
import mnist.robustness.Exposure;
import mnist.robustness.NonDigitRow;
import mnist.robustness.Robustness;
import mnist.robustness.RobustnessRow;
import mnist.score.OcclusionMap;
import mnist.score.PredictionSchema;
import mnist.store.Manifest;
import mnist.store.NetworkSummary;
import mnist.store.Provenance;
import mnist.store.StoredVersion;
import mnist.store.TrainingData;
import mnist.store.TrainingRun;
import mnist.transform.Normalisation;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** A model on 153 images of three classes, of which it reads 147 rightly. */
final class ReportSample {

  /** Truth, prediction, how often. */
  private static final int[][] COUNTS = {{0, 0, 97}, {0, 1, 3}, {1, 1, 50}, {1, 2, 1}, {2, 0, 2}};

  private ReportSample() {}

  /** With all that a report may have. */
  static EvaluatedModel model(SparkSession spark) {
    Dataset<Row> predictions = predictions(spark);
    Calibration calibration =
        new Calibration(80, 1.5, 0.4, 0.3, List.of(new Threshold(0.01, 0.75f, 60, 0)), null);
    Assessment assessment =
        Assessor.assess(
            predictions,
            3,
            Optional.of(calibration),
            Optional.of(new LabelErrors(Map.of(97L, new WrongLabel(0, 1)))),
            // Reads three more of class 0, and nothing else.
            Optional.of(predictions.withColumn("prediction", functions.lit(0))));
    return new EvaluatedModel(
        version("v0002"),
        Split.TEST,
        assessment,
        Optional.of(version("v0001")),
        List.of(
            new LearningCurvePoint(1, 0.5, 0.3, 0.9), new LearningCurvePoint(2, 0.3, 0.2, 0.95)),
        Map.of(97L, new BufferedImage(6, 5, BufferedImage.TYPE_INT_RGB)),
        Map.of(97L, new OcclusionMap(5, 6, occlusion())),
        List.of(new EvaluatedModel.Stage("evaluate", 2.5)),
        Optional.of(
            new Robustness(
                List.of(
                    changed("shot_noise", 0.7, Exposure.NEVER),
                    changed("shift by 2 <px>", 0.9, Exposure.TRAINED),
                    changed("shift by 6 <px>", 0.4, Exposure.WEAKER),
                    changed("inverted", 0.2, Exposure.NEVER)),
                List.of(new NonDigitRow("<noise>", 100, 0, 0.9, 0.4, acceptance(100))),
                List.of(),
                List.of())),
        Optional.of(new EvaluatedModel.Views(8, ofViews(predictions))));
  }

  /** Reads all of class 0. */
  private static Evaluation ofViews(Dataset<Row> predictions) {
    return Evaluator.evaluate(
        predictions.where("label = 0").withColumn("prediction", functions.lit(0)), 3);
  }

  /** With no more than a report must have. */
  static EvaluatedModel bare(SparkSession spark) {
    return new EvaluatedModel(
        version("v0001"),
        Split.VALIDATION,
        Assessor.assess(
            predictions(spark), 3, Optional.empty(), Optional.empty(), Optional.empty()),
        Optional.empty(),
        List.of(),
        Map.of(),
        Map.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** The upper left speaks for the answer, the lower right half as much against it. */
  private static float[] occlusion() {
    float[] drops = new float[5 * 6];
    drops[0] = 0.432f;
    drops[29] = -0.216f;
    return drops;
  }

  private static RobustnessRow changed(String name, double accuracy, Exposure exposure) {
    return new RobustnessRow(
        name,
        100,
        accuracy,
        new Interval(accuracy - 0.05, accuracy + 0.04),
        exposure,
        acceptance(Math.round(100 - 100 * accuracy)));
  }

  /** Half of 100 images, an error among them. */
  private static Acceptance acceptance(long errors) {
    Optional<Acceptance.Accepted> half = Optional.of(new Acceptance.Accepted(50, 1, 100));
    return new Acceptance(100, errors, half, half, half);
  }

  static StoredVersion version(String name) {
    return new StoredVersion(new Path("file:/store/versions/" + name), manifest(name));
  }

  static Manifest manifest(String version) {
    return manifest(
        version, new TrainingData("0123abcd", "it's <data>", 42L, 0.25, null, Map.of("train", 4L)));
  }

  static Manifest manifest(String version, TrainingData data) {
    return new Manifest(
        1,
        version,
        Instant.parse("2026-01-02T03:04:05Z"),
        "0123456789abcdef".repeat(4),
        Map.of(),
        new NetworkSummary("lenet", 6, 5, 3, 1234, Normalisation.SCALE_ONLY),
        new TrainingRun(
            "train",
            "f00dfeed",
            "avx2",
            42,
            Map.of("seed", "42", "train.epochs", "2", "model.architecture", "lenet"),
            data,
            Map.of(),
            1,
            2),
        new Provenance(Map.of("spark", "3.5.5"), "Linux 6", "amd64", "a processor", "c0ffee", "h"));
  }

  private static Dataset<Row> predictions(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (int[] count : COUNTS) {
      for (int i = 0; i < count[2]; i++) {
        boolean right = count[0] == count[1];
        float confidence = right ? 0.75f : 0.5f;
        float[] probability = new float[3];
        Arrays.fill(probability, (1 - confidence) / 2);
        probability[count[1]] = confidence;
        rows.add(
            RowFactory.create(
                (long) rows.size(), count[0], count[1], probability, confidence, -confidence));
      }
    }
    return spark.createDataFrame(rows, PredictionSchema.SCHEMA).repartition(2);
  }
}
