package mnist.picture;

import static mnist.picture.PngTest.assertNear;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Quarters of one colour each, which JPEG keeps but for rounding. */
class JpegTest {
  /** Rounding of YCbCr and of what the transform gives. */
  private static final int ROUNDING = 2;

  private final PictureDecoder decoder = new PictureDecoder(100_000);

  @Test
  void greyStaysWhatItIs() throws Exception {
    assertQuarters(Written.by("jpeg", grey()), 0, 50, 128, 255);
  }

  @Test
  void coloursBecomeLuma() throws Exception {
    // 54.2, 182.4, 18.4 as in PNG
    assertQuarters(Written.by("jpeg", colours()), 54, 182, 18, 99);
  }

  @Test
  void progressiveIsRead() throws Exception {
    assertQuarters(Written.progressiveJpeg(colours()), 54, 182, 18, 99);
    assertQuarters(Written.progressiveJpeg(grey()), 0, 50, 128, 255);
  }

  @Test
  void inksTakeLightAway() throws Exception {
    // Cyan 0.7874, yellow 0.9278, half black 0.498, magenta and a quarter black 0.2848 * 0.749
    assertQuarters(Written.resource("cmyk.jpg"), 201, 237, 127, 54);
    assertQuarters(Written.resource("ycck.jpg"), 201, 237, 127, 54);
  }

  @Test
  void inksWithoutAdobesSegmentAreStoredAsTheyAre() throws Exception {
    byte[] file = Written.resource("cmyk.jpg");
    int adobe = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("Adobe");
    byte[] without =
        ByteBuffer.allocate(file.length - 16)
            .put(file, 0, adobe - 4)
            .put(file, adobe + 12, file.length - adobe - 12)
            .array();

    // The inverse of what was inked: all black, or all of the colours; green in a quarter of light.
    assertQuarters(without, 0, 0, 0, 46);
  }

  @Test
  void greyProfileIsFollowed() throws Exception {
    byte[] file =
        Written.withSegment(
            Written.by("jpeg", grey()), 0xe2, "ICC_PROFILE\0\1\1", GrayProfiles.ofGamma(1));

    // sRGB's encoding of 50 / 255 is 0.4801, of 128 / 255 0.7365
    assertQuarters(file, 0, 122, 188, 255);
  }

  @Test
  void orientationIsHonoured() throws Exception {
    byte[] exif = TiffBytes.exif(ByteOrder.LITTLE_ENDIAN, 6);
    byte[] file = Written.withSegment(Written.by("jpeg", grey()), 0xe1, "Exif\0\0", exif);

    GrayPicture picture = decoder.decode(file, 0);

    assertThat(picture.height()).isEqualTo(48);
    assertQuarters(picture, 128, 0, 255, 50);
  }

  @Test
  void cutShortIsARejectNotAPicture() throws Exception {
    byte[] file = Written.by("jpeg", colours());
    byte[] cut = Arrays.copyOf(file, file.length - 20);
    assertReason(cut, "JPEG is cut short: its end is missing");

    // As some programs mend it, which keeps what it shows grey below.
    cut[cut.length - 2] = (byte) 0xff;
    cut[cut.length - 1] = (byte) 0xd9;
    assertReason(cut, "JPEG is damaged: Corrupt JPEG data: premature end of data segment");
  }

  @Test
  void sizeIsCheckedBeforeThereArePixels() throws Exception {
    byte[] file = Written.by("jpeg", grey());
    int frame =
        new String(file, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0");
    ByteBuffer.wrap(file).putShort(frame + 5, (short) 65535).putShort(frame + 7, (short) 65535);

    assertReason(file, "65535 x 65535 pixels are more than the 100,000 that are read");
  }

  @Test
  void aProfileCannotClaimMemory() throws Exception {
    byte[] profile = GrayProfiles.ofGamma(1);
    ByteBuffer.wrap(profile).putInt(0, Integer.MAX_VALUE);
    byte[] file =
        Written.withSegment(Written.by("jpeg", grey()), 0xe2, "ICC_PROFILE\0\1\1", profile);

    assertReason(file, "JPEG is damaged: its colour profile is cut short");
  }

  @Test
  void manyScansAreNotRead() throws Exception {
    byte[] file = Written.progressiveJpeg(grey());
    byte[] scans = new byte[101 * 10];
    for (int i = 0; i < scans.length; i += 10) {
      byte[] scan = {(byte) 0xff, (byte) 0xda, 0, 8, 1, 1, 0, 1, 5, 0};
      System.arraycopy(scan, 0, scans, i, 10);
    }
    byte[] many =
        ByteBuffer.allocate(file.length + scans.length)
            .put(file, 0, file.length - 2)
            .put(scans)
            .put(file, file.length - 2, 2)
            .array();

    assertReason(many, "JPEG of more than 100 scans isn't supported");
  }

  private void assertReason(byte[] file, String reason) {
    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> decoder.decode(file, 0))
        .withMessage(reason);
  }

  private void assertQuarters(byte[] file, int... expected) throws PictureException {
    assertQuarters(decoder.decode(file, 0), expected);
  }

  /** The middles of the quarters, row by row. */
  static void assertQuarters(GrayPicture picture, int... expected) {
    int height = picture.height();
    int width = picture.width();
    byte[] middles = new byte[4];
    for (int i = 0; i < 4; i++) {
      int y = height * (1 + i / 2 * 2) / 4;
      int x = width * (1 + i % 2 * 2) / 4;
      middles[i] = picture.pixels()[y * width + x];
    }
    assertNear(middles, ROUNDING, expected);
  }

  private static BufferedImage colours() {
    return quarters(
        BufferedImage.TYPE_INT_RGB, Color.RED, Color.GREEN, Color.BLUE, new Color(99, 99, 99));
  }

  private static BufferedImage grey() {
    BufferedImage image = new BufferedImage(48, 32, BufferedImage.TYPE_BYTE_GRAY);
    int[] values = {0, 50, 128, 255};
    for (int i = 0; i < 48 * 32; i++) {
      int quarter = i / 48 / 16 * 2 + i % 48 / 24;
      image.getRaster().setSample(i % 48, i / 48, 0, values[quarter]);
    }
    return image;
  }

  private static BufferedImage quarters(int type, Color... colours) {
    BufferedImage image = new BufferedImage(48, 32, type);
    Graphics2D graphics = image.createGraphics();
    for (int i = 0; i < 4; i++) {
      graphics.setColor(colours[i]);
      graphics.fillRect(i % 2 * 24, i / 2 * 16, 24, 16);
    }
    graphics.dispose();
    return image;
  }
}
