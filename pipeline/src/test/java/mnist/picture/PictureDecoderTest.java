package mnist.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is alike for all formats. */
class PictureDecoderTest {

  private final PictureDecoder decoder = new PictureDecoder(10_000);

  @Test
  void theBoundOnPixelsIsAnInteger() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PictureDecoder(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new PictureDecoder(1L << 31));
    assertThat(new PictureDecoder((1L << 31) - 1)).isNotNull();
  }

  @Test
  void aPictureMayHaveAsManyPixelsAsTheBound() throws Exception {
    byte[] file = new PngBytes(1, 1, 8, PngBytes.GRAY).rows(0, 7);
    assertThat(new PictureDecoder(1).decode(file, 0).pixels()).containsExactly(7);
  }

  @Test
  void otherThanTiffHasOnePage() throws Exception {
    byte[] file = new PngBytes(1, 1, 8, PngBytes.GRAY).rows(0, 7);
    assertThat(decoder.pages(file)).isEqualTo(1);
    assertReason(decoder, file, 1, "there is no page 1: pages are 0 to 0");
    assertReason(decoder, file, -1, "there is no page -1: pages are 0 to 0");
  }

  @Test
  void inksAreCheckedLikeColours() throws Exception {
    byte[] file = Written.resource("cmyk.jpg");
    assertReason(
        new PictureDecoder(10), file, 0, "16 x 16 pixels are more than the 10 that are read");
    assertReason(
        decoder,
        endedEarly(file, 8),
        0,
        "JPEG is damaged: Corrupt JPEG data: premature end of data segment");
  }

  @Test
  void aDamagedPictureHasNothingToDoWithTheNext() throws Exception {
    byte[] file = Written.by("jpeg", quarters());
    assertReason(
        decoder,
        endedEarly(file, 20),
        0,
        "JPEG is damaged: Corrupt JPEG data: premature end of data segment");
    assertThat(decoder.decode(file, 0).width()).isEqualTo(48);
  }

  @Test
  void damageWithinTiffIsToldToo() throws Exception {
    byte[] file = Written.by("tiff", "JPEG", quarters());
    int end = 0;
    for (int i = 0; i + 1 < file.length; i++) {
      end = file[i] == (byte) 0xff && file[i + 1] == (byte) 0xd9 ? i : end;
    }
    byte[] damaged = file.clone();
    damaged[end - 20] = (byte) 0xff;
    damaged[end - 19] = (byte) 0xd9;

    assertThat(decoder.decode(file, 0).width()).isEqualTo(48);
    assertReason(
        decoder, damaged, 0, "JPEG is damaged: Corrupt JPEG data: premature end of data segment");
  }

  @Test
  void reasonsHaveOneLineOfABoundedLength() {
    String longest = "x".repeat(200);
    assertThat(new PictureException(longest)).hasMessage(longest);
    assertThat(new PictureException(longest + "x")).hasMessage("x".repeat(199) + "…");
    assertThat(new PictureException(" a\r\n\tb\0")).hasMessage("a b");
  }

  /** As some programs mend what is cut short, by an end of image. */
  private static byte[] endedEarly(byte[] jpeg, int bytes) {
    byte[] ended = Arrays.copyOf(jpeg, jpeg.length - bytes);
    ended[ended.length - 2] = (byte) 0xff;
    ended[ended.length - 1] = (byte) 0xd9;
    return ended;
  }

  private static void assertReason(PictureDecoder decoder, byte[] file, int page, String reason) {
    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> decoder.decode(file, page))
        .withMessage(reason);
  }

  private static BufferedImage quarters() {
    BufferedImage image = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    Color[] colours = {Color.RED, Color.GREEN, Color.BLUE, Color.GRAY};
    for (int i = 0; i < 4; i++) {
      graphics.setColor(colours[i]);
      graphics.fillRect(i % 2 * 24, i / 2 * 16, 24, 16);
    }
    graphics.dispose();
    return image;
  }
}
