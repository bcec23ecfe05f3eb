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
    return image == null ? "" : of(image, "image " + id);
  }

  /**
   * @param description what there is to see, for readers who can't see it; plain text
   */
  static String of(BufferedImage image, String description) {
    return Html.fill(
        "<img src=\"data:image/png;base64,%s\" width=\"%d\" height=\"%d\" alt=\"%s\">",
        Base64.getEncoder().encodeToString(PngFiles.bytes(image)),
        image.getWidth(),
        image.getHeight(),
        Html.escape(description));
  }
}
