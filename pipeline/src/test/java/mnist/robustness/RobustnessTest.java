package mnist.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RobustnessTest {

  /** 15 down to 1 of 20 right for the fifteen, whose last is the worst, and none for the others. */
  @Test
  void worstIsOfTheFifteenOfMnistC() {
    List<RobustnessRow> rows = new ArrayList<>(List.of(row(Robustness.AS_THEY_ARE, 0)));
    for (Corruption corruption : Corruption.values()) {
      rows.add(row(corruption.label(), Math.max(0, 15 - corruption.ordinal())));
    }

    assertThat(new Robustness(rows, List.of(), List.of(), List.of()).worst())
        .isEqualTo(row("canny_edges", 1));
  }

  /** 0, 1, 2, … 14 of 20 right for the fifteen, and all for the others. */
  @Test
  void meanIsOverTheFifteenOfMnistC() {
    List<RobustnessRow> rows = new ArrayList<>(List.of(row(Robustness.AS_THEY_ARE, 20)));
    for (Corruption corruption : Corruption.values()) {
      boolean isOfMnistC = corruption.ordinal() < 15;
      rows.add(row(corruption.label(), isOfMnistC ? corruption.ordinal() : 20));
    }
    rows.add(row(Robustness.PRINTED, 20));

    assertThat(new Robustness(rows, List.of(), List.of(), List.of()).mean())
        .isCloseTo(0.35, within(1e-12));
  }

  @Test
  void meanOfNonDigitsIsOverTheKindsThatNeedNoFonts() {
    List<NonDigitRow> rows =
        List.of(
            nonDigits("blank", 10, 1),
            nonDigits("noise", 90, 0.5),
            nonDigits("letters", 5, 0),
            nonDigits("other", 5, 0));

    assertThat(
            new Robustness(List.of(), rows, List.of(), List.of())
                .meanOfNonDigits(NonDigitRow::auroc))
        .contains(0.75);
    assertThat(
            new Robustness(List.of(), rows.subList(2, 4), List.of(), List.of())
                .meanOfNonDigits(NonDigitRow::auroc))
        .isEmpty();
  }

  /** Otherwise they'd count in the means. */
  @ParameterizedTest
  @ValueSource(strings = {"fog", "as_they_are", "printed_digits", "turned"})
  void otherImagesHaveOtherNames(String name) {
    Robustness robustness = new Robustness(List.of(), List.of(), List.of(), List.of());
    List<RobustnessRow> rows = List.of(row(name, 20));
    List<NonDigitRow> nonDigits = List.of(nonDigits(name, 10, 1));

    assertThatIllegalArgumentException().isThrownBy(() -> robustness.with(rows, List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> robustness.with(List.of(), nonDigits));
  }

  private static NonDigitRow nonDigits(String name, long images, double auroc) {
    return new NonDigitRow(name, images, 0, auroc, 0, acceptance(images, images));
  }

  private static Acceptance acceptance(long images, long errors) {
    return new Acceptance(images, errors, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static RobustnessRow row(String name, int correct) {
    return RobustnessRow.of(name, acceptance(20, 20 - correct), Exposure.NEVER);
  }
}
