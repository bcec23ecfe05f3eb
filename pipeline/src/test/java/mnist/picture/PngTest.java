package mnist.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngTest {
  private final PictureDecoder decoder = new PictureDecoder(1000);

  @Test
  void greyStaysWhatItIs() throws Exception {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
    byte[] expected = new byte[256];
    for (int i = 0; i < 256; i++) {
      image.getRaster().setSample(i % 16, i / 16, 0, i);
      expected[i] = (byte) i;
    }

    assertThat(decoder.decode(png(image), 0).pixels()).isEqualTo(expected);
  }

  @Test
  void coloursBecomeLuma() throws Exception {
    BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 0xff0000);
    image.setRGB(1, 0, 0x00ff00);
    image.setRGB(2, 0, 0x0000ff);
    image.setRGB(3, 0, 0x0a1464);

    // 0.2126 * 255 = 54.2; 0.7152 * 255 = 182.4; 0.0722 * 255 = 18.4; 2.126 + 14.304 + 7.22 = 23.65
    assertThat(decoder.decode(png(image), 0).pixels()).containsExactly(54, 182, 18, 24);
  }

  @Test
  void sizeIsCheckedFirst() throws Exception {
    byte[] file = png(new BufferedImage(101, 10, BufferedImage.TYPE_BYTE_GRAY));

    assertThatExceptionOfType(PictureException.class)
        .isThrownBy(() -> decoder.decode(file, 0))
        .withMessage("101 x 10 pixels are more than the 1,000 that are read");
  }

  private static byte[] png(BufferedImage image) throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(image, "png", file);
    return file.toByteArray();
  }
}
