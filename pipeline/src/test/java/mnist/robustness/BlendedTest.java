package mnist.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import mnist.testing.SyntheticDigits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlendedTest {

  private static final byte[] IMAGE = SyntheticDigits.draw(1, 4).get(0).image();

  @ParameterizedTest
  @ValueSource(ints = {0, 90, 128, 255})
  void onOneGreyItIsTheDifference(int grey) {
    float[] blended = Blended.of(IMAGE, new float[][] {all(grey), all(grey), all(grey)});

    for (int i = 0; i < IMAGE.length; i++) {
      assertThat(blended[i]).isCloseTo(Math.abs(grey - (IMAGE[i] & 0xFF)), within(0.001f));
    }
  }

  /** Of a colour each channel's difference is taken, and then the grey. */
  @Test
  void channelsAreBlendedBeforeTheyAreMixed() {
    byte[] image = {0, 100, (byte) 255};

    float[] blended = Blended.of(image, new float[][] {all(200), all(100), all(0)});

    assertThat(blended[0]).isCloseTo(200 * 0.299f + 100 * 0.587f, within(0.001f));
    assertThat(blended[1]).isCloseTo(100 * 0.299f + 100 * 0.114f, within(0.001f));
    assertThat(blended[2]).isCloseTo(55 * 0.299f + 155 * 0.587f + 255 * 0.114f, within(0.001f));
  }

  private static float[] all(float shade) {
    float[] channel = new float[784];
    Arrays.fill(channel, shade);
    return channel;
  }
}
