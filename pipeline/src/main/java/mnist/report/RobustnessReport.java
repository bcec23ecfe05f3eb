package mnist.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import mnist.files.JsonFiles;
import mnist.html.Numbers;
import mnist.robustness.NonDigitRow;
import mnist.robustness.PrintedFonts;
import mnist.robustness.Robustness;
import mnist.robustness.Robustness.FontScore;
import mnist.robustness.RobustnessRow;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Accuracy on changed images as files:
 *
 * <pre>
 * robustness.json                 means, worst, rows, non-digits, fonts, fonts that were skipped and why
 * robustness.parquet/             a row for each change
 * robustness.csv/                 the same with a header line, in one part file
 * robustness_non_digits.parquet/  a row for each kind of images without a digit; only if there are any
 * robustness_non_digits.csv/
 * robustness_fonts.parquet/       a row for each font; only if there are any
 * robustness_fonts.csv/
 * robustness.png                  bars, on a machine that has fonts
 * </pre>
 */
public final class RobustnessReport {

  private static final String NAME = "robustness";

  private static final FigureList<RobustnessRow> ROWS =
      Figures.ROBUSTNESS.and(Figures.ACCEPTED_COUNTS);

  private RobustnessReport() {}

  /** What {@code robustness.json} holds. */
  private record RobustnessFile(
      double mean,
      JsonNode worst,
      ArrayNode rows,
      Double auroc,
      Double fpr95,
      ArrayNode nonDigits,
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
    EvaluationReport.writeTable(ROWS.table(spark, robustness.rows()), directory, NAME);
    if (!robustness.nonDigits().isEmpty()) {
      EvaluationReport.writeTable(
          Figures.NON_DIGITS.table(spark, robustness.nonDigits()), directory, NAME + "_non_digits");
    }
    if (!robustness.fonts().isEmpty()) {
      FigureList<FontScore> fonts =
          FigureList.of(Figures.FONT_FILE, Figures.FONT, Figures.FONT_SHA256, Figures.FONT_CORRECT);
      EvaluationReport.writeTable(
          fonts.table(spark, robustness.fonts()), directory, NAME + "_fonts");
    }
    if (Canvas.canDrawText()) {
      PngFiles.write(
          RobustnessChart.of(robustness).drawing(), new Path(directory, NAME + ".png"), conf);
    }
    RobustnessFile file =
        new RobustnessFile(
            robustness.mean(),
            ROWS.json(List.of(robustness.worst())).get(0),
            ROWS.json(robustness.rows()),
            robustness.meanOfNonDigits(NonDigitRow::auroc).orElse(null),
            robustness.meanOfNonDigits(NonDigitRow::falsePositiveRate).orElse(null),
            Figures.NON_DIGITS.json(robustness.nonDigits()),
            robustness.fonts(),
            robustness.skipped());
    JsonFiles.write(new Path(directory, NAME + ".json"), file, conf);
  }

  /** For a terminal: a line for each change, and MNIST-C's mean and worst. */
  public static TextTable table(Robustness robustness) {
    FigureList<RobustnessRow> figures =
        FigureList.of(
            Figures.CHANGE,
            Figures.EXPOSURE,
            Figures.CHANGE_ACCURACY,
            Figures.CHANGE_LOW,
            Figures.CHANGE_HIGH,
            Figures.CHANGE_COVERAGE,
            Figures.CHANGE_ERROR_RATE);
    List<List<String>> lines =
        new ArrayList<>(robustness.rows().stream().map(figures::texts).toList());
    lines.add(
        List.of("mean of MNIST-C's 15", "", Numbers.percent(robustness.mean(), 2), "", "", "", ""));
    List<String> worst = new ArrayList<>(figures.texts(robustness.worst()));
    worst.set(0, "worst of them: " + robustness.worst().name());
    lines.add(worst);
    return new TextTable(figures.titles(), lines, 2);
  }

  /** For a terminal: a line for each kind of images without a digit. */
  public static TextTable nonDigitTable(Robustness robustness) {
    return new TextTable(
        Figures.NON_DIGITS.titles(),
        robustness.nonDigits().stream().map(Figures.NON_DIGITS::texts).toList());
  }

  /** For a terminal: a line for each font. */
  public static TextTable fontTable(Robustness robustness) {
    FigureList<FontScore> figures =
        FigureList.of(Figures.FONT, Figures.FONT_FILE, Figures.FONT_SHA256, Figures.FONT_CORRECT);
    return new TextTable(
        figures.titles(), robustness.fonts().stream().map(figures::texts).toList(), 3);
  }
}
