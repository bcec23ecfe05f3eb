package mnist.examination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoveltyChecksTest {
  private boolean reads = true;

  @Test
  void novelImagesWithLabelsThatAreNotRecognisedAreNoise() {
    List<AnswerGroup> groups = familiar();
    for (int label = 0; label < 10; label++) {
      groups.add(new AnswerGroup(label, 8, true, true, 15, 14, 1));
    }

    Finding finding = finding(groups).orElseThrow();

    assertThat(finding.check()).isEqualTo(Check.NOISE);
    assertThat(finding.sentence())
        .isEqualTo(
            "150 of 1,150 images are unlike those of champion v0001 or unreadable to it: it reads"
                + " 15 of them (10.0 %) as they are labelled, about as many as by chance (10.0 %)");
  }

  @Test
  void novelImagesWithLabelsThatAreRecognisedAreAStyle() {
    List<AnswerGroup> groups = familiar();
    for (int label = 0; label < 10; label++) {
      groups.add(new AnswerGroup(label, label, true, true, 15, 14, 1));
      groups.add(new AnswerGroup(label, (label + 3) % 10, false, true, 8, 4, 1));
    }

    assertThat(finding(groups).orElseThrow().check()).isEqualTo(Check.NEW_STYLE);
  }

  /** Calibrated at 0.99 or 0.7, right in all and in 3 of 10. */
  @Test
  void agreementFarBelowWhatConfidencePromisesIsAStyleToo() {
    List<AnswerGroup> groups = familiar();
    for (int label = 0; label < 10; label++) {
      groups.add(new AnswerGroup(label, label, false, false, 30, 21, 1));
      groups.add(new AnswerGroup(label, (label + 1) % 10, false, false, 70, 49, 1));
    }

    assertThat(finding(groups).orElseThrow().sentence())
        .isEqualTo(
            "0 of 2,000 images are unlike those of champion v0001, and it reads 65.0 % of all as"
                + " they are labelled, where its confidence promises 84.5 %: rather another style"
                + " than wrong labels");
  }

  @Test
  void imagesThatTheChampionIsUnsureOfAndWrongAreNoise() {
    List<AnswerGroup> groups = new ArrayList<>();
    for (int label = 0; label < 10; label++) {
      groups.add(new AnswerGroup(label, 8, false, false, 100, 40, 1));
    }

    assertThat(finding(groups).orElseThrow().check()).isEqualTo(Check.NOISE);
    reads = false;
    assertThat(finding(groups)).isEmpty();
  }

  @Test
  void imagesLikeTheChampionsAreNoFinding() {
    assertThat(finding(familiar())).isEmpty();
  }

  private static List<AnswerGroup> familiar() {
    List<AnswerGroup> groups = new ArrayList<>();
    for (int label = 0; label < 10; label++) {
      groups.add(new AnswerGroup(label, label, true, false, 100, 99, 1));
    }
    return groups;
  }

  private Optional<Finding> finding(List<AnswerGroup> groups) {
    return new NoveltyChecks(new Answers(groups), reads, "v0001").finding(TestSettings.refusing());
  }
}
