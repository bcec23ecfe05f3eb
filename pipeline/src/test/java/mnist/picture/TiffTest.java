package mnist.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files written by hand, and pixels reckoned by hand. */
class TiffTest {
  private static final int WHITE_IS_ZERO = 0;
  private static final int BLACK_IS_ZERO = 1;
  private static final int RGB = 2;
  private static final int PALETTE = 3;
  private static final int CMYK = 5;

  private final PictureDecoder decoder = new PictureDecoder(1000);

  @Test
  void greyBeginsWithBlackOrWhite() throws Exception {
    assertPixels(tiff().page(1, 3, BLACK_IS_ZERO, 1, 0, 100, 255), 0, 100, 255);
    assertPixels(tiff().page(1, 3, WHITE_IS_ZERO, 1, 0, 100, 255), 255, 155, 0);
  }

  @Test
  void greyOfOtherDepths() throws Exception {
    assertPixels(tiff().page(1, 3, BLACK_IS_ZERO, 1, 0b010_00000).tag(258, 1), 0, 255, 0);
    assertPixels(tiff().page(1, 3, WHITE_IS_ZERO, 1, 0b010_00000).tag(258, 1), 255, 0, 255);
    assertPixels(tiff().page(1, 3, BLACK_IS_ZERO, 1, 0x12, 0xf0).tag(258, 4), 17, 34, 255);
    // Lowest byte first: 0x8000 / 257 = 127.5
    assertPixels(tiff().page(1, 2, BLACK_IS_ZERO, 1, 0, 0x80, 0x12, 0x12).tag(258, 16), 128, 0x12);
  }

  @Test
  void coloursBecomeLuma() throws Exception {
    assertPixels(tiff().page(1, 2, RGB, 3, 255, 0, 0, 7, 7, 7), 54, 7);
    // One colour after the other
    assertPixels(
        tiff()
            .page(1, 2, RGB, 3, 255, 7, 0, 7, 0, 7)
            .tag(284, 2)
            .tag(273, 0, 2, 4)
            .tag(279, 2, 2, 2),
        54,
        7);
  }

  @Test
  void transparencyIsOverWhite() throws Exception {
    // Not multiplied: 0.2 * 100 + 0.8 * 255 = 224; multiplied: 20 + 0.8 * 255 = 224
    assertPixels(tiff().page(1, 1, BLACK_IS_ZERO, 2, 100, 51).tag(338, 2), 224);
    assertPixels(tiff().page(1, 1, BLACK_IS_ZERO, 2, 20, 51).tag(338, 1), 224);
    assertPixels(tiff().page(1, 1, RGB, 4, 100, 100, 100, 51).tag(338, 2), 224);
    assertPixels(tiff().page(1, 1, RGB, 4, 20, 20, 20, 51).tag(338, 1), 224);
  }

  @Test
  void palettesHaveColours() throws Exception {
    long[] colours = new long[3 * 256];
    colours[1] = 0xffff;
    colours[2] = colours[256 + 2] = colours[512 + 2] = 0x6464;

    assertPixels(tiff().page(1, 3, PALETTE, 1, 0, 1, 2).tag(320, colours), 0, 54, 100);
  }

  @Test
  void inksTakeLightAway() throws Exception {
    // Cyan 0.7874 of 255; half of black
    assertPixels(tiff().page(1, 2, CMYK, 4, 255, 0, 0, 0, 0, 0, 0, 128), 201, 127);
  }

  @Test
  void tilesArePutTogether() throws Exception {
    int[] tiles = new int[2 * 256];
    tiles[0] = 1;
    tiles[15] = 2;
    tiles[256] = 3;

    GrayPicture picture =
        decoder.decode(
            tiff()
                .page(1, 17, BLACK_IS_ZERO, 1, tiles)
                .tag(322, 16)
                .tag(323, 16)
                .tag(324, 0, 256)
                .tag(325, 256, 256)
                .bytes(),
            0);

    assertThat(picture.pixels()).hasSize(17).startsWith(1, 0).endsWith(2, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PackBits", "LZW", "Deflate", "ZLib"})
  void compressedWithoutLoss(String compression) throws Exception {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    byte[] expected = new byte[256];
    for (int i = 0; i < 256; i++) {
      image.getRaster().setSample(i % 16, i / 16, 0, i);
      expected[i] = (byte) i;
    }

    assertThat(decoder.decode(Written.by("tiff", compression, image), 0).pixels())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"CCITT RLE", "CCITT T.4", "CCITT T.6"})
  void faxes(String compression) throws Exception {
    BufferedImage image = new BufferedImage(9, 2, BufferedImage.TYPE_BYTE_BINARY);
    image.getRaster().setSample(4, 0, 0, 1);

    byte[] pixels = decoder.decode(Written.by("tiff", compression, image), 0).pixels();

    assertThat(pixels[4]).isEqualTo((byte) 255);
    pixels[4] = 0;
    assertThat(pixels).containsOnly(0);
  }

  @Test
  void jpegWithin() throws Exception {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    Arrays.fill(
        ((java.awt.image.DataBufferByte) image.getRaster().getDataBuffer()).getData(), (byte) 99);

    assertThat(decoder.decode(Written.by("tiff", "JPEG", image), 0).pixels()).containsOnly(99);
  }

  @Test
  void greyProfileIsFollowed() throws Exception {
    byte[] profile = GrayProfiles.ofGamma(1);

    byte[] pixels =
        decoder
            .decode(tiff().page(1, 3, BLACK_IS_ZERO, 1, 0, 51, 128).tag(34675, profile).bytes(), 0)
            .pixels();

    PngTest.assertNear(pixels, 1, 0, 124, 188);
  }

  @Test
  void everyPageIsAPicture() throws Exception {
    byte[] file =
        tiff()
            .page(1, 2, BLACK_IS_ZERO, 1, 1, 2)
            .page(1, 1, BLACK_IS_ZERO, 1, 9)
            .tag(254, 1)
            .page(2, 1, BLACK_IS_ZERO, 1, 3, 4)
            .tag(274, 6)
            .bytes();

    assertThat(decoder.pages(file)).isEqualTo(2);
    assertThat(decoder.decode(file, 0).pixels()).containsExactly(1, 2);
    assertThat(decoder.decode(file, 1).pixels()).containsExactly(4, 3);
    assertReason(file, 2, "there is no page 2: pages are 0 to 1");
  }

  @Test
  void cutShortIsARejectNotAPicture() {
    byte[] file = tiff().page(1, 3, BLACK_IS_ZERO, 1, 1, 2, 3).bytes();

    assertReason(Arrays.copyOf(file, file.length - 1), 0, "TIFF is cut short");
    assertReason(Arrays.copyOf(file, 8), 0, "TIFF is cut short: its directory is missing");
  }

  @Test
  void sizesAreCheckedBeforeThereArePixels() {
    assertReason(
        tiff().page(70_000, 80_000, BLACK_IS_ZERO, 1, 1).bytes(),
        0,
        "80000 x 70000 pixels are more than the 1,000 that are read");
    assertReason(
        tiff()
            .page(1, 1, BLACK_IS_ZERO, 1, 1)
            .tag(322, 65_536)
            .tag(323, 65_536)
            .tag(324, 0)
            .tag(325, 1)
            .bytes(),
        0,
        "65536 x 65536 pixels are more than the 2,000 that are read");
  }

  /** Of tiles, what reaches over the page is decoded too. */
  @Test
  void tilesMayBeTwiceAsLargeAsWhatIsRead() throws Exception {
    int[] tile = new int[1600];
    for (int[] size : new int[][] {{25, 40}, {40, 25}}) {
      assertThat(
              decoder
                  .decode(
                      tiff()
                          .page(size[0], size[1], BLACK_IS_ZERO, 1, tile)
                          .tag(322, 40)
                          .tag(323, 40)
                          .tag(324, 0)
                          .tag(325, 1600)
                          .bytes(),
                      0)
                  .pixels())
          .hasSize(1000);
    }
    assertReason(
        tiff()
            .page(1, 1, BLACK_IS_ZERO, 1, 1)
            .tag(322, 0)
            .tag(323, 16)
            .tag(324, 0)
            .tag(325, 1)
            .bytes(),
        0,
        "TIFF is damaged: its tiles have no pixels");
  }

  @Test
  void tilesAndStripsBeyondTheFileAreCutShort() {
    assertReason(
        tiff()
            .page(1, 1, BLACK_IS_ZERO, 1, 1)
            .tag(322, 16)
            .tag(323, 16)
            .tag(324, 1000)
            .tag(325, 256)
            .bytes(),
        0,
        "TIFF is cut short");
    assertReason(
        tiff().page(1, 1, BLACK_IS_ZERO, 1, 1).tag(273, 1).bytes(), 0, "TIFF is cut short");
  }

  @Test
  void oldJpegIsNotRead() {
    assertReason(
        tiff().page(1, 1, BLACK_IS_ZERO, 1, 1).tag(259, 6).bytes(),
        0,
        "TIFF with JPEG of before 1995 isn't supported: convert to PNG or JPEG");
  }

  /** Whatever the directory says of the page. */
  @Test
  void jpegWithinIsCheckedBeforeThereArePixels() throws Exception {
    BufferedImage large = new BufferedImage(50, 50, BufferedImage.TYPE_BYTE_GRAY);
    byte[] strip = Written.by("jpeg", large);
    int[] bytes = new int[strip.length];
    Arrays.setAll(bytes, i -> strip[i]);

    assertReason(
        tiff().page(1, 1, BLACK_IS_ZERO, 1, bytes).tag(259, 7).bytes(),
        0,
        "1 x 2500 pixels are more than the 2,000 that are read");
  }

  /** Whose lengths are missing could be of any size. */
  @Test
  void jpegWithinHasALength() throws Exception {
    byte[] strip = Written.by("jpeg", new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY));
    int[] bytes = new int[strip.length];
    Arrays.setAll(bytes, i -> strip[i]);

    assertReason(
        tiff().page(1, 1, BLACK_IS_ZERO, 1, bytes).tag(259, 7).tag(279).bytes(),
        0,
        "TIFF is damaged: its strips don't fit its page");
  }

  @Test
  void stripsThatThePageDoesNotNeedAreNotRead() throws Exception {
    // The third is beyond the file.
    assertPixels(
        tiff()
            .page(2, 1, BLACK_IS_ZERO, 1, 5, 6)
            .tag(273, 0, 1, 1000)
            .tag(278, 1)
            .tag(279, 1, 1, 1),
        5,
        6);
    assertReason(
        tiff().page(2, 1, BLACK_IS_ZERO, 1, 5, 6).tag(278, 0).bytes(),
        0,
        "TIFF is damaged: its strips have no rows");
  }

  @Test
  void directoriesPointAtFewOthersThatDoNotOverlap() throws Exception {
    // To where the page's own is.
    long[] most = new long[64];
    Arrays.fill(most, 8);
    assertPixels(tiff().page(1, 1, BLACK_IS_ZERO, 1, 5).tag(330, most), 5);
    assertReason(
        tiff().page(1, 1, BLACK_IS_ZERO, 1, 5).tag(330, new long[65]).bytes(),
        0,
        "TIFF is damaged: it points to too many directories");
    // Where 65,535 tags are said to be, which the file has no room for.
    byte[] file = tiff().page(1, 2, BLACK_IS_ZERO, 1, 0xff, 0xff).tag(330, 0).bytes();
    int pointer = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("J\1");
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(pointer + 8, file.length - 2);
    assertReason(file, 0, "TIFF is damaged: its directories overlap");
  }

  @Test
  void samplesHaveUpTo16BitsAndPixelsUpToEight() throws Exception {
    String reason =
        "TIFF with other than unsigned samples of 1 to 16 bits isn't supported: convert to PNG";
    assertReason(tiff().page(1, 1, BLACK_IS_ZERO, 1, 0, 0, 0).tag(258, 17).bytes(), 0, reason);
    assertReason(tiff().page(1, 1, RGB, 3, 0, 0, 0).tag(258, 8, 17, 8).bytes(), 0, reason);
    assertReason(tiff().page(1, 1, RGB, 9, new int[9]).bytes(), 0, reason);
    assertReason(tiff().page(1, 1, BLACK_IS_ZERO, 1, 0).tag(339, 2).bytes(), 0, reason);
    assertPixels(tiff().page(1, 1, BLACK_IS_ZERO, 1, 9).tag(339, 1), 9);
  }

  @Test
  void otherSamplesAreNoPicture() {
    assertReason(
        tiff().page(1, 1, BLACK_IS_ZERO, 1, 0, 0, 0, 0).tag(258, 32).tag(339, 3).bytes(),
        0,
        "TIFF with other than unsigned samples of 1 to 16 bits isn't supported: convert to PNG");
  }

  @Test
  void directoriesOverTheSameBytesAreNotRead() {
    ByteBuffer file = ByteBuffer.allocate(100_000);
    file.put("MM\0*".getBytes()).putInt(8);
    // 5,000 tags, each with a value of all bytes
    file.putShort((short) 5000);
    for (int i = 0; i < 5000; i++) {
      file.putShort((short) i).putShort((short) 7).putInt(90_000).putInt(8);
    }

    assertReason(file.array(), 0, "TIFF is damaged: its directories overlap");
  }

  private static TiffBytes tiff() {
    return new TiffBytes(ByteOrder.LITTLE_ENDIAN);
  }

  private void assertPixels(TiffBytes file, int... expected) throws PictureException {
    assertThat(decoder.decode(file.bytes(), 0).pixels()).isEqualTo(PngBytes.bytes(expected));
  }

  private void assertReason(byte[] file, int page, String reason) {
    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> decoder.decode(file, page))
        .withMessage(reason);
  }
}
