package mnist.report;

import java.awt.image.BufferedImage;
import java.util.Base64;
import mnist.html.Html;

/** A digit's picture inside a page. */
final class ImageElement {

  private ImageElement() {}

  /**
   * @param image null if it isn't known
   * @return empty text for one that isn't known
   */
  static String of(BufferedImage image, long id) {
    return image == null
        ? ""
        : Html.fill(
            "<img src=\"data:image/png;base64,%s\" width=\"%d\" height=\"%d\" alt=\"image %d\">",
            Base64.getEncoder().encodeToString(PngFiles.bytes(image)),
            image.getWidth(),
            image.getHeight(),
            id);
  }
}
