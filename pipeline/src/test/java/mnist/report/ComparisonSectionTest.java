package mnist.report;

import static org.assertj.core.api.Assertions.assertThat;

import mnist.evaluate.Comparison;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

class ComparisonSectionTest {

  private static StoredVersion version(String path, String name) {
    return new StoredVersion(new Path(path), ReportSample.manifest(name));
  }

  @Test
  void saysWhichIsBetterAndWhetherChanceExplainsIt() {
    assertThat(ComparisonSection.verdict(new Comparison(9000, 10, 100, 5), "a", "b"))
        .isEqualTo(
            "b is better. Chance hardly explains it: if neither were, a difference this large would come up with a probability below 0.0001.");
    assertThat(ComparisonSection.verdict(new Comparison(9000, 20, 5, 5), "a", "b"))
        .startsWith("a is better. ")
        .endsWith(" with a probability of 0.0041.");
    assertThat(ComparisonSection.verdict(new Comparison(9000, 3, 4, 5), "a", "b"))
        .isEqualTo(
            "b got more images right, but chance may explain it (p = 1.0000): these images can't tell which model is better.");
    assertThat(ComparisonSection.verdict(new Comparison(9000, 4, 4, 5), "a", "b"))
        .isEqualTo("Neither is better: both got the same number of images right.");
  }

  @Test
  void versionsOfOneNameAreToldApartByTheirStores() {
    StoredVersion first = version("file:/a/store/versions/v0001", "v0001");
    StoredVersion second = version("hdfs://n/store/versions/v0001", "v0001");

    assertThat(ComparisonSection.name(first, second)).isEqualTo("v0001 in /a/store");
    assertThat(ComparisonSection.name(second, first)).isEqualTo("v0001 in hdfs://n/store");
    assertThat(ComparisonSection.name(first, version("file:/a/store/versions/v0002", "v0002")))
        .isEqualTo("v0001");
    assertThat(ComparisonSection.name(version("/v0001", "v0001"), first)).isEqualTo("/v0001");
  }

  @Test
  void probabilitiesThatRoundToZeroAreNotWrittenSo() {
    String html =
        ComparisonSection.of(
            new Comparison(9000, 10, 100, 5),
            version("file:/b/versions/v0001", "v0001"),
            version("file:/a/versions/v0001", "v0001"));

    assertThat(html)
        .contains("<h2>Against v0001 in /a</h2>", "p <data id=\"p_value\"", ">&lt; 0.0001</data>")
        .contains("<td class=\"text\">v0001 in /b</td>")
        .doesNotContain("0.0000");
  }
}
