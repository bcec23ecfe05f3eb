package mnist.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * Files written by hand, and pixels reckoned by hand. Rows are stored from below, four bytes each.
 */
class BmpTest {
  private static final byte[] NO_COLOURS = {};
  private static final byte[] COLOURS =
      PngBytes.bytes(0, 0, 0, 0, 0, 0, 255, 0, 200, 200, 200, 0, 100, 100, 100, 0);

  private final PictureDecoder decoder = new PictureDecoder(1000);

  @Test
  void coloursAreStoredBlueFirst() throws Exception {
    assertPixels(bmp(1, 2, 24, 0, NO_COLOURS, 0, 0, 255, 255, 0, 0, 0, 0), 54, 18);
    assertPixels(bmp(1, 2, 32, 0, NO_COLOURS, 0, 0, 255, 0, 0, 255, 0, 0), 54, 182);
  }

  @Test
  void rowsMayBeStoredFromAboveToo() throws Exception {
    assertPixels(bmp(2, 1, 8, 0, COLOURS, 1, 0, 0, 0, 2, 0, 0, 0), 200, 54);
    assertPixels(bmp(-2, 1, 8, 0, COLOURS, 1, 0, 0, 0, 2, 0, 0, 0), 54, 200);
  }

  @Test
  void palettesHave1Or4Or8Bits() throws Exception {
    assertPixels(bmp(1, 3, 1, 0, Arrays.copyOf(COLOURS, 8), 0b010_00000, 0, 0, 0), 0, 54, 0);
    assertPixels(bmp(1, 3, 4, 0, COLOURS, 0x12, 0x30, 0, 0), 54, 200, 100);
    assertPixels(bmp(1, 3, 8, 0, COLOURS, 3, 2, 0, 0), 100, 200, 0);
  }

  @Test
  void runLengthsAreRead() throws Exception {
    // Two of colour 1, one of colour 2, end
    assertPixels(bmp(1, 3, 8, 1, COLOURS, 2, 1, 1, 2, 0, 1), 54, 54, 200);
  }

  @Test
  void colours0f16BitsHave5BitsEach() throws Exception {
    // 31 of red; 16 of each, 132 of 255
    assertPixels(bmp(1, 2, 16, 0, NO_COLOURS, 0x00, 0x7c, 0x10, 0x42), 54, 132);
  }

  @Test
  void cutShortIsARejectNotAPicture() {
    byte[] file = bmp(2, 2, 24, 0, NO_COLOURS, new int[16]);

    assertReason(Arrays.copyOf(file, file.length - 1), "BMP is cut short");
  }

  @Test
  void sizeIsCheckedBeforeThereArePixels() {
    byte[] file = bmp(50_000, 40_000, 8, 1, COLOURS, 0, 1);

    assertReason(file, "40000 x 50000 pixels are more than the 1,000 that are read");
  }

  @Test
  void otherFormatsWithinAreNotRead() {
    assertReason(
        bmp(1, 1, 24, 4, NO_COLOURS, 0),
        "BMP with compression 4 isn't supported: convert to PNG or JPEG");
  }

  private void assertPixels(byte[] file, int... expected) throws PictureException {
    assertThat(decoder.decode(file, 0).pixels()).isEqualTo(PngBytes.bytes(expected));
  }

  private void assertReason(byte[] file, String reason) {
    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> decoder.decode(file, 0))
        .withMessage(reason);
  }

  private static byte[] bmp(
      int height, int width, int bits, int compression, byte[] colours, int... rows) {
    int pixels = 54 + colours.length;
    return ByteBuffer.allocate(pixels + rows.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 'B')
        .put((byte) 'M')
        .putInt(pixels + rows.length)
        .putInt(0)
        .putInt(pixels)
        .putInt(40)
        .putInt(width)
        .putInt(height)
        .putShort((short) 1)
        .putShort((short) bits)
        .putInt(compression)
        .putInt(rows.length)
        .putInt(0)
        .putInt(0)
        .putInt(colours.length / 4)
        .putInt(0)
        .put(colours)
        .put(PngBytes.bytes(rows))
        .array();
  }
}
