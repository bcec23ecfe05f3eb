package mnist.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pixels however Java lays them out, against what Java says they are. */
class ShadesTest {

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_INT_ARGB
      })
  void anyPartOfAnyLayoutIsSeen(int type) {
    BufferedImage image = new BufferedImage(13, 11, type);
    Random random = new Random(type);
    int[] pixel = new int[image.getRaster().getNumBands()];
    for (int i = 0; i < 13 * 11; i++) {
      for (int band = 0; band < pixel.length; band++) {
        // Half transparent and so on would need Java's own rounding.
        pixel[band] = band == 3 ? 255 * random.nextInt(2) : random.nextInt(256);
      }
      image.getRaster().setPixel(i % 13, i / 13, pixel);
    }

    assertLikeJava(image);
    assertLikeJava(image.getSubimage(2, 3, 7, 5));
    assertLikeJava(image.getSubimage(0, 4, 13, 7));
    assertLikeJava(image.getSubimage(5, 0, 8, 11));
  }

  private static void assertLikeJava(BufferedImage image) {
    GrayPicture picture = Shades.of(image);

    assertThat(picture.height()).isEqualTo(image.getHeight());
    assertThat(picture.width()).isEqualTo(image.getWidth());
    boolean isGray = image.getType() == BufferedImage.TYPE_BYTE_GRAY;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        int luma = Luma.of(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
        // Java takes grey for linear in light.
        int stored = isGray ? image.getRaster().getSample(x, y, 0) : luma;
        int expected = rgb >>> 24 == 0 ? 255 : stored;
        assertThat(picture.pixels()[y * image.getWidth() + x] & 0xff).isEqualTo(expected);
      }
    }
  }

  /** One band of several that are interleaved. */
  @Test
  void greyMayHaveOtherBytesBetween() {
    WritableRaster both = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 3, 2, 2, null);
    for (int i = 0; i < 6; i++) {
      both.setSample(i % 3, i / 3, 0, 99);
      both.setSample(i % 3, i / 3, 1, 10 * i);
    }
    WritableRaster second = both.createWritableChild(0, 0, 3, 2, 0, 0, new int[] {1});
    ComponentColorModel gray =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            false,
            false,
            ComponentColorModel.OPAQUE,
            DataBuffer.TYPE_BYTE);

    assertThat(Shades.of(new BufferedImage(gray, second, false, null)).pixels())
        .containsExactly(0, 10, 20, 30, 40, 50);
  }

  @Test
  void fewerBitsAreStretched() {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_555_RGB);
    image.getRaster().setPixel(0, 0, new int[] {31, 31, 31});
    image.getRaster().setPixel(1, 0, new int[] {15, 15, 15});

    // 15 / 31 of 255 is 123.4
    assertThat(Shades.of(image).pixels()).containsExactly(-1, 123);
  }

  @Test
  void otherColourSpacesBecomeSrgb() {
    ColorSpace linear = ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB);
    ComponentColorModel model =
        new ComponentColorModel(
            linear, false, false, ComponentColorModel.OPAQUE, DataBuffer.TYPE_BYTE);
    WritableRaster raster = model.createCompatibleWritableRaster(1, 1);
    raster.setPixel(0, 0, new int[] {128, 128, 128});

    // sRGB's encoding of 128 / 255 is 0.7365
    byte[] pixels = Shades.of(new BufferedImage(model, raster, false, null)).pixels();
    PngTest.assertNear(pixels, 1, 188);
  }
}
