package mnist.robustness;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mnist.input.Broadcasts;
import mnist.input.RecordSchema;
import mnist.robustness.Robustness.FontScore;
import mnist.score.PredictionSchema;
import mnist.score.Scorer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From test images to {@link Robustness}: scores them as they are, changed, and others. Changed
 * images are made where they are scored and never stored.
 */
public final class RobustnessEvaluator {

  private static final Logger LOG = LoggerFactory.getLogger(RobustnessEvaluator.class);

  private static final int DIGITS = 10;

  /** Digits that may stand beside others, at most: each task is sent them. */
  private static final int OTHERS = 500;

  private static final StructType SCHEMA =
      RecordSchema.of(RecordSchema.ID, RecordSchema.IMAGE, RecordSchema.LABEL);

  private static final StructType IMAGE = RecordSchema.of(RecordSchema.IMAGE);

  private static final Column RIGHT =
      col(PredictionSchema.PREDICTION).equalTo(col(PredictionSchema.LABEL));

  private final Scorer scorer;
  private final AcceptanceThresholds thresholds;
  private final Dataset<Row> records;
  private EnergyHistogram digits;

  /**
   * @param scorer of a model for images of 28 x 28
   * @param thresholds the model's
   * @param records columns {@code id}, {@code image} and {@code label}; images of 28 x 28
   */
  public RobustnessEvaluator(Scorer scorer, AcceptanceThresholds thresholds, Dataset<Row> records) {
    this.scorer = scorer;
    this.thresholds = thresholds;
    this.records = records;
  }

  /**
   * Scores the images, every {@link Corruption} of them, one Spark job each, and every {@link
   * NonDigit}.
   *
   * @param classes of the model; printed digits and non-digits are left out unless there are ten
   * @param trainingSettings the model's, by key
   * @param seed of all randomness
   * @param fonts whose digits and letters are scored as well
   */
  public Robustness evaluate(
      int classes, Map<String, String> trainingSettings, long seed, PrintedFonts fonts) {
    Originals originals = Originals.of(records, seed, fonts);
    List<byte[]> digits = originals.digits();
    List<byte[]> others = digits.subList(0, Math.min(OTHERS, digits.size()));
    List<RobustnessRow> rows = new ArrayList<>();
    // Nothing was to be reached by training.
    rows.add(row(Robustness.AS_THEY_ARE, records, 0, Exposure.TRAINED));
    for (Corruption corruption : Corruption.values()) {
      rows.add(
          row(
              corruption.label(),
              corrupted(records, corruption, others, seed),
              0,
              corruption.exposure(trainingSettings)));
    }
    List<FontScore> scores = List.of();
    List<NonDigitRow> nonDigits = List.of();
    if (classes == DIGITS) {
      if (!fonts.fonts().isEmpty()) {
        Dataset<Row> printed = printed(fonts.fonts());
        scores = scores(scorer.predictions(printed), fonts.fonts());
        rows.add(row(Robustness.PRINTED, printed, 0, Exposure.NEVER));
      }
      nonDigits = nonDigits(seed, originals);
    }
    return new Robustness(rows, nonDigits, scores, fonts.skipped());
  }

  /**
   * Scores images.
   *
   * @param images columns {@code id}, {@code image} and {@code label}; images of 28 x 28
   * @param refused how many more there are that the model can't take, which are mistakes
   */
  public RobustnessRow row(String name, Dataset<Row> images, long refused, Exposure exposure) {
    Acceptance acceptance = Acceptance.of(scorer.predictions(images), RIGHT, thresholds);
    RobustnessRow row = RobustnessRow.of(name, acceptance.withRefused(refused), exposure);
    LOG.info("{}: accuracy {}", name, row.accuracy());
    return row;
  }

  /**
   * Mean accuracy on changed images, each change as much as every other; 0..1.
   *
   * @param changes one or more, a Spark job each; none that puts other digits beside an image's
   * @param seed of all randomness
   */
  public double mean(List<Corruption> changes, long seed) {
    return changes.stream()
        .map(
            change ->
                row(change.label(), corrupted(records, change, List.of(), seed), 0, Exposure.NEVER))
        .mapToDouble(RobustnessRow::accuracy)
        .average()
        .orElseThrow();
  }

  /**
   * Scores images that show no digit.
   *
   * @param images one or more; their last column is the image, 28 x 28, or null if it is refused
   *     before a model sees it
   */
  public NonDigitRow nonDigits(String name, Dataset<Row> images) {
    if (digits == null) {
      digits = EnergyHistogram.of(scorer.predictions(records));
    }
    // Read twice, and each time they'd be computed again.
    Dataset<Row> predictions = scorer.predicted(images).persist();
    try {
      EnergyHistogram energies = EnergyHistogram.of(predictions);
      NonDigitRow row =
          new NonDigitRow(
              name,
              energies.images(),
              energies.withoutEnergy(),
              digits.auroc(energies),
              digits.falsePositiveRate(energies),
              Acceptance.of(predictions, lit(false), thresholds));
      LOG.info("{}: AUROC {}", name, row.auroc());
      return row;
    } finally {
      Broadcasts.unlessStopping(images.sparkSession().sparkContext(), predictions::unpersist);
    }
  }

  private List<NonDigitRow> nonDigits(long seed, Originals originals) {
    List<NonDigitRow> rows = new ArrayList<>();
    for (NonDigit kind : NonDigit.values()) {
      List<Row> images =
          kind.images(seed, originals).stream()
              .map(image -> RowFactory.create((Object) image))
              .toList();
      if (!images.isEmpty()) {
        rows.add(nonDigits(kind.label(), spark().createDataFrame(images, IMAGE)));
      }
    }
    return rows;
  }

  /**
   * The records with their images corrupted, in the same partitions.
   *
   * @param others images whose digits may stand beside theirs
   */
  static Dataset<Row> corrupted(
      Dataset<Row> records, Corruption corruption, List<byte[]> others, long seed) {
    return records
        .select(RecordSchema.ID, RecordSchema.IMAGE, RecordSchema.LABEL)
        .map(new CorruptImages(corruption, others, seed), Encoders.row(SCHEMA));
  }

  private Dataset<Row> printed(List<PrintedFont> fonts) {
    List<Row> images = new ArrayList<>();
    for (PrintedFont font : fonts) {
      for (int digit = 0; digit < DIGITS; digit++) {
        images.add(RowFactory.create((long) images.size(), font.digits().get(digit), digit));
      }
    }
    return spark().createDataFrame(images, SCHEMA);
  }

  private static List<FontScore> scores(Dataset<Row> predictions, List<PrintedFont> fonts) {
    List<Row> correct =
        predictions
            .groupBy(floor(col(PredictionSchema.ID).divide(DIGITS)).as("font"))
            .agg(sum(when(RIGHT, 1).otherwise(0)))
            .orderBy("font")
            .collectAsList();
    List<FontScore> scores = new ArrayList<>();
    for (Row row : correct) {
      PrintedFont font = fonts.get((int) row.getLong(0));
      scores.add(new FontScore(font.file(), font.name(), font.sha256(), (int) row.getLong(1)));
    }
    return scores;
  }

  private SparkSession spark() {
    return records.sparkSession();
  }
}
