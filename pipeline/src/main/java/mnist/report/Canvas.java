package mnist.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/** A white picture to draw on, with smooth lines and text in one family of fonts. */
final class Canvas implements AutoCloseable {

  static {
    // Otherwise a DISPLAY that is set but can't be reached, as in many ssh sessions, is an error.
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
  }

  private final BufferedImage picture;
  private final Graphics2D graphics;

  /** Width and height in pixels. */
  Canvas(int width, int height) {
    picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
    fill(Palette.PAPER, 0, 0, width, height);
  }

  /** Whether text can be drawn: a Java without fontconfig or fonts fails at the first letter. */
  static boolean canDrawText() {
    try (Canvas canvas = new Canvas(1, 1)) {
      canvas.width("0", plain(12));
      return true;
    } catch (RuntimeException | LinkageError | InternalError e) {
      return false;
    }
  }

  static Font plain(double size) {
    return new Font(Font.SANS_SERIF, Font.PLAIN, 1).deriveFont((float) size);
  }

  static Font bold(double size) {
    return new Font(Font.SANS_SERIF, Font.BOLD, 1).deriveFont((float) size);
  }

  BufferedImage picture() {
    return picture;
  }

  /** The text's width in pixels. */
  double width(String text, Font font) {
    return font.getStringBounds(text, graphics.getFontRenderContext()).getWidth();
  }

  /** Draws another picture into a rectangle, each of its pixels with sharp edges. */
  void image(BufferedImage image, int x, int y, int width, int height) {
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    graphics.drawImage(image, x, y, width, height, null);
  }

  void fill(Color color, double x, double y, double width, double height) {
    graphics.setColor(color);
    graphics.fill(new Rectangle2D.Double(x, y, width, height));
  }

  void outline(Color color, double x, double y, double width, double height) {
    graphics.setColor(color);
    graphics.draw(new Rectangle2D.Double(x, y, width, height));
  }

  /** Writes from {@code x} on, with the middle of capital letters at {@code y}. */
  void left(String text, Font font, Color color, double x, double y) {
    double capHeight =
        font.createGlyphVector(graphics.getFontRenderContext(), "0").getVisualBounds().getHeight();
    graphics.setFont(font);
    graphics.setColor(color);
    graphics.drawString(text, (float) x, (float) (y + capHeight / 2));
  }

  void centred(String text, Font font, Color color, double x, double y) {
    left(text, font, color, x - width(text, font) / 2, y);
  }

  /** Lets a renderer draw, whose lines may lie between pixels. */
  void paint(Consumer<Graphics2D> renderer) {
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    renderer.accept(graphics);
  }

  @Override
  public void close() {
    graphics.dispose();
  }
}
