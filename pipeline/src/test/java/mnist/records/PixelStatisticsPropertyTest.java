package mnist.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PixelStatisticsPropertyTest {

  @Property
  void statisticsAreThoseOfTheScaledPixels(@ForAll @Size(min = 1, max = 200) byte[] image) {
    double[] scaled =
        IntStream.range(0, image.length).mapToDouble(i -> (image[i] & 0xFF) / 255.0).toArray();
    double mean =
        IntStream.range(0, scaled.length).mapToDouble(i -> scaled[i]).sum() / scaled.length;
    double variance =
        IntStream.range(0, scaled.length).mapToDouble(i -> Math.pow(scaled[i] - mean, 2)).sum()
            / scaled.length;

    PixelStatistics statistics =
        PixelStatistics.of(
            image.length, PixelStatistics.sum(image), PixelStatistics.sumOfSquares(image));

    assertThat(statistics.mean()).isCloseTo(mean, within(1e-12));
    assertThat(statistics.standardDeviation()).isCloseTo(Math.sqrt(variance), within(1e-9));
  }

  /** 2^46 white pixels: the square of their sum takes 109 bits. */
  @Test
  void sumsBeyondWhatADoubleHoldsDontOverflow() {
    PixelStatistics white = PixelStatistics.of(1L << 46, 255L << 46, 65025L << 46);

    assertThat(white.mean()).isEqualTo(1);
    assertThat(white.standardDeviation()).isZero();
  }
}
