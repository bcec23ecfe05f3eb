package mnist.examination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final Finding MISSING =
      new Finding(
          Check.MISSING_CLASSES,
          true,
          "there are no sevens",
          "deliver some",
          Map.of("images", 5),
          List.of());
  private static final Finding NOISE =
      new Finding(Check.NOISE, true, "there is noise", "leave it out", Map.of(), List.of());
  private static final Finding CONFLICT =
      new Finding(Check.CONFLICTING_LABELS, false, "one is", "leave it out", Map.of(), List.of());

  @Test
  void eachRefusingFindingIsNamedWithItsRemedyAndItsOption() {
    ExaminationSettings settings = TestSettings.refusing();
    Findings findings = of(settings);

    assertThat(Findings.refusal(findings.refusing(settings, Accepted.NONE), "here", "there.html"))
        .hasMessage(
            """
Cannot retrain on here: its examination (there.html) found
  missing-classes: there are no sevens; deliver some
  noise: there is noise; leave it out
which refuses it; if it is right nevertheless, accept that by --accept missing-classes --accept noise --reason TEXT""");
  }

  @Test
  void acceptedFindingsRefuseNothing() {
    ExaminationSettings settings = TestSettings.refusing();
    Accepted one = new Accepted(Set.of(Check.NOISE), "it is meant");

    assertThat(of(settings).accepted(settings, one)).containsExactly(NOISE);
    assertThat(of(settings).refusing(settings, one)).containsExactly(MISSING);
    assertThat(
            of(settings)
                .refusing(
                    settings, new Accepted(Set.of(Check.NOISE, Check.MISSING_CLASSES), "both are")))
        .isEmpty();
  }

  @Test
  void policiesDecide() {
    ExaminationSettings settings =
        TestSettings.of(Map.of(Check.NOISE, Policy.WARN, Check.MISSING_CLASSES, Policy.IGNORE));
    Findings findings = of(settings);

    assertThat(findings.findings()).containsExactly(CONFLICT, NOISE);
    assertThat(findings.refusing(settings)).isEmpty();
  }

  @Test
  void jsonHasNames() {
    assertThat(JsonFiles.toLine(MISSING))
        .isEqualTo(
            "{\"name\":\"missing-classes\",\"harmful\":true,\"sentence\":\"there are no"
                + " sevens\",\"remedy\":\"deliver"
                + " some\",\"figures\":{\"images\":5},\"examples\":[]}");
  }

  @Test
  void acceptingNeedsNamesAndAReason() {
    assertThat(Accepted.of(List.of("noise"), "why").findings()).containsExactly(Check.NOISE);
    assertThat(Accepted.of(List.of(), null)).isEqualTo(Accepted.NONE);
    assertThatThrownBy(() -> Accepted.of(List.of("noise"), " "))
        .hasMessage("--accept needs a reason, which is recorded; add --reason TEXT");
    assertThatThrownBy(() -> Accepted.of(List.of(), "why"))
        .hasMessage("--reason says why a finding is accepted, but none is; add --accept FINDING");
    assertThatThrownBy(() -> Accepted.of(List.of("nose"), "why"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("--accept must be one of missing-classes, new-classes, ");
  }

  private static Findings of(ExaminationSettings settings) {
    return Findings.of(10, List.of(NOISE, MISSING, CONFLICT), Map.of(), settings);
  }
}
