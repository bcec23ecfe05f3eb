package mnist.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadersTest {

  @ParameterizedTest
  @CsvSource({
    "PNG, com.sun.imageio.plugins.png.PNGImageReader",
    "GIF, com.sun.imageio.plugins.gif.GIFImageReader",
    "BMP, com.sun.imageio.plugins.bmp.BMPImageReader",
    "JPEG, com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReader",
    "TIFF, com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReader",
    "WEBP, com.twelvemonkeys.imageio.plugins.webp.WebPImageReader",
  })
  void everyFormatHasItsReader(PictureFormat format, String reader) throws Exception {
    assertThat(Readers.of(format).getClass()).hasToString("class " + reader);
  }

  @Test
  void whatElseIsOnTheClassPathIsNotTaken() throws Exception {
    IIORegistry registry = IIORegistry.getDefaultInstance();
    registry.registerServiceProvider(new Other(), ImageReaderSpi.class);
    try {
      byte[] file = Written.by("png", new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY));

      assertThat(new PictureDecoder().decode(file, 0).pixels()).containsExactly(0);
    } finally {
      registry.deregisterServiceProvider(
          registry.getServiceProviderByClass(Other.class), ImageReaderSpi.class);
    }
  }

  /** Says that it reads PNG. */
  private static final class Other extends ImageReaderSpi {

    @Override
    public String[] getFormatNames() {
      return new String[] {"png"};
    }

    @Override
    public boolean canDecodeInput(Object source) {
      return true;
    }

    @Override
    public ImageReader createReaderInstance(Object extension) {
      throw new IllegalStateException("was asked");
    }

    @Override
    public String getDescription(Locale locale) {
      return "another";
    }
  }
}
