package mnist.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 24 x 16 pixels: red and green above blue and grey 100; README.md says how they were made. */
class WebpTest {
  private final PictureDecoder decoder = new PictureDecoder(10_000);

  @ParameterizedTest
  @ValueSource(strings = {"lossless.webp", "animation.webp"})
  void losslessColoursBecomeLuma(String name) throws Exception {
    GrayPicture picture = decoder.decode(Written.resource(name), 0);

    assertThat(picture.height()).isEqualTo(16);
    assertThat(rows(picture, 0, 3, 14, 20)).isEqualTo(PngBytes.bytes(54, 182, 182));
    assertThat(rows(picture, 15, 3, 14, 20)).isEqualTo(PngBytes.bytes(18, 100, 100));
  }

  @Test
  void lossyColoursBecomeLuma() throws Exception {
    GrayPicture picture = decoder.decode(Written.resource("lossy.webp"), 0);

    // Colours are stored coarsely, at half the size.
    PngTest.assertNear(rows(picture, 2, 3, 20), 6, 54, 182);
    PngTest.assertNear(rows(picture, 13, 3, 20), 6, 18, 100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"lossless-alpha.webp", "lossy-alpha.webp"})
  void transparencyIsOverWhite(String name) throws Exception {
    GrayPicture picture = decoder.decode(Written.resource(name), 0);

    // Left all white; right 128 / 255 of 182 and of 100 with 127 / 255 of white
    PngTest.assertNear(rows(picture, 2, 2, 9, 21), 6, 255, 54, 218);
    PngTest.assertNear(rows(picture, 13, 2, 9, 21), 6, 255, 18, 177);
  }

  @Test
  void orientationIsHonoured() throws Exception {
    GrayPicture picture = decoder.decode(Written.resource("orientation-6.webp"), 0);

    assertThat(picture.height()).isEqualTo(24);
    assertThat(rows(picture, 0, 3, 12)).isEqualTo(PngBytes.bytes(18, 54));
    assertThat(rows(picture, 23, 3, 12)).isEqualTo(PngBytes.bytes(100, 182));
  }

  @Test
  void cutShortIsARejectNotAPicture() throws Exception {
    byte[] file = Written.resource("lossy.webp");

    assertReason(Arrays.copyOf(file, file.length - 2), "WebP is cut short");
  }

  @Test
  void sizesAreCheckedBeforeThereArePixels() throws Exception {
    byte[] file = Written.resource("lossy.webp");
    // 16,383 x 16,383
    ByteBuffer.wrap(file).putInt(26, 0xff3fff3f);

    assertReason(file, "16383 x 16383 pixels are more than the 1,250 that are read");
  }

  @Test
  void aFrameCannotBeOfAnotherSizeThanItsCanvas() throws Exception {
    byte[] file = Written.resource("lossy-alpha.webp");
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(24, 99);

    assertReason(file, "WebP is damaged: its frame is of another size than it says");
  }

  private void assertReason(byte[] file, String reason) {
    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> decoder.decode(file, 0))
        .withMessage(reason);
  }

  private static byte[] rows(GrayPicture picture, int row, int... columns) {
    byte[] pixels = new byte[columns.length];
    for (int i = 0; i < columns.length; i++) {
      pixels[i] = picture.pixels()[row * picture.width() + columns[i]];
    }
    return pixels;
  }
}
