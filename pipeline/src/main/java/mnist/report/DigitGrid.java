package mnist.report;

import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.List;

/** Digit images side by side, each with a caption below it. */
public final class DigitGrid {

  private static final int SHORTEST_SIDE = 84;
  private static final int GAP = 14;
  private static final int CAPTION_HEIGHT = 22;
  private static final int TITLE_HEIGHT = 48;
  private static final Font CAPTION = Canvas.plain(13);
  private static final Font TITLE = Canvas.bold(18);

  private DigitGrid() {}

  /** A picture of one digit, dark ink on white, and the text below it. */
  public record Digit(BufferedImage image, String caption) {

    /**
     * A digit from a record's columns.
     *
     * @param pixels {@code height * width} unsigned bytes, row-major, 0 for background
     */
    public static Digit of(byte[] pixels, int height, int width, String caption) {
      if (pixels.length != height * width) {
        throw new IllegalArgumentException(
            "Image must have %d bytes (%d x %d), but had %d"
                .formatted(height * width, height, width, pixels.length));
      }
      BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < pixels.length; i++) {
        int grey = 255 - (pixels[i] & 0xFF);
        image.setRGB(i % width, i / width, grey << 16 | grey << 8 | grey);
      }
      return new Digit(image, caption);
    }
  }

  /**
   * The picture; images are enlarged by a whole factor, so that their pixels stay square.
   *
   * @param title above the grid
   * @param digits one or more, of any sizes, row by row
   * @param columns 1 or more
   */
  public static BufferedImage draw(String title, List<Digit> digits, int columns) {
    if (digits.isEmpty() || columns < 1) {
      throw new IllegalArgumentException(
          "Digit grid must have one digit and one column or more, but has %d and %d"
              .formatted(digits.size(), columns));
    }
    int factor = factor(digits);
    int imageWidth = factor * digits.stream().mapToInt(d -> d.image().getWidth()).max().orElse(0);
    int imageHeight = factor * digits.stream().mapToInt(d -> d.image().getHeight()).max().orElse(0);
    int cellWidth = GAP + Math.max(imageWidth, widestCaption(digits));
    int cellHeight = GAP + imageHeight + CAPTION_HEIGHT;
    int usedColumns = Math.min(columns, digits.size());
    int rows = (digits.size() + usedColumns - 1) / usedColumns;
    int width = Math.max(GAP + usedColumns * cellWidth, 2 * GAP + widthOf(title, TITLE));

    try (Canvas canvas = new Canvas(width, TITLE_HEIGHT + rows * cellHeight + GAP)) {
      canvas.left(title, TITLE, Palette.INK, GAP, TITLE_HEIGHT / 2.0);
      for (int i = 0; i < digits.size(); i++) {
        BufferedImage image = digits.get(i).image();
        double middle = GAP + (i % usedColumns) * cellWidth + (cellWidth - GAP) / 2.0;
        int x = (int) middle - factor * image.getWidth() / 2;
        int y = TITLE_HEIGHT + (i / usedColumns) * cellHeight;
        int shownWidth = factor * image.getWidth();
        int shownHeight = factor * image.getHeight();
        canvas.image(image, x, y, shownWidth, shownHeight);
        canvas.outline(Palette.FAINT, x - 1, y - 1, shownWidth + 1, shownHeight + 1);
        canvas.centred(
            digits.get(i).caption(),
            CAPTION,
            Palette.INK,
            middle,
            y + imageHeight + CAPTION_HEIGHT / 2.0 + 1);
      }
      return canvas.picture();
    }
  }

  /** The smallest that brings the smallest image to a size one can look at. */
  private static int factor(List<Digit> digits) {
    int shortest =
        digits.stream()
            .mapToInt(d -> Math.min(d.image().getWidth(), d.image().getHeight()))
            .min()
            .orElse(1);
    return Math.max(1, (SHORTEST_SIDE + shortest - 1) / shortest);
  }

  private static int widestCaption(List<Digit> digits) {
    return digits.stream().mapToInt(digit -> widthOf(digit.caption(), CAPTION)).max().orElse(0);
  }

  private static int widthOf(String text, Font font) {
    try (Canvas canvas = new Canvas(1, 1)) {
      return (int) Math.ceil(canvas.width(text, font));
    }
  }
}
