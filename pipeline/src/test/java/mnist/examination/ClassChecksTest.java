package mnist.examination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Example;

class ClassChecksTest {
  private static final List<Long> KNOWN = Collections.nCopies(10, 600L);

  @Example
  void missingClassIsHarmfulWhereChanceDoesNotExplainIt() {
    Finding finding = of(KNOWN, List.of(100L, 100L, 0L, 100L, 100L, 100L, 100L, 100L, 100L, 0L));

    assertThat(finding.check()).isEqualTo(Check.MISSING_CLASSES);
    assertThat(finding.harmful()).isTrue();
    assertThat(finding.sentence())
        .isEqualTo("none of 800 training images is of class 2, 9, which the store knows");
    assertThat(finding.figures()).containsEntry("missing", List.of(2, 9));
  }

  @Example
  void missingClassOfAFewImagesIsOnlyTold() {
    Finding finding = of(KNOWN, List.of(3L, 3L, 3L, 4L, 4L, 3L, 3L, 4L, 3L, 0L));

    assertThat(finding.harmful()).isFalse();
    assertThat(finding.sentence()).endsWith("; of so few images that may be chance");
  }

  /** One alone may be missing by chance of so many, but not nine. */
  @Example
  void fewImagesOfOneClassLackTheOthersByNoChance() {
    assertThat(of(KNOWN, List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 60L, 0L, 0L)).harmful()).isTrue();
    assertThat(of(KNOWN, List.of(7L, 7L, 7L, 7L, 7L, 7L, 6L, 6L, 6L, 0L)).harmful()).isFalse();
  }

  @Example
  void classOfAFewImagesIsMissingTooWhereItsShareGivesMany() {
    Finding finding = of(KNOWN, List.of(1L, 1L, 1L, 1L, 1L, 1L, 0L, 1991L, 1L, 1L));

    assertThat(finding.harmful()).isTrue();
    assertThat(finding.sentence())
        .startsWith(
            "none of 1,999 training images is of class 6, which the store knows; of 1,999 training"
                + " images there are 1 of class 0 for some 200 by the known shares, 1 of class 1");
    assertThat(finding.figures()).containsEntry("scarce", List.of(0, 1, 2, 3, 4, 5, 8, 9));
    // A tenth of its share, and more by far than chance leaves out.
    assertThat(findings(KNOWN, List.of(21L, 221L, 221L, 221L, 221L, 221L, 221L, 221L, 221L, 221L)))
        .extracting(Finding::check)
        .doesNotContain(Check.MISSING_CLASSES);
    // Chance leaves one of twelve.
    assertThat(findings(KNOWN, List.of(1L, 12L, 12L, 12L, 12L, 12L, 12L, 12L, 12L, 12L))).isEmpty();
  }

  @Example
  void classThatTrainingHadNoneOfIsNew() {
    Finding finding = of(List.of(600L, 600L, 0L), List.of(40L, 40L, 7L));

    assertThat(finding.check()).isEqualTo(Check.NEW_CLASSES);
    assertThat(finding.sentence())
        .isEqualTo("7 training images are of class 2, of which the champion was trained on none");
  }

  @Example
  void classesInOtherProportionsAreTold() {
    List<Finding> findings =
        findings(KNOWN, List.of(400L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 10L));

    assertThat(findings).singleElement().extracting(Finding::check).isEqualTo(Check.CLASS_BALANCE);
  }

  /** Drawn from the known shares, of any size: the two checks err as seldom as they say. */
  @Example
  void samplesOfTheKnownAreHardlyEverAFinding() {
    int samples = 20_000;
    Random random = new Random(42);
    int harmful = 0;
    for (int sample = 0; sample < samples; sample++) {
      List<Long> delivered = sample(100 + random.nextInt(sample % 2 == 0 ? 50 : 4_900), random);
      harmful += findings(KNOWN, delivered).stream().anyMatch(Finding::harmful) ? 1 : 0;
    }
    assertThat((double) harmful / samples).isLessThanOrEqualTo(2 * ShareInterval.ERROR);
  }

  private static List<Long> sample(int images, Random random) {
    long[] drawn = new long[10];
    for (int i = 0; i < images; i++) {
      drawn[random.nextInt(10)]++;
    }
    return LongStream.of(drawn).boxed().toList();
  }

  private static Finding of(List<Long> known, List<Long> delivered) {
    return findings(known, delivered).get(0);
  }

  private static List<Finding> findings(List<Long> known, List<Long> delivered) {
    return new ClassChecks(known, delivered).findings(TestSettings.refusing());
  }
}
