package mnist.report;

import static org.assertj.core.api.Assertions.assertThat;

import mnist.evaluate.Comparison;
import mnist.store.StoredVersion;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

class ComparisonVerdictTest {

  private static StoredVersion version(String path, String name) {
    return new StoredVersion(new Path(path), ReportSample.manifest(name));
  }

  @Test
  void saysWhichIsBetterByHowMuch() {
    assertThat(ComparisonVerdict.of(new Comparison(9900, 10, 40, 50), "v0002", "v0001"))
        .isEqualTo(
            "v0002 is better than v0001 by 0.30 percentage points: it alone got 40 images right, the"
                + " other one 10, which chance alone would do with probability below 0.0001");
    assertThat(ComparisonVerdict.of(new Comparison(9900, 40, 10, 50), "v0002", "v0001"))
        .startsWith("v0001 is better than v0002 by 0.30 percentage points: it alone got 40 ");
  }

  @Test
  void saysWhenItMayBeChance() {
    assertThat(ComparisonVerdict.of(new Comparison(9900, 20, 25, 55), "v0002", "v0001"))
        .isEqualTo(
            "v0002 is ahead of v0001 by 0.05 percentage points, which may be chance: it alone got 25"
                + " images right, the other one 20, and equally good models differ so much with"
                + " probability 0.5515");
  }

  @Test
  void saysWhenNeitherIsAhead() {
    assertThat(ComparisonVerdict.of(new Comparison(90, 3, 3, 4), "v0002", "v0001"))
        .isEqualTo("v0002 and v0001 are equally good: each alone got 3 images right");
  }

  @Test
  void versionsOfOneNameAreToldApartByTheirStores() {
    StoredVersion first = version("file:/a/store/versions/v0001", "v0001");
    StoredVersion second = version("hdfs://n/store/versions/v0001", "v0001");

    assertThat(ComparisonVerdict.name(first, second)).isEqualTo("v0001 in /a/store");
    assertThat(ComparisonVerdict.name(second, first)).isEqualTo("v0001 in hdfs://n/store");
    assertThat(ComparisonVerdict.name(first, version("file:/a/store/versions/v0002", "v0002")))
        .isEqualTo("v0001");
    assertThat(ComparisonVerdict.name(version("/v0001", "v0001"), first)).isEqualTo("/v0001");
  }
}
