package mnist.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import mnist.picture.GrayPicture;

/** Pictures and what a model saw of them: original above, prepared below, then the answer. */
public final class PreparedSheet {

  /** Sides of a picture's frame, pixels. */
  public static final int SIDE = 112;

  private static final int GAP = 16;
  private static final int LINE = 14;
  private static final int PER_ROW = 8;
  private static final int CELL = SIDE + GAP;
  private static final int BETWEEN = 4;
  private static final int CELL_HEIGHT = 2 * SIDE + 2 * BETWEEN + 2 * LINE + GAP;
  private static final Font FONT = Canvas.plain(11);
  private static final Color REFUSED = new Color(0xB00020);

  private PreparedSheet() {}

  /**
   * One picture.
   *
   * @param name of the picture; what doesn't fit is cut at its start
   * @param original reduced to {@link #SIDE} at most; null if it couldn't be decoded
   * @param prepared as the model saw it; null if there is none
   * @param answer the class, or why there is none
   * @param confidence of the prediction, 0 to 1; NaN if there is none
   */
  public record Entry(
      String name, GrayPicture original, GrayPicture prepared, String answer, double confidence) {}

  /** Draws them as PNG. */
  public static void write(List<Entry> entries, OutputStream out) throws IOException {
    int columns = Math.min(PER_ROW, entries.size());
    int rows = (entries.size() + PER_ROW - 1) / PER_ROW;
    try (Canvas canvas = new Canvas(columns * CELL + GAP, rows * CELL_HEIGHT + GAP)) {
      for (int i = 0; i < entries.size(); i++) {
        draw(entries.get(i), GAP + i % PER_ROW * CELL, GAP + i / PER_ROW * CELL_HEIGHT, canvas);
      }
      ImageIO.write(canvas.picture(), "png", out);
    }
  }

  private static void draw(Entry entry, int left, int top, Canvas canvas) {
    draw(entry.original(), left, top, canvas);
    draw(entry.prepared(), left, top + SIDE + BETWEEN, canvas);
    double middle = top + 2 * SIDE + 2 * BETWEEN + LINE / 2.0;
    boolean isAnswered = !Double.isNaN(entry.confidence());
    String answer =
        isAnswered
            ? String.format(Locale.ROOT, "%s  %.1f %%", entry.answer(), 100 * entry.confidence())
            : entry.answer();
    canvas.left(
        fitted(answer, false, canvas), FONT, isAnswered ? Palette.INK : REFUSED, left, middle);
    canvas.left(fitted(entry.name(), true, canvas), FONT, Color.GRAY, left, middle + LINE);
  }

  private static void draw(GrayPicture picture, int left, int top, Canvas canvas) {
    canvas.outline(Palette.FAINT, left - 1, top - 1, SIDE + 1, SIDE + 1);
    if (picture == null) {
      return;
    }
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, picture.width(), picture.height(), picture.pixels());
    double scale = (double) SIDE / Math.max(picture.height(), picture.width());
    int width = Math.max(1, (int) Math.round(picture.width() * scale));
    int height = Math.max(1, (int) Math.round(picture.height() * scale));
    canvas.image(image, left + (SIDE - width) / 2, top + (SIDE - height) / 2, width, height);
  }

  private static String fitted(String text, boolean keepsEnd, Canvas canvas) {
    String fitted = text;
    for (int length = text.length() - 1;
        canvas.width(fitted, FONT) > SIDE && length > 0;
        length--) {
      fitted =
          keepsEnd ? "…" + text.substring(text.length() - length) : text.substring(0, length) + "…";
    }
    return fitted;
  }
}
