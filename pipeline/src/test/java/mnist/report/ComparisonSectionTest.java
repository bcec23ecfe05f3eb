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
  void probabilitiesThatRoundToZeroAreNotWrittenSo() {
    String html =
        ComparisonSection.of(
            new Comparison(9000, 10, 100, 5),
            version("file:/b/versions/v0001", "v0001"),
            version("file:/a/versions/v0001", "v0001"));

    assertThat(html)
        .contains("<h2>Against v0001 in /a</h2>", "p <data id=\"p_value\"", ">&lt; 0.0001</data>")
        .contains("<td class=\"text\">v0001 in /b</td>")
        // 90 of 9,115, and 1.96 standard errors of 0.1146 points
        .contains(">0.99</data> points, 95 % interval 0.76 to 1.21;")
        .doesNotContain("0.0000");
  }
}
