package mnist.picture;

import java.util.regex.Pattern;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;

/**
 * What libjpeg only warns of: where data are missing or make no sense, it goes on with grey, and
 * the picture is no longer what was photographed. Other warnings are of no consequence, such as of
 * superfluous bytes, which some cameras write.
 */
final class JpegDamage implements IIOReadWarningListener {
  private static final Pattern SERIOUS =
      Pattern.compile("Premature end.*|Corrupt JPEG data: (?!\\d+ extraneous bytes).*");

  private String first;

  @Override
  public void warningOccurred(ImageReader source, String warning) {
    if (first == null && SERIOUS.matcher(warning).matches()) {
      first = warning;
    }
  }

  void forget() {
    first = null;
  }

  /**
   * @throws PictureException if there was any since it was forgotten
   */
  void check() throws PictureException {
    if (first != null) {
      throw new PictureException("JPEG is damaged: " + first);
    }
  }
}
