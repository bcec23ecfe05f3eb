package mnist.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import mnist.evaluate.Interval;
import mnist.robustness.Acceptance;
import mnist.robustness.Acceptance.Accepted;
import mnist.robustness.Corruption;
import mnist.robustness.Exposure;
import mnist.robustness.NonDigitRow;
import mnist.robustness.PrintedFonts;
import mnist.robustness.Robustness;
import mnist.robustness.Robustness.FontScore;
import mnist.robustness.RobustnessRow;
import mnist.testing.SparkExtension;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkExtension.class)
class RobustnessReportTest {

  @Test
  void writesWhatItWasGiven(SparkSession spark, @TempDir java.nio.file.Path local)
      throws Exception {
    RobustnessReport.write(spark, robustness(), new Path(local.toUri()));

    JsonNode file = new ObjectMapper().readTree(local.resolve("robustness.json").toFile());
    assertThat(file.get("mean").asDouble()).isEqualTo(0.5);
    assertThat(file.get("worst")).isEqualTo(file.get("rows").get(0));
    assertThat(file.get("rows").get(0).toString())
        .isEqualTo(
            "{\"name\":\"shot_noise\",\"examples\":100,\"accuracy\":0.5,\"low\":0.4,\"high\":0.6,"
                + "\"exposure\":\"trained on weaker\","
                + "\"novelty_coverage\":0.8,\"novelty_error_rate\":0.25,"
                + "\"confidence_coverage\":0.5,\"confidence_error_rate\":0.1,"
                + "\"both_coverage\":0.4,\"both_error_rate\":0.05,"
                + "\"novelty_accepted\":80,\"novelty_errors\":20,"
                + "\"confidence_accepted\":50,\"confidence_errors\":5,"
                + "\"both_accepted\":40,\"both_errors\":2}");
    assertThat(file.get("rows").get(15).toString())
        .endsWith("\"novelty_coverage\":0.0,\"novelty_accepted\":0,\"novelty_errors\":0}")
        .doesNotContain("error_rate", "both_");
    assertThat(file.get("auroc").asDouble()).isEqualTo(0.75);
    assertThat(file.get("fpr95").asDouble()).isEqualTo(0.5);
    assertThat(file.get("non_digits").get(0).toString())
        .isEqualTo(
            "{\"name\":\"noise\",\"examples\":10,\"rejected\":3,\"auroc\":0.75,\"fpr95\":0.5,"
                + "\"novelty_refused\":0.9,\"confidence_refused\":0.2,\"refused\":1.0}");
    assertThat(file.get("fonts").get(0).toString())
        .isEqualTo("{\"file\":\"a/b.ttf\",\"font\":\"B\",\"sha256\":\"ab12\",\"correct\":9}");
    assertThat(file.get("skipped_fonts").get(0).toString())
        .isEqualTo("{\"file\":\"a/tex.ttf\",\"reason\":\"it lacks digits\"}");
    List<Row> rows =
        spark.read().parquet(local.resolve("robustness.parquet").toString()).collectAsList();
    assertThat(rows).hasSize(16);
    assertThat(rows.get(15).<String>getAs("name")).isEqualTo("printed_digits");
    assertThat(rows.get(15).<Double>getAs("accuracy")).isEqualTo(0.9);
    assertThat(rows.get(0).<Double>getAs("both_coverage")).isEqualTo(0.4);
    assertThat(rows.get(15).<Double>getAs("both_coverage")).isNull();
    assertThat(rows.get(15).<Double>getAs("novelty_error_rate")).isNull();
    Row noise =
        spark.read().parquet(local.resolve("robustness_non_digits.parquet").toString()).first();
    assertThat(noise.<Double>getAs("auroc")).isEqualTo(0.75);
    List<Row> fonts =
        spark
            .read()
            .option("header", true)
            .csv(local.resolve("robustness_fonts.csv").toString())
            .collectAsList();
    assertThat(fonts.get(0).<String>getAs("sha256")).isEqualTo("ab12");
    assertThat(ImageIO.read(local.resolve("robustness.png").toFile()).getWidth()).isEqualTo(752);
  }

  @Test
  void tablesNameEachChangeAndFont() {
    String changes = RobustnessReport.table(robustness()).render();
    String fonts = RobustnessReport.fontTable(robustness()).render();

    assertThat(changes)
        .containsPattern(
            "shot_noise +trained on weaker +50.00 % +40.00 % +60.00 % +40.00 % +5.00 %\n")
        .containsPattern("printed_digits +never seen +90.00 % +60.00 % +98.00 %\n")
        .containsPattern("mean of MNIST-C's 15 +50.00 %\n")
        .containsPattern("worst of them: shot_noise +trained on weaker +50.00 % +40.00 %");
    assertThat(RobustnessReport.nonDigitTable(robustness()).render())
        .containsPattern("noise +10 +3 +75.00 % +50.00 % +90.00 % +20.00 % +100.00 %\n");
    assertThat(fonts).containsPattern("B +a/b.ttf +ab12 +9\n");
  }

  @Test
  void chartHasABarForEachChangeAndTheirMean() {
    String drawing = RobustnessChart.of(robustness()).drawing().content();

    assertThat(drawing)
        .contains(">shot_noise</text>", ">50.00 %</text>", ">printed_digits</text>")
        .contains(
            ">accuracy (MNIST-C&#39;s fifteen: 50.00 % on average, 50.00 % at worst, shot_noise)</text>")
        .contains(">trained on weaker</text>", ">never seen</text>")
        .doesNotContain(">trained on</text>");
  }

  /** Half of the images right whatever the corruption, and nine of ten printed digits. */
  private static Robustness robustness() {
    List<RobustnessRow> rows = new ArrayList<>();
    for (Corruption corruption : Corruption.ofMnistC()) {
      rows.add(
          new RobustnessRow(
              corruption.label(),
              100,
              0.5,
              new Interval(0.4, 0.6),
              Exposure.WEAKER,
              new Acceptance(
                  100,
                  50,
                  Optional.of(new Accepted(80, 20, 100)),
                  Optional.of(new Accepted(50, 5, 100)),
                  Optional.of(new Accepted(40, 2, 100)))));
    }
    rows.add(
        new RobustnessRow(
            Robustness.PRINTED,
            10,
            0.9,
            new Interval(0.6, 0.98),
            Exposure.NEVER,
            new Acceptance(
                10, 1, Optional.of(new Accepted(0, 0, 10)), Optional.empty(), Optional.empty())));
    Acceptance ofNoise =
        new Acceptance(
            10,
            10,
            Optional.of(new Accepted(1, 1, 10)),
            Optional.of(new Accepted(8, 8, 10)),
            Optional.of(new Accepted(0, 0, 10)));
    return new Robustness(
        rows,
        List.of(new NonDigitRow("noise", 10, 3, 0.75, 0.5, ofNoise)),
        List.of(new FontScore("a/b.ttf", "B", "ab12", 9)),
        List.of(new PrintedFonts.Skipped("a/tex.ttf", "it lacks digits")));
  }
}
