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
  void jpegBeginsWithASegmentThatMayComeFirst() {
    for (int marker : new int[] {0xc0, 0xcf, 0xdb, 0xdd, 0xe0, 0xfe}) {
      assertThat(PictureFormat.of(jpeg(marker, 2, 0xff))).contains(PictureFormat.JPEG);
    }
    for (int marker : new int[] {0xbf, 0xd0, 0xda, 0xdc, 0xdf, 0xff}) {
      assertThat(PictureFormat.of(jpeg(marker, 2, 0xff))).isEmpty();
    }
    assertThat(PictureFormat.of(jpeg(0xe0, 1, 0xff))).isEmpty();
    assertThat(PictureFormat.of(jpeg(0xe0, 2, 0xfe))).isEmpty();
    assertThat(PictureFormat.of(Arrays.copyOf(jpeg(0xe0, 2, 0xff), 6)))
        .contains(PictureFormat.JPEG);
  }

  private static byte[] jpeg(int marker, int length, int next) {
    return PngBytes.bytes(0xff, 0xd8, 0xff, marker, 0, length, next, 0);
  }

  /** The pixels stand behind both headers. */
  @Test
  void bmpSaysWhereItsPixelsAre() {
    byte[] head = new byte[30];
    head[0] = 'B';
    head[1] = 'M';
    head[10] = 54;
    head[14] = 40;
    head[26] = 1;
    head[28] = 24;
    assertThat(PictureFormat.of(head)).contains(PictureFormat.BMP);
    head[10] = 53;
    assertThat(PictureFormat.of(head)).isEmpty();
  }

  @Test
  void anyHeadMayBeShort() {
    for (int length = 0; length < PictureFormat.HEAD; length++) {
      byte[] head = Arrays.copyOf("BM".getBytes(ISO_8859_1), length);

      assertThat(PictureFormat.of(head)).isEmpty();
    }
  }
}
