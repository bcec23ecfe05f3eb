package mnist.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class MaskSourceTest {

  /** Java's SplittableRandom is SplitMix64: two values are kept or not by each of its numbers. */
  @Property
  void valuesAreKeptByHalvesOfSplitMix64sNumbers(
      @ForAll long seed,
      @ForAll @IntRange(max = 9) int first,
      @ForAll @IntRange(max = 40) int second,
      @ForAll @DoubleRange(min = 0.01, max = 1) double keepProbability) {
    SplittableRandom random = new SplittableRandom(seed);
    MaskSource masks = new MaskSource(seed);

    for (int length : new int[] {first, second}) {
      float[] mask = new float[length];
      masks.fill(mask, keepProbability);

      for (int i = 0; i < length; i += 2) {
        long bits = random.nextLong();
        assertThat(mask[i]).isEqualTo(expected(bits >>> 32, keepProbability));
        if (i + 1 < length) {
          assertThat(mask[i + 1]).isEqualTo(expected(bits & 0xFFFFFFFFL, keepProbability));
        }
      }
    }
  }

  /**
   * @param drawn of 2^32 numbers
   */
  private static float expected(long drawn, double keepProbability) {
    return drawn / 0x1p32 < keepProbability ? (float) (1 / keepProbability) : 0;
  }
}
