package mnist.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HoldOutPropertyTest {

  /** First 53 bits of the SHA-256 of 00 00 00 00 00 00 00 07 and "digit". */
  private static final double HASH_OF_SEVEN_AND_DIGIT = 0x1f4be75591c0a2p-53;

  @Property
  void copiesStandOnOneSide(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0, max = 1) double fraction,
      @ForAll @Size(max = 64) byte[] image) {
    assertThat(new HoldOut(seed, fraction).holdsOut(image.clone()))
        .isEqualTo(new HoldOut(seed, fraction).holdsOut(image));
  }

  @Property
  void largerFractionHoldsOutTheSameAndMore(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0, max = 1) double fraction,
      @ForAll @DoubleRange(min = 0, max = 1) double other,
      @ForAll @Size(max = 64) byte[] image) {
    if (new HoldOut(seed, Math.min(fraction, other)).holdsOut(image)) {
      assertThat(new HoldOut(seed, Math.max(fraction, other)).holdsOut(image)).isTrue();
    }
    assertThat(new HoldOut(seed, 0).holdsOut(image)).isFalse();
    assertThat(new HoldOut(seed, 1).holdsOut(image)).isTrue();
  }

  /** Of the bytes 00 00 00 2a, the group's number. */
  @Property
  void groupIsHeldOutAsItsBytesAre(
      @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 1) double fraction) {
    assertThat(new HoldOut(seed, fraction).holdsOut(42))
        .isEqualTo(new HoldOut(seed, fraction).holdsOut(new byte[] {0, 0, 0, 42}));
  }

  /** The number is from sha256sum. An ingest must stay what it was. */
  @Test
  void hashIsTheSameForEver() {
    byte[] image = "digit".getBytes(StandardCharsets.US_ASCII);
    HoldOut below = new HoldOut(7, HASH_OF_SEVEN_AND_DIGIT);
    HoldOut above = new HoldOut(7, Math.nextUp(HASH_OF_SEVEN_AND_DIGIT));

    assertThat(below.holdsOut(image)).isFalse();
    assertThat(above.holdsOut(image)).isTrue();
  }

  /** Ten thousand images: the share is within five standard deviations of the fraction. */
  @Test
  void shareIsTheFraction() {
    Random random = new Random(3);
    HoldOut holdOut = new HoldOut(42, 0.1);
    int heldOut = 0;
    for (int i = 0; i < 10_000; i++) {
      byte[] image = new byte[16];
      random.nextBytes(image);
      heldOut += holdOut.holdsOut(image) ? 1 : 0;
    }

    assertThat(heldOut).isBetween(850, 1150);
  }
}
