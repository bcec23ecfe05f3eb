package mnist.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {

  @Test
  void meanAndErrorAreThoseOfASampleThatIsMostlyNought() {
    List<Double> differences = List.of(1.0, -1.0, 1.0, 0.25, -0.5);
    DescriptiveStatistics sample = new DescriptiveStatistics();
    differences.forEach(sample::addValue);
    Collections.nCopies(995, 0.0).forEach(sample::addValue);

    PairedDifference difference = PairedDifference.of(1000, differences);

    assertThat(difference.images()).isEqualTo(1000);
    assertThat(difference.mean()).isCloseTo(sample.getMean(), within(1e-15));
    assertThat(difference.standardError())
        .isCloseTo(Math.sqrt(sample.getPopulationVariance() / 1000), within(1e-15));
  }

  /** 20 images lost and 11 gained of 6,000: mean -9/6000, its error sqrt(31 - 81/6000) / 6000. */
  @Test
  void oneModelAgainstAnotherHasMcNemarsInterval() {
    List<Double> differences = new ArrayList<>(Collections.nCopies(20, -1.0));
    differences.addAll(Collections.nCopies(11, 1.0));

    PairedDifference difference = PairedDifference.of(6000, differences);

    assertThat(difference.mean()).isCloseTo(-0.0015, within(1e-12));
    assertThat(difference.low()).isCloseTo(-0.0015 - 1.95996 * 5.56655 / 6000, within(1e-7));
    assertThat(difference.high()).isCloseTo(-0.0015 + 1.95996 * 5.56655 / 6000, within(1e-7));
  }

  @Test
  void withoutDifferencesThereIsNone() {
    assertThat(PairedDifference.of(10, List.of())).isEqualTo(new PairedDifference(10, 0, 0));
  }

  @Test
  void moreDifferencesThanImagesAreRefused() {
    assertThatThrownBy(() -> PairedDifference.of(1, List.of(1.0, 1.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("images must be 1 or more and as many as differences, but was 1 for 2");
  }
}
