package mnist.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Files written by hand, and pixels reckoned by hand. */
class GifTest {
  private static final int[] COLOURS = {0, 0, 0, 255, 0, 0, 200, 200, 200, 100, 100, 100};

  private final PictureDecoder decoder = new PictureDecoder(1000);

  @Test
  void palettesHaveColours() throws Exception {
    assertPicture(gif(1, 4, 0, 0, -1, 0, 1, 2, 3), 4, 0, 54, 200, 100);
  }

  @Test
  void aColourMayBeTransparent() throws Exception {
    assertPicture(gif(1, 4, 0, 0, 2, 0, 1, 2, 3), 4, 0, 54, 255, 100);
  }

  @Test
  void theFirstFrameIsOnItsCanvas() throws Exception {
    byte[] file = gif(2, 3, 1, 1, -1, 1, 2);

    assertPicture(file, 3, 255, 255, 255, 255, 54, 200);
  }

  @Test
  void aFrameAsHighAsItsCanvasMayBeNarrower() throws Exception {
    assertPicture(gif(1, 4, 0, 1, -1, 1, 2), 4, 255, 54, 200, 255);
  }

  @Test
  void framesHaveRows() throws Exception {
    assertPicture(
        frame(4, 3, 1, 1, -1, 2, 1, 2, 3, 0),
        3,
        255,
        255,
        255,
        255,
        54,
        200,
        255,
        100,
        0,
        255,
        255,
        255);
  }

  @Test
  void aFrameBeyondItsCanvasMakesItLarger() throws Exception {
    assertPicture(gif(1, 1, 0, 1, -1, 1, 2), 3, 255, 54, 200);
  }

  @Test
  void sizeIsCheckedBeforeThereArePixels() {
    byte[] file = gif(60_000, 50_000, 0, 0, -1, 1, 2);

    assertReason(file, "50000 x 60000 pixels are more than the 1,000 that are read");
  }

  @Test
  void cutShortIsARejectNotAPicture() {
    byte[] file = gif(1, 2, 0, 0, -1, 1, 2);

    // Without the trailer only, all is there.
    assertReason(Arrays.copyOf(file, file.length - 2), "GIF is cut short");
    assertReason(Arrays.copyOf(file, 20), "GIF is cut short");
  }

  @Test
  void noFrameIsNoPicture() {
    byte[] file = Arrays.copyOf(gif(1, 2, 0, 0, -1, 1, 2), 26);
    file[25] = 0x3b;

    assertReason(file, "GIF is damaged: it has no frame");
  }

  private void assertPicture(byte[] file, int width, int... expected) throws PictureException {
    GrayPicture picture = decoder.decode(file, 0);
    assertThat(picture.width()).isEqualTo(width);
    assertThat(picture.pixels()).isEqualTo(PngBytes.bytes(expected));
  }

  private void assertReason(byte[] file, String reason) {
    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> decoder.decode(file, 0))
        .withMessage(reason);
  }

  /** A canvas with a frame of one row. */
  private static byte[] gif(
      int height, int width, int top, int left, int transparent, int... pixels) {
    return frame(height, width, top, left, transparent, 1, pixels);
  }

  /**
   * A canvas with a frame.
   *
   * @param transparent index; negative for none
   */
  private static byte[] frame(
      int height, int width, int top, int left, int transparent, int rows, int... pixels) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("GIF89a".getBytes());
    shorts(file, width, height);
    file.writeBytes(PngBytes.bytes(0x81, 0, 0));
    file.writeBytes(PngBytes.bytes(COLOURS));
    if (transparent >= 0) {
      file.writeBytes(PngBytes.bytes(0x21, 0xf9, 4, 1, 0, 0, transparent, 0));
    }
    file.write(0x2c);
    shorts(file, left, top, pixels.length / rows, rows);
    file.writeBytes(PngBytes.bytes(0, 2));
    byte[] codes = codes(pixels);
    file.write(codes.length);
    file.writeBytes(codes);
    file.writeBytes(PngBytes.bytes(0, 0x3b));
    return file.toByteArray();
  }

  /** LZW's codes of 3 bits: clear, 4, before each pixel, so that they never grow; then end, 5. */
  private static byte[] codes(int... pixels) {
    byte[] bytes = new byte[(3 * (2 * pixels.length + 1) + 7) / 8];
    int bit = 0;
    for (int i = 0; i <= 2 * pixels.length; i++) {
      int code = i == 2 * pixels.length ? 5 : i % 2 == 0 ? 4 : pixels[i / 2];
      for (int j = 0; j < 3; j++, bit++) {
        bytes[bit / 8] |= (byte) ((code >> j & 1) << bit % 8);
      }
    }
    return bytes;
  }

  private static void shorts(ByteArrayOutputStream file, int... values) {
    for (int value : values) {
      file.write(value);
      file.write(value >> 8);
    }
  }
}
