package mnist.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureListTest {

  private static final FigureList<Integer> FIGURES =
      FigureList.of(
          Figure.share("share", "Share", of -> of / 10_000.0),
          Figure.decimal("loss", "Loss", of -> of / 1000.0),
          Figure.confidence("confidence", "Confidence", of -> 0.25f),
          Figure.count("images", "Images", of -> 1L * of),
          Figure.whole("class", "Class", of -> of % 10),
          Figure.text("name", "Name", of -> "number " + of));

  @Test
  void figuresAreRoundedForPeopleAlone() {
    assertThat(FIGURES.titles())
        .containsExactly("Share", "Loss", "Confidence", "Images", "Class", "Name");
    assertThat(FIGURES.texts(1234))
        .containsExactly("12.34 %", "1.2340", "0.25", "1,234", "4", "number 1234");
    assertThat(FIGURES.json(List.of(12_345)).toString())
        .isEqualTo(
            "[{\"share\":1.2345,\"loss\":12.345,\"confidence\":0.25,\"images\":12345,"
                + "\"class\":5,\"name\":\"number 12345\"}]");
  }
}
