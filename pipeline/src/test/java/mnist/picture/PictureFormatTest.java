package mnist.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFormatTest {

  @ParameterizedTest
  @EnumSource
  void aFewFirstBytesTell(PictureFormat format) throws Exception {
    for (Map.Entry<String, byte[]> sample : Samples.of(format).entrySet()) {
      byte[] head = Arrays.copyOf(sample.getValue(), PictureFormat.HEAD);

      assertThat(PictureFormat.of(head)).as(sample.getKey()).contains(format);
      assertThat(PictureFormat.of(sample.getValue())).as(sample.getKey()).contains(format);
    }
  }

  /** 784 pixels that begin as a file does aren't one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "BM",
        "BM\u0010\u0003\0\0",
        "\u00ff\u00d8\u00ff",
        "\u00ff\u00d8\u00ff\u00ff\u00ff\u00ff",
        "\u00ff\u00d8\u00ff\u00e0\0\u0010",
        "II*\0",
        "MM\0*",
        "RIFF",
        "GIF",
        "\u0089PNG"
      })
  void rawPixelsAreNoFile(String beginning) {
    byte[] pixels = Arrays.copyOf(beginning.getBytes(ISO_8859_1), 784);

    assertThat(PictureFormat.of(pixels)).isEmpty();
  }

  @Test
  void noiseBehindAShortSignatureIsNoFile() {
    SplittableRandom random = new SplittableRandom(1);
    byte[] pixels = new byte[784];
    for (int i = 0; i < 100_000; i++) {
      random.nextBytes(pixels);
      pixels[0] = 'B';
      pixels[1] = 'M';

      assertThat(PictureFormat.of(pixels)).isEmpty();
    }
  }

  @Test
  void anyHeadMayBeShort() {
    for (int length = 0; length < PictureFormat.HEAD; length++) {
      byte[] head = Arrays.copyOf("BM".getBytes(ISO_8859_1), length);

      assertThat(PictureFormat.of(head)).isEmpty();
    }
  }
}
