package mnist.evaluate;

import static mnist.evaluate.Predictions.predictions;
import static mnist.evaluate.Predictions.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import mnist.testing.SparkExtension;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkExtension.class)
class ComparisonTest {

  @Test
  void joinsPredictionsByTheirImages(SparkSession spark) {
    Comparison comparison =
        Comparison.of(
            predictions(
                spark,
                List.of(
                    row(5, 1, 0, 1f, 0f),
                    row(4, 1, 1, 0f, 1f),
                    row(3, 1, 0, 1f, 0f),
                    row(2, 0, 1, 0f, 1f),
                    row(1, 0, 0, 1f, 0f))),
            predictions(
                spark,
                List.of(
                    row(1, 0, 0, 1f, 0f),
                    row(2, 0, 0, 1f, 0f),
                    row(3, 1, 1, 0f, 1f),
                    row(4, 1, 0, 1f, 0f),
                    row(5, 1, 0, 1f, 0f))));

    assertThat(comparison).isEqualTo(new Comparison(1, 1, 2, 1));
    assertThat(comparison.firstAccuracy()).isEqualTo(0.4);
    assertThat(comparison.secondAccuracy()).isEqualTo(0.6);
    assertThat(comparison.difference().mean()).isCloseTo(0.2, within(1e-15));
  }

  @Test
  void pValueIsTheHandComputedOne() {
    // Of 10 images on which they differ, 2 or fewer: (1 + 10 + 45) / 1024, and as much on the other
    // side.
    assertThat(new Comparison(90, 2, 8, 0).pValue()).isCloseTo(0.109375, within(1e-12));
    assertThat(new Comparison(90, 8, 2, 0).pValue()).isCloseTo(0.109375, within(1e-12));
    assertThat(new Comparison(90, 0, 0, 1).pValue()).isEqualTo(1);
    assertThat(new Comparison(90, 5, 5, 0).pValue()).isEqualTo(1);
  }

  @Test
  void differenceIsThatOfTheImagesOneByOne() {
    Comparison comparison = new Comparison(90, 2, 4, 4);

    PairedDifference difference = comparison.difference();

    PairedDifference oneByOne = PairedDifference.of(100, List.of(1.0, 1.0, 1.0, 1.0, -1.0, -1.0));
    assertThat(difference.images()).isEqualTo(100);
    assertThat(difference.mean()).isCloseTo(oneByOne.mean(), within(1e-15));
    assertThat(difference.standardError()).isCloseTo(oneByOne.standardError(), within(1e-15));
  }

  @Test
  void noImagesAreRefused() {
    assertThatThrownBy(() -> new Comparison(0, 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Comparison must have one image or more, but has none");
  }
}
