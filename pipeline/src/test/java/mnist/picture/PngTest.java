package mnist.picture;

import static mnist.picture.PngBytes.GRAY;
import static mnist.picture.PngBytes.GRAY_ALPHA;
import static mnist.picture.PngBytes.PALETTE;
import static mnist.picture.PngBytes.RGB;
import static mnist.picture.PngBytes.RGB_ALPHA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files written by hand, and pixels reckoned by hand. */
class PngTest {
  private final PictureDecoder decoder = new PictureDecoder(1000);

  @Test
  void greyOf8BitsStaysWhatItIs() throws Exception {
    int[] row = IntStream.range(0, 257).map(i -> Math.max(0, i - 1)).toArray();

    assertPixels(new PngBytes(1, 256, 8, GRAY).rows(row), Arrays.copyOfRange(row, 1, 257));
  }

  @Test
  void greyOfFewerBitsIsStretched() throws Exception {
    assertPixels(new PngBytes(1, 3, 1, GRAY).rows(0, 0b010_00000), 0, 255, 0);
    assertPixels(new PngBytes(1, 4, 2, GRAY).rows(0, 0b00_01_10_11), 0, 85, 170, 255);
    assertPixels(new PngBytes(1, 3, 4, GRAY).rows(0, 0x01, 0xf0), 0, 17, 255);
  }

  @Test
  void greyOf16BitsIsRounded() throws Exception {
    // 0x0080 / 257 = 0.498, 0x0081 / 257 = 0.502, 0x8000 / 257 = 127.5
    assertPixels(
        new PngBytes(1, 5, 16, GRAY).rows(0, 0, 0x80, 0, 0x81, 0x80, 0, 0x12, 0x12, 0xff, 0xff),
        0,
        1,
        128,
        0x12,
        255);
  }

  @Test
  void coloursBecomeLuma() throws Exception {
    // 0.2126 * 255 = 54.2, 0.7152 * 255 = 182.4, 0.0722 * 255 = 18.4
    assertPixels(
        new PngBytes(1, 4, 8, RGB).rows(0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 99, 99, 99),
        54,
        182,
        18,
        99);
  }

  @Test
  void coloursOf16BitsBecomeLuma() throws Exception {
    // (0.2126 * 0x1000 + 0.7152 * 0x2000 + 0.0722 * 0x8000) / 257 = 35.4
    assertPixels(
        new PngBytes(1, 2, 16, RGB)
            .rows(0, 0x10, 0, 0x20, 0, 0x80, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
        35,
        255);
  }

  @Test
  void transparencyIsOverWhite() throws Exception {
    // 51 / 255 = 0.2: 0.2 * 100 + 0.8 * 255 = 224
    assertPixels(
        new PngBytes(1, 3, 8, GRAY_ALPHA).rows(0, 100, 51, 100, 0, 100, 255), 224, 255, 100);
    // 0.4 * 54.2 + 0.6 * 255 = 174.7
    assertPixels(new PngBytes(1, 2, 8, RGB_ALPHA).rows(0, 255, 0, 0, 102, 0, 0, 0, 0), 175, 255);
    // 0x3333 / 0xffff = 0.2: 0.2 * 0x6464 / 257 + 0.8 * 255 = 224
    assertPixels(new PngBytes(1, 1, 16, GRAY_ALPHA).rows(0, 0x64, 0x64, 0x33, 0x33), 224);
    assertPixels(
        new PngBytes(1, 1, 16, RGB_ALPHA).rows(0, 0x64, 0x64, 0x64, 0x64, 0x64, 0x64, 0x33, 0x33),
        224);
  }

  /** Of drawing programs; a picture that is all as transparent stays white. */
  @Test
  void whiteInkOnATransparentBackgroundIsOverBlack() throws Exception {
    assertPixels(new PngBytes(1, 3, 8, GRAY_ALPHA).rows(0, 255, 51, 255, 0, 255, 255), 51, 0, 255);
    assertPixels(
        new PngBytes(1, 2, 8, RGB_ALPHA).rows(0, 255, 255, 255, 102, 255, 255, 255, 0), 102, 0);
    assertPixels(
        new PngBytes(1, 2, 2, PALETTE)
            .chunk("PLTE", 255, 255, 255, 255, 255, 255)
            .chunk("tRNS", 255, 0)
            .rows(0, 0b0001_0000),
        255,
        0);
    assertPixels(new PngBytes(1, 2, 8, GRAY_ALPHA).rows(0, 255, 51, 255, 51), 255, 255);
    assertPixels(new PngBytes(1, 2, 8, GRAY_ALPHA).rows(0, 254, 255, 255, 0), 254, 255);
  }

  @Test
  void aColourMayBeTransparent() throws Exception {
    assertPixels(new PngBytes(1, 2, 8, GRAY).chunk("tRNS", 0, 7).rows(0, 7, 8), 255, 8);
    assertPixels(
        new PngBytes(1, 2, 8, RGB).chunk("tRNS", 0, 1, 0, 2, 0, 3).rows(0, 1, 2, 3, 9, 9, 9),
        255,
        9);
  }

  @Test
  void palettesHaveColoursAndTransparency() throws Exception {
    int[] colours = {0, 0, 0, 255, 0, 0, 200, 200, 200, 100, 100, 100};

    assertPixels(
        new PngBytes(1, 4, 2, PALETTE)
            .chunk("PLTE", colours)
            .chunk("tRNS", 255, 255, 0, 51)
            .rows(0, 0b00_01_10_11),
        0,
        54,
        255,
        224);
    assertPixels(
        new PngBytes(1, 3, 8, PALETTE).chunk("PLTE", colours).rows(0, 3, 2, 0), 100, 200, 0);
  }

  @Test
  void interlacedIsPutTogether() throws Exception {
    // Passes 1, 4, 5, 6, 7 of 3 x 3 pixels
    byte[] file =
        new PngBytes(3, 3, 8, GRAY, true).rows(0, 1, 0, 3, 0, 7, 9, 0, 2, 0, 8, 0, 4, 5, 6);

    assertPixels(file, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void greyProfileIsFollowed() throws Exception {
    byte[] linear = PngBytes.compressedText("linear\0\0", GrayProfiles.ofGamma(1));

    // sRGB's encoding of 0.5 is 0.7354, of 0.2 is 0.4845
    assertThat(decode(new PngBytes(1, 3, 8, GRAY).chunk("iCCP", linear).rows(0, 0, 51, 128)))
        .satisfies(pixels -> assertNear(pixels, 1, 0, 124, 188));
    assertThat(decode(new PngBytes(1, 2, 1, GRAY).chunk("iCCP", linear).rows(0, 0b01_000000)))
        .satisfies(pixels -> assertNear(pixels, 1, 0, 255));
    assertThat(decode(new PngBytes(1, 1, 8, GRAY_ALPHA).chunk("iCCP", linear).rows(0, 51, 0)))
        .satisfies(pixels -> assertNear(pixels, 0, 255));
  }

  @Test
  void anUnusableProfileIsNone() throws Exception {
    byte[] damaged = PngBytes.compressedText("x\0\0", new byte[] {1, 2, 3});

    assertPixels(new PngBytes(1, 1, 8, GRAY).chunk("iCCP", damaged).rows(0, 51), 51);
    assertPixels(new PngBytes(1, 1, 8, GRAY).chunk("iCCP", 1, 2, 3).rows(0, 51), 51);
  }

  @Test
  void orientationIsHonoured() throws Exception {
    byte[] exif = TiffBytes.exif(ByteOrder.BIG_ENDIAN, 6);

    GrayPicture picture =
        decoder.decode(new PngBytes(1, 2, 8, GRAY).chunk("eXIf", exif).rows(0, 1, 2), 0);

    assertThat(picture.height()).isEqualTo(2);
    assertThat(picture.pixels()).containsExactly(1, 2);
  }

  @Test
  void sizeIsCheckedBeforeThereArePixels() {
    byte[] file = new PngBytes(1_000_000, 2_000_000, 16, RGB_ALPHA).rows(new int[100]);

    assertReason(file, "2000000 x 1000000 pixels are more than the 1,000 that are read");
  }

  @Test
  void damageIsARejectNotAPicture() {
    byte[] file = new PngBytes(2, 2, 8, GRAY).rows(0, 1, 2, 0, 3, 4);
    byte[] flipped = file.clone();
    flipped[45] ^= 1;

    assertReason(flipped, "PNG is damaged: a checksum is wrong");
    assertReason(Arrays.copyOf(file, file.length - 12), "PNG is cut short");
    assertReason(Arrays.copyOf(file, 30), "PNG is cut short or damaged: its header is missing");
  }

  @Test
  void anyCutIsTold() {
    byte[] file = new PngBytes(2, 2, 8, GRAY).rows(0, 1, 2, 0, 3, 4);
    for (int length = 33; length < file.length; length++) {
      assertReason(Arrays.copyOf(file, length), "PNG is cut short");
    }
  }

  /** What isn't decoded may have any checksum. */
  @Test
  void damageInTextsDoesNotMatter() throws Exception {
    byte[] file = new PngBytes(1, 1, 8, GRAY).chunk("tEXt", 1, 2, 3).chunk("aAAA", 4).rows(0, 51);
    file[42] ^= 1;
    file[57] ^= 1;
    assertPixels(file, 51);
    byte[] transparent = new PngBytes(1, 1, 8, GRAY).chunk("tRNS", 0, 51).rows(0, 51);
    assertPixels(transparent, 255);
    transparent[42] ^= 1;
    assertReason(transparent, "PNG is damaged: a checksum is wrong");
  }

  @Test
  void aGreyProfileOfColoursIsNotFollowed() throws Exception {
    byte[] linear = PngBytes.compressedText("linear\0\0", GrayProfiles.ofGamma(1));
    assertPixels(new PngBytes(1, 1, 8, RGB).chunk("iCCP", linear).rows(0, 51, 51, 51), 51);
  }

  /** 16 bits are rounded to the 8 that a profile's table has. */
  @Test
  void greyOf16BitsFollowsItsProfileToo() throws Exception {
    byte[] linear = PngBytes.compressedText("linear\0\0", GrayProfiles.ofGamma(1));
    byte[] expected = decode(new PngBytes(1, 2, 8, GRAY).chunk("iCCP", linear).rows(0, 3, 4));

    // 257 * 3.498 and 257 * 3.502
    assertThat(decode(new PngBytes(1, 2, 16, GRAY).chunk("iCCP", linear).rows(0, 3, 0x83, 3, 0x84)))
        .isEqualTo(expected);
  }

  @Test
  void sparsePicturesAreSmallFilesButNotThatSmall() throws Exception {
    PictureDecoder large = new PictureDecoder(1_000_000);
    byte[] white = new PngBytes(800, 800, 1, GRAY).rows(new int[800 * 101]);
    assertThat(large.decode(white, 0).pixels()).containsOnly(0);
    byte[] empty = new PngBytes(800, 800, 1, GRAY).rows(0);
    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> large.decode(empty, 0))
        .withMessage("PNG is damaged: 9 bytes are too few for 800 x 800 pixels");
  }

  @Test
  void tooFewRowsAreNoPicture() {
    assertReason(new PngBytes(2, 2, 8, GRAY).rows(0, 1, 2), "PNG is cut short");
  }

  private void assertReason(byte[] file, String reason) {
    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> decoder.decode(file, 0))
        .withMessage(reason);
  }

  private byte[] decode(byte[] file) throws PictureException {
    return decoder.decode(file, 0).pixels();
  }

  private void assertPixels(byte[] file, int... expected) throws PictureException {
    assertThat(decode(file)).isEqualTo(PngBytes.bytes(expected));
  }

  static void assertNear(byte[] pixels, int most, int... expected) {
    assertThat(pixels).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(pixels[i] & 0xff)
          .as("pixel %d", i)
          .isBetween(expected[i] - most, expected[i] + most);
    }
  }
}
