package mnist.examination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContentChecksTest {
  private static final ContentGroup GOOD = group("", 990, 990);

  @Test
  void goodImagesAreNoFinding() {
    assertThat(findings(GOOD)).isEmpty();
  }

  @Test
  void copiesWithinAreCountedBeyondTheFirst() {
    Finding finding = findings(GOOD, group("repeated", 4, 10)).get(0);

    assertThat(finding.check()).isEqualTo(Check.COPIES_WITHIN);
    assertThat(finding.sentence()).isEqualTo("6 of 1,000 images are copies of others of them");
  }

  @Test
  void conflictsAreHarmfulAboveTheirBound() {
    assertThat(findings(GOOD, group("repeated conflicting", 5, 10)))
        .filteredOn(finding -> finding.check() == Check.CONFLICTING_LABELS)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.harmful()).isFalse();
              assertThat(finding.sentence())
                  .isEqualTo(
                      "10 of 1,000 images have an equal one with another label, 10 of them in the"
                          + " delivery itself");
            });
    assertThat(findings(GOOD, group("known relabelled", 11, 11)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.harmful()).isTrue());
  }

  /** As of all images so far with new ones: those held out stay so, in their share. */
  @Test
  void whatIsDeliveredAgainIsNoFinding() {
    assertThat(findings(GOOD, group("known", 900, 900), group("known heldOut", 100, 100)))
        .isEmpty();
  }

  @Test
  void copiesOfHeldOutAloneAreRefused() {
    Finding finding = findings(GOOD, group("known heldOut", 20, 20)).get(0);

    assertThat(finding.check()).isEqualTo(Check.COPIES_OF_HELD_OUT);
    assertThat(finding.harmful()).isTrue();
    assertThat(finding.sentence())
        .isEqualTo(
            "20 of 1,010 images are copies of images that the store holds out for judging or"
                + " testing, 0 of them with another label; 0 came as training images");
  }

  /** Of ten that are known, all may be held out by chance; one may come as a training image. */
  @Test
  void fewCopiesOfHeldOutAreToldOnly() {
    for (ContentGroup few :
        List.of(
            group("known heldOut", 1, 1),
            group("known heldOut trained", 1, 1),
            group("known heldOut", 10, 10))) {
      assertThat(findings(group("", 500, 500), few))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.check()).isEqualTo(Check.COPIES_OF_HELD_OUT);
                assertThat(finding.harmful()).isFalse();
              });
    }
  }

  @Test
  void copiesThatWouldBeTrainedOnAreRefused() {
    assertThat(findings(GOOD, group("known", 900, 900), group("known heldOut trained", 10, 10)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.harmful()).isTrue());
  }

  private static List<Finding> findings(ContentGroup... groups) {
    return new ContentChecks(List.of(groups)).findings(TestSettings.refusing());
  }

  private static ContentGroup group(String flags, long contents, long images) {
    List<String> set = List.of(flags.split(" "));
    return new ContentGroup(
        set.contains("repeated"),
        set.contains("conflicting"),
        set.contains("known"),
        set.contains("heldOut"),
        set.contains("relabelled"),
        set.contains("trained"),
        contents,
        images,
        7);
  }
}
