package mnist;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SeedsTest {

  /**
   * Computed with Python's integers; a change of these is a change of every run's random stream.
   */
  @Test
  void seedsStayWhatTheyWere() {
    assertThat(Seeds.of()).isZero();
    assertThat(Seeds.of(0)).isEqualTo(0xE220A8397B1DCDAFL);
    assertThat(Seeds.of(42, 1, 0)).isEqualTo(0xDD166DE24CB17F34L);
    assertThat(Seeds.of(42, 1, 59_999)).isEqualTo(0xCF49DC170E83116EL);
    assertThat(Seeds.of(-1, 7)).isEqualTo(0xE4FF02B7BAA9D6FAL);
  }

  @Test
  void orderOfTheNumbersCounts() {
    assertThat(Seeds.of(1, 2)).isEqualTo(0x7364873D37C39199L);
    assertThat(Seeds.of(2, 1)).isEqualTo(0xC541A05B6278D19FL);
  }

  /** Unrelated seeds differ in 32 bits on average, with a standard deviation of 4. */
  @Property(tries = 200)
  void neighboursDifferInAboutHalfTheirBits(@ForAll long seed, @ForAll int epoch) {
    long bits = 0;
    for (int id = 0; id < 1000; id++) {
      bits += Long.bitCount(Seeds.of(seed, epoch, id) ^ Seeds.of(seed, epoch, id + 1));
      bits += Long.bitCount(Seeds.of(seed, epoch, id) ^ Seeds.of(seed, epoch + 1, id));
      bits += Long.bitCount(Seeds.of(seed, epoch, id) ^ Seeds.of(seed + 1, epoch, id));
    }

    // The mean of 3000 has a standard deviation of 0.073; 200 tries stay within 7 of them.
    assertThat(bits / 3000.0).isBetween(31.5, 32.5);
  }
}
