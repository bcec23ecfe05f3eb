package mnist.examination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OrientationCheckTest {
  private static final View INVERTED = new View(false, false, false, true);
  private static final View MIRRORED = new View(false, false, true, false);

  @Test
  void viewThatExplainsMostOfTheOthersIsTold() {
    Finding finding = finding(500, 50, Map.of(INVERTED, ids(410), MIRRORED, ids(40))).orElseThrow();

    assertThat(finding.harmful()).isTrue();
    assertThat(finding.sentence())
        .isEqualTo(
            "of 500 images looked at, champion v0001 reads 50 as they are labelled, and 410 of the"
                + " other 450 once they are inverted");
    assertThat(finding.examples()).hasSize(Finding.EXAMPLES);
  }

  @Test
  void tenthOfTheImagesIsEnough() {
    assertThat(finding(500, 440, Map.of(MIRRORED, ids(40))))
        .hasValueSatisfying(finding -> assertThat(finding.harmful()).isTrue());
  }

  /** 20 of 500 are above the bound of a fiftieth; the lower end of their share isn't. */
  @Test
  void whatASampleMayHaveByChanceIsToldOnly() {
    assertThat(finding(500, 480, Map.of(MIRRORED, ids(20))))
        .hasValueSatisfying(finding -> assertThat(finding.harmful()).isFalse());
  }

  @Test
  void asManyAsByChanceAreNoFinding() {
    assertThat(finding(500, 50, Map.of(INVERTED, ids(60)))).isEmpty();
    assertThat(finding(500, 481, Map.of(INVERTED, ids(19)))).isEmpty();
    assertThat(finding(500, 400, Map.of())).isEmpty();
  }

  private static Optional<Finding> finding(int images, int asTheyAre, Map<View, List<Long>> views) {
    return new OrientationCheck(images, asTheyAre, views, "v0001").finding(TestSettings.refusing());
  }

  private static List<Long> ids(int count) {
    return LongStream.range(0, count).boxed().toList();
  }
}
