package mnist.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import mnist.files.JsonFiles;
import mnist.html.Numbers;
import mnist.robustness.PrintedFonts;
import mnist.robustness.Robustness;
import mnist.robustness.Robustness.FontScore;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Accuracy on changed images as files:
 *
 * <pre>
 * robustness.json            mean, rows, fonts, fonts that were skipped and why
 * robustness.parquet/        a row for each change
 * robustness.csv/            the same with a header line, in one part file
 * robustness_fonts.parquet/  a row for each font; only if there are any
 * robustness_fonts.csv/
 * robustness.png             bars, on a machine that has fonts
 * </pre>
 */
public final class RobustnessReport {

  private static final String NAME = "robustness";

  private RobustnessReport() {}

  /** What {@code robustness.json} holds. */
  private record RobustnessFile(
      double mean,
      ArrayNode rows,
      List<FontScore> fonts,
      List<PrintedFonts.Skipped> skippedFonts) {}

  /**
   * Writes the files.
   *
   * @param directory exists or not, but holds none of them; the caller publishes it
   * @throws mnist.InvalidInputException if the JSON or the picture exists or can't be written
   */
  public static void write(SparkSession spark, Robustness robustness, Path directory) {
    Configuration conf = spark.sessionState().newHadoopConf();
    EvaluationReport.writeTable(
        Figures.ROBUSTNESS.table(spark, robustness.rows()), directory, NAME);
    if (!robustness.fonts().isEmpty()) {
      EvaluationReport.writeTable(fonts(spark, robustness), directory, NAME + "_fonts");
    }
    if (Canvas.canDrawText()) {
      PngFiles.write(
          RobustnessChart.of(robustness).drawing(), new Path(directory, NAME + ".png"), conf);
    }
    RobustnessFile file =
        new RobustnessFile(
            robustness.mean(),
            Figures.ROBUSTNESS.json(robustness.rows()),
            robustness.fonts(),
            robustness.skipped());
    JsonFiles.write(new Path(directory, NAME + ".json"), file, conf);
  }

  /** For a terminal: a line for each change, and the mean. */
  public static TextTable table(Robustness robustness) {
    List<List<String>> lines =
        new ArrayList<>(
            robustness.rows().stream()
                .map(
                    row ->
                        List.of(
                            row.name(),
                            row.exposure().label(),
                            Numbers.percent(row.accuracy(), 2),
                            Numbers.percent(row.interval().low(), 2),
                            Numbers.percent(row.interval().high(), 2)))
                .toList());
    lines.add(List.of("mean of MNIST-C's 15", "", Numbers.percent(robustness.mean(), 2), "", ""));
    return new TextTable(List.of("change", "in training", "accuracy", "low", "high"), lines, 2);
  }

  /** For a terminal: a line for each font. */
  public static TextTable fontTable(Robustness robustness) {
    return new TextTable(
        List.of("font", "file", "SHA-256", "of 10"),
        robustness.fonts().stream()
            .map(
                font ->
                    List.of(
                        font.font(), font.file(), font.sha256(), String.valueOf(font.correct())))
            .toList(),
        3);
  }

  private static Dataset<Row> fonts(SparkSession spark, Robustness robustness) {
    StructType schema =
        new StructType()
            .add("file", DataTypes.StringType, false)
            .add("font", DataTypes.StringType, false)
            .add("sha256", DataTypes.StringType, false)
            .add("correct", DataTypes.IntegerType, false);
    List<Row> rows =
        robustness.fonts().stream()
            .map(font -> RowFactory.create(font.file(), font.font(), font.sha256(), font.correct()))
            .toList();
    return spark.createDataFrame(rows, schema).coalesce(1);
  }
}
