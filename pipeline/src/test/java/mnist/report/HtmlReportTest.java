package mnist.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import mnist.store.TrainingData;
import mnist.testing.SparkExtension;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class HtmlReportTest {

  private static EvaluatedModel model;
  private static String page;
  private static String bare;

  @BeforeAll
  static void makePages(SparkSession spark) {
    model = ReportSample.model(spark);
    page = HtmlReport.of(model);
    bare = HtmlReport.of(ReportSample.bare(spark));
  }

  private static List<String> headings(String html) {
    return Pattern.compile("<h2>(.*?)</h2>").matcher(html).results().map(m -> m.group(1)).toList();
  }

  @Test
  void hasASectionForAllThatIsKnown() {
    assertThat(headings(page))
        .containsExactly(
            "Against v0001",
            "Training",
            "Confusion matrix",
            "Classes",
            "Worst mistakes",
            "Confidence",
            "Robustness",
            "Times",
            "Provenance");
    assertThat(headings(bare))
        .containsExactly(
            "Confusion matrix", "Classes", "Worst mistakes", "Confidence", "Provenance");
  }

  @Test
  void figuresStandThereInFull() {
    assertThat(page)
        .contains("<data id=\"accuracy\" value=\"" + 147.0 / 153 + "\">96.08 %</data>")
        .contains("<data id=\"examples\" value=\"153\">153</data>")
        .contains("<data id=\"only_first\" value=\"3\">3</data>")
        .contains("<data id=\"accuracy_corrected\"")
        .contains("<data id=\"views_accuracy\" value=\"1.0\">100.00 %</data>");
  }

  @Test
  void theWorstMistakesHaveMapsOfWhereTheyComeFrom() {
    assertThat(page)
        .contains("The colours beside each image say where its wrong answer comes from.")
        .contains(
            "alt=\"what speaks for 1 is most in the upper left, what speaks against it in the lower right\"")
        .containsOnlyOnce("sure<br>strongest colour 43.2 %<br>image 97<");
    assertThat(bare).doesNotContain("colours beside", "strongest colour");
  }

  @Test
  void whatWasGivenIsNoMarkup() {
    assertThat(page)
        .contains("shift by 2 &lt;px&gt;", "it&#39;s &lt;data&gt;")
        .doesNotContain("<px>", "it's <data>");
  }

  @Test
  void nothingIsFetchedAndNoScriptRuns() {
    assertThat(page)
        .doesNotContain("http:", "https:", "//", "<script", "@import", "<link")
        .contains("default-src 'none'")
        .contains("src=\"data:image/png;base64,");
  }

  @Test
  void everyIdIsOnce() {
    List<String> ids =
        Pattern.compile(" id=\"([^\"]+)\"")
            .matcher(page)
            .results()
            .map((MatchResult match) -> match.group(1))
            .toList();

    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void isTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("de-DE"));
      assertThat(HtmlReport.of(model)).isEqualTo(page);
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(HtmlReport.of(model)).isEqualTo(page);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void saysHowToMakeTheModelAgain() {
    assertThat(Recipe.commands(ReportSample.manifest("v0001")))
        .isEqualTo(
            """
            cat > again.conf <<'END'
            data.classes = 3
            data.validation-fraction = 0.25
            model.architecture = lenet
            seed = 42
            train.epochs = 2
            END
            jobs/bin/submit train --config again.conf --data 'it'\\''s <data>' --store again
            """);
  }

  @Test
  void saysWhatIdxFilesNeedWhoseHoldOutIsAnother() {
    TrainingData data = new TrainingData("0123abcd", "/digits", 7L, null, null, Map.of());

    assertThat(Recipe.commands(ReportSample.manifest("v0001", data)))
        .endsWith(
            """
            END
            # if '/digits' is of IDX files, give --data again-data to train, after
            # jobs/bin/submit ingest --config again.conf --seed 7 --input '/digits' --output again-data
            jobs/bin/submit train --config again.conf --data '/digits' --store again
            """);
  }

  /** As the job repeat does it. */
  @Test
  void makesTheHoldOutAgainWhoseSeedIsAnother() {
    TrainingData data =
        new TrainingData("0123abcd", Recipe.BUNDLED, 7L, 0.25, "group", Map.of("train", 4L));

    assertThat(Recipe.commands(ReportSample.manifest("v0001", data)))
        .isEqualTo(
            """
            cat > again.conf <<'END'
            data.classes = 3
            data.hold-out-by = group
            data.validation-fraction = 0.25
            model.architecture = lenet
            seed = 42
            train.epochs = 2
            END
            jobs/bin/submit ingest --config again.conf --seed 7 --output again-data
            jobs/bin/submit train --config again.conf --data again-data --store again
            """);
  }
}
