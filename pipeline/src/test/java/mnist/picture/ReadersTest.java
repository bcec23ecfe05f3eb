package mnist.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Iterator;
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
    Other other = new Other();
    registry.registerServiceProvider(other, ImageReaderSpi.class);
    registry.setOrdering(ImageReaderSpi.class, other, javas(registry));
    try {
      byte[] file = Written.by("png", new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY));

      assertThat(new PictureDecoder().decode(file, 0).pixels()).containsExactly(0);
    } finally {
      registry.deregisterServiceProvider(other, ImageReaderSpi.class);
    }
  }

  private static ImageReaderSpi javas(IIORegistry registry) {
    for (Iterator<ImageReaderSpi> all = registry.getServiceProviders(ImageReaderSpi.class, true);
        all.hasNext(); ) {
      ImageReaderSpi one = all.next();
      if (one.getClass().getName().endsWith(".PNGImageReaderSpi")) {
        return one;
      }
    }
    throw new AssertionError("Java reads PNG");
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
