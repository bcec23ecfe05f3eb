package mnist.picture;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ServiceRegistry;

/**
 * The library that reads each format, always the same one. ImageIO by itself takes what it finds by
 * the class loader of whichever thread came first, which on an executor may know none of our
 * libraries, or others.
 */
final class Readers {

  private Readers() {}

  /**
   * @throws UncheckedIOException if the reader can't be made, which is no file's fault
   */
  static ImageReader of(PictureFormat format) {
    ImageReaderSpi provider =
        switch (format) {
          case PNG -> ofJava("png");
          case GIF -> ofJava("gif");
          case BMP -> ofJava("bmp");
          case JPEG -> jpeg();
          case TIFF -> new TIFFImageReaderSpi();
          case WEBP -> new WebPImageReaderSpi();
        };
    try {
      return provider.createReaderInstance();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Java's own provider. Its class can't be named, as java.desktop doesn't export it, but the
   * module tells it from others of the format; the registry always has those of its own module.
   */
  private static ImageReaderSpi ofJava(String format) {
    Iterator<ImageReaderSpi> providers =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, true);
    while (providers.hasNext()) {
      ImageReaderSpi provider = providers.next();
      if (provider.getClass().getModule() == ImageReader.class.getModule()
          && Arrays.asList(provider.getFormatNames()).contains(format)) {
        return provider;
      }
    }
    throw new IllegalStateException("Java's reader of " + format + " was deregistered");
  }

  /**
   * It decodes by Java's, which it only finds in a registry: one of its own, that nobody changes.
   */
  private static ImageReaderSpi jpeg() {
    ServiceRegistry registry =
        new ServiceRegistry(List.<Class<?>>of(ImageReaderSpi.class).iterator());
    registry.registerServiceProvider(ofJava("jpeg"), ImageReaderSpi.class);
    JPEGImageReaderSpi provider = new JPEGImageReaderSpi();
    registry.registerServiceProvider(provider, ImageReaderSpi.class);
    return provider;
  }
}
