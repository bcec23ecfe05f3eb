package mnist.report;

import java.util.ArrayList;
import java.util.List;
import mnist.InvalidInputException;
import mnist.evaluate.Evaluation;
import mnist.files.JsonFiles;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An evaluation as files:
 *
 * <pre>
 * metrics.json               accuracy, loss, examples, confusion_matrix, per_class
 * per_class.parquet/         see {@link EvaluationTables#perClass}
 * per_class.csv/             the same with a header line, in one part file
 * confusion_matrix.parquet/  see {@link EvaluationTables#confusionMatrix}
 * confusion_matrix.csv/
 * confusion_matrix.png
 * loss_curves.png            only if curves are given
 * </pre>
 */
public final class EvaluationReport {

  private static final Logger LOG = LoggerFactory.getLogger(EvaluationReport.class);

  private static final String METRICS = "metrics.json";

  private EvaluationReport() {}

  /**
   * Writes the report. Pictures are left out, with a warning, on a machine that has no fonts: they
   * aren't worth the figures.
   *
   * @param curves the epochs of the model's training, in order; empty if they aren't known
   * @param bestEpoch the one of them whose model this is; anything if there are none
   * @param directory exists or not, but holds none of the files; the caller publishes it, so that
   *     nobody sees half a report
   * @return what was written, by name
   * @throws InvalidInputException if the metrics or a picture exist or can't be written
   */
  public static List<Path> write(
      SparkSession spark,
      Evaluation evaluation,
      List<LossCurves.Point> curves,
      int bestEpoch,
      Path directory) {
    Configuration conf = spark.sessionState().newHadoopConf();
    List<Path> written = new ArrayList<>();
    written.addAll(
        writeTable(
            EvaluationTables.confusionMatrix(spark, evaluation), directory, "confusion_matrix"));
    written.addAll(
        writeTable(EvaluationTables.perClass(spark, evaluation), directory, "per_class"));

    if (Canvas.canDrawText()) {
      Path matrixPicture = new Path(directory, "confusion_matrix.png");
      PngFiles.write(ConfusionMatrixPicture.draw(evaluation), matrixPicture, conf);
      written.add(matrixPicture);
      if (!curves.isEmpty()) {
        Path curvesPicture = new Path(directory, "loss_curves.png");
        PngFiles.write(LossCurves.draw(curves, bestEpoch), curvesPicture, conf);
        written.add(curvesPicture);
      }
    } else {
      LOG.warn(
          "No pictures were drawn in {}: this machine has no fonts; install fontconfig and a font, "
              + "such as fonts-dejavu-core",
          directory);
    }

    Path metrics = new Path(directory, METRICS);
    JsonFiles.write(metrics, MetricsFile.from(evaluation), conf);
    written.add(metrics);
    return written.stream().sorted().toList();
  }

  /**
   * Reads the evaluation back from a report.
   *
   * @param directory where {@link #write} wrote
   * @throws InvalidInputException if it holds no {@code metrics.json}, or one that isn't of an
   *     evaluation
   */
  public static Evaluation read(Path directory, Configuration conf) {
    Path file = new Path(directory, METRICS);
    MetricsFile metrics = JsonFiles.read(file, MetricsFile.class, conf);
    if (metrics.confusionMatrix() == null) {
      throw new InvalidInputException(
          "Cannot read %s: expected key 'confusion_matrix', but it is missing".formatted(file));
    }
    try {
      return metrics.toEvaluation();
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException("Cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  static List<Path> writeTable(Dataset<Row> table, Path directory, String name) {
    Path parquet = new Path(directory, name + ".parquet");
    Path csv = new Path(directory, name + ".csv");
    table.write().parquet(parquet.toString());
    table.write().option("header", true).csv(csv.toString());
    return List.of(parquet, csv);
  }
}
