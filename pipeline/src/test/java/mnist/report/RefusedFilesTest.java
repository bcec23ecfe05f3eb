package mnist.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.examination.Accepted;
import mnist.examination.Check;
import mnist.input.FileStamp;
import org.junit.jupiter.api.Test;

class RefusedFilesTest {

  @Test
  void whatWasRefusedTogetherStaysTogether() {
    RefusedFiles first = refused("noise", "a", "b");
    RefusedFiles second = refused("orientation", "c", "d");

    assertThat(RefusedFiles.among(List.of(first, second), files("a", "b", "c", "d", "e")))
        .containsExactly(first, second);
    assertThat(RefusedFiles.among(List.of(first, second), files("b", "e")))
        .containsExactly(refused("noise", "b"));
    assertThat(RefusedFiles.among(List.of(first, second), files("e"))).isEmpty();
  }

  /** Each comes up again, also while another one stays refused. */
  @Test
  void theLongestAgoIsFirstAndTheLatestFindingsCount() {
    RefusedFiles first = refused("noise", "a");
    RefusedFiles second = refused("orientation", "c");

    assertThat(
            RefusedFiles.among(
                List.of(first, second, refused("new-style", "a")), files("a", "c", "e")))
        .containsExactly(second, refused("new-style", "a"));
  }

  /** As image files with a table of labels that was mended in vain. */
  @Test
  void aFileIsAsItWasRefusedLast() {
    RefusedFiles mended = refused("label-agreement", "a", "b", "labels 2");

    assertThat(
            RefusedFiles.among(
                List.of(refused("noise", "a", "b", "labels 1"), mended),
                files("a", "b", "labels 2")))
        .containsExactly(mended);
  }

  @Test
  void allOfItsFindingsHaveToBeAccepted() {
    RefusedFiles both =
        new RefusedFiles(files("a"), Set.of(Check.NOISE.label(), Check.ORIENTATION.label()));

    assertThat(both.areAcceptedBy(Accepted.NONE)).isFalse();
    assertThat(both.areAcceptedBy(new Accepted(Set.of(Check.NOISE), "why"))).isFalse();
    assertThat(
            both.areAcceptedBy(
                new Accepted(Set.of(Check.NOISE, Check.ORIENTATION, Check.NEW_STYLE), "why")))
        .isTrue();
  }

  private static RefusedFiles refused(String finding, String... files) {
    return new RefusedFiles(files(files), Set.of(finding));
  }

  private static Set<FileStamp> files(String... names) {
    return Stream.of(names)
        .map(name -> new FileStamp("file:/" + name, 1, 1))
        .collect(Collectors.toSet());
  }
}
