package mnist.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mnist.InvalidInputException;
import mnist.evaluate.Assessment;
import mnist.evaluate.Assessment.Calibrated;
import mnist.evaluate.Evaluation;
import mnist.files.JsonFiles;
import mnist.files.NewFile;
import mnist.files.StorageFailure;
import mnist.html.Drawing;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An evaluation as files. Each table is there as Parquet and as CSV, with a header line and in one
 * part file:
 *
 * <pre>
 * report.html                        all of it for people, in a page that needs nothing else
 * metrics.json                       all of it for programs, see {@link MetricsFile}
 * per_class.parquet/ .csv/           see {@link EvaluationTables#perClass}
 * confusion_matrix.parquet/ .csv/    see {@link EvaluationTables#confusionMatrix}
 * confusions.parquet/ .csv/          see {@link EvaluationTables#confusions}
 * reliability.parquet/ .csv/         see {@link EvaluationTables#reliability}
 * coverage.parquet/ .csv/            see {@link EvaluationTables#coverage}
 * confusion_matrix.png
 * calibration.png
 * coverage.png
 * loss_curves.png                    only if the epochs of the training are given
 * </pre>
 */
public final class EvaluationReport {

  private static final Logger LOG = LoggerFactory.getLogger(EvaluationReport.class);

  private static final String METRICS = "metrics.json";

  /** The page. */
  public static final String PAGE = "report.html";

  private EvaluationReport() {}

  /**
   * Writes the report. Pictures are left out, with a warning, on a machine that has no fonts: they
   * aren't worth the figures. The page needs none.
   *
   * @param directory exists or not, but holds none of the files; the caller publishes it, so that
   *     nobody sees half a report
   * @return what was written, by name
   * @throws InvalidInputException if a file exists or can't be written
   */
  public static List<Path> write(SparkSession spark, EvaluatedModel model, Path directory) {
    Configuration conf = spark.sessionState().newHadoopConf();
    Assessment assessment = model.assessment();
    Evaluation evaluation = assessment.evaluation();
    List<Path> written = new ArrayList<>();
    Map<String, Dataset<Row>> tables =
        Map.of(
            "confusion_matrix", EvaluationTables.confusionMatrix(spark, evaluation),
            "per_class", EvaluationTables.perClass(spark, evaluation),
            "confusions", EvaluationTables.confusions(spark, assessment.confusions()),
            "reliability", EvaluationTables.reliability(spark, assessment.confidences()),
            "coverage", EvaluationTables.coverage(spark, assessment.confidences()));
    tables.forEach((name, table) -> written.addAll(writeTable(table, directory, name)));

    if (Canvas.canDrawText()) {
      drawings(model)
          .forEach(
              (name, drawing) -> {
                Path file = new Path(directory, name + ".png");
                PngFiles.write(drawing, file, conf);
                written.add(file);
              });
    } else {
      LOG.warn(
          "No pictures were drawn in {}: this machine has no fonts; install fontconfig and a font, "
              + "such as fonts-dejavu-core",
          directory);
    }

    Path metrics = new Path(directory, METRICS);
    JsonFiles.write(metrics, MetricsFile.json(model), conf);
    written.add(metrics);
    Path page = new Path(directory, PAGE);
    writeText(HtmlReport.of(model), page, conf);
    written.add(page);
    return written.stream().sorted().toList();
  }

  private static Map<String, Drawing> drawings(EvaluatedModel model) {
    Assessment assessment = model.assessment();
    Map<String, Drawing> drawings = new HashMap<>();
    drawings.put("confusion_matrix", ConfusionMatrixChart.of(assessment.evaluation()).drawing());
    drawings.put(
        "calibration",
        ConfidenceCharts.reliability(
                assessment.confidences(), assessment.calibrated().map(Calibrated::confidences))
            .drawing());
    drawings.put("coverage", ConfidenceCharts.riskCoverage(assessment.confidences()).drawing());
    if (!model.epochs().isEmpty()) {
      int kept = model.manifest().training().bestEpoch();
      drawings.put("loss_curves", TrainingCharts.drawing(model.epochs(), kept));
    }
    return drawings;
  }

  static void writeText(String text, Path file, Configuration conf) {
    try (OutputStream out = NewFile.create(file, conf)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw StorageFailure.of("Cannot write " + file, "choose another output", e);
    }
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
    requireKey("confusion_matrix", metrics.confusionMatrix(), file);
    try {
      return metrics.toEvaluation();
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "Cannot read %s: %s".formatted(file, e.getMessage()), "evaluate again", e);
    }
  }

  /**
   * Of the model that was evaluated.
   *
   * @param directory where {@link #write} wrote
   * @throws InvalidInputException if it holds no {@code metrics.json}, or one of an earlier release
   */
  public static String modelHash(Path directory, Configuration conf) {
    Path file = new Path(directory, METRICS);
    String hash = JsonFiles.read(file, MetricsFile.class, conf).modelHash();
    requireKey("model_hash", hash, file);
    return hash;
  }

  private static void requireKey(String key, Object value, Path file) {
    if (value == null) {
      throw new InvalidInputException(
          "Cannot read %s: expected key '%s', but it is missing".formatted(file, key),
          "evaluate again");
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
