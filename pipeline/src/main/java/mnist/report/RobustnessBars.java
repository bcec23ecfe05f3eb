package mnist.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Map;
import mnist.robustness.Exposure;
import mnist.robustness.Robustness;
import mnist.robustness.RobustnessRow;

/** Accuracy on changed images as bars, with their intervals; drawn in whole pixels. */
final class RobustnessBars {

  private static final double LEFT = 150;
  private static final double LENGTH = 600;
  private static final double TOP = 96;
  private static final double ROW = 24;
  private static final double BAR = 16;
  private static final int WIDTH = 860;
  private static final Font TEXT = Canvas.plain(13);

  private static final Map<Exposure, Color> COLOURS =
      Map.of(
          Exposure.TRAINED, Palette.SERIES.get(0),
          Exposure.WEAKER, Palette.SERIES.get(2),
          Exposure.NEVER, Palette.SERIES.get(1));

  private RobustnessBars() {}

  /** The picture, 860 pixels wide. */
  static BufferedImage draw(Robustness robustness) {
    int height = (int) (TOP + ROW * robustness.rows().size() + 40);
    try (Canvas canvas = new Canvas(WIDTH, height)) {
      String title =
          String.format(
              Locale.ROOT,
              "Accuracy on changed images; MNIST-C's fifteen on average: %.2f %%",
              100 * robustness.mean());
      canvas.left(title, Canvas.bold(18), Palette.INK, LEFT, 26);
      legend(canvas);
      double bottom = TOP + ROW * robustness.rows().size();
      for (int tick = 0; tick <= 100; tick += 20) {
        double x = LEFT + LENGTH * tick / 100;
        canvas.fill(Palette.GRID, x, TOP - 4, 1, bottom - TOP + 4);
        canvas.centred(tick + " %", Canvas.plain(12), Palette.MUTED, x, bottom + 16);
      }
      double y = TOP;
      for (RobustnessRow row : robustness.rows()) {
        bar(canvas, row, y);
        y += ROW;
      }
      return canvas.picture();
    }
  }

  private static void legend(Canvas canvas) {
    double x = LEFT;
    for (Exposure exposure : Exposure.values()) {
      canvas.fill(COLOURS.get(exposure), x, 56, 12, 12);
      canvas.left(exposure.label(), TEXT, Palette.INK, x + 18, 62);
      x += 48 + canvas.width(exposure.label(), TEXT);
    }
  }

  private static void bar(Canvas canvas, RobustnessRow row, double y) {
    double middle = y + ROW / 2;
    canvas.right(row.name(), TEXT, Palette.INK, LEFT - 10, middle);
    canvas.fill(
        COLOURS.get(row.exposure()),
        LEFT,
        middle - BAR / 2,
        Math.rint(LENGTH * row.accuracy()),
        BAR);
    double low = Math.rint(LENGTH * row.interval().low());
    double high = Math.rint(LENGTH * row.interval().high());
    canvas.fill(Palette.INK, LEFT + low, middle, Math.max(1, high - low), 1);
    canvas.left(
        String.format(Locale.ROOT, "%.2f %%", 100 * row.accuracy()),
        TEXT,
        Palette.MUTED,
        LEFT + LENGTH + 14,
        middle);
  }
}
