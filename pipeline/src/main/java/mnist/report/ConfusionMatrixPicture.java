package mnist.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import mnist.evaluate.Confusion;
import mnist.evaluate.ConfusionMatrix;
import mnist.evaluate.Evaluation;

/**
 * A heat map of the confusion matrix with the count in each cell: truth from top to bottom,
 * prediction from left to right. Right predictions and errors have a colour scale each, since on
 * one scale a few errors among thousands of hits would all look like none.
 *
 * <p>Drawn by hand: XChart's heat map has a single linear scale.
 */
public final class ConfusionMatrixPicture {

  private static final double LEFT = 78;
  private static final double TOP = 112;
  private static final double RIGHT = 112;
  private static final double BOTTOM = 24;
  // 800 pixels wide for ten classes; many classes make the picture larger, not the cells tiny.
  private static final double MATRIX_SIDE = 610;
  private static final double SMALLEST_CELL = 24;
  private static final double BAR_WIDTH = 18;

  private final Canvas canvas;
  private final ConfusionMatrix matrix;
  private final double cell;
  private final double side;
  private final long mostHits;
  private final long mostErrors;

  private ConfusionMatrixPicture(Canvas canvas, ConfusionMatrix matrix, double cell) {
    this.canvas = canvas;
    this.matrix = matrix;
    this.cell = cell;
    this.side = cell * matrix.classes();
    long hits = 0;
    for (int label = 0; label < matrix.classes(); label++) {
      hits = Math.max(hits, matrix.count(label, label));
    }
    this.mostHits = hits;
    this.mostErrors = matrix.mostConfused(1).stream().mapToLong(Confusion::count).sum();
  }

  /** The picture, 800 pixels wide or, if there are more than about 25 classes, wider. */
  public static BufferedImage draw(Evaluation evaluation) {
    ConfusionMatrix matrix = evaluation.confusionMatrix();
    double cell = Math.max(SMALLEST_CELL, Math.floor(MATRIX_SIDE / matrix.classes()));
    double side = cell * matrix.classes();
    try (Canvas canvas = new Canvas((int) (LEFT + side + RIGHT), (int) (TOP + side + BOTTOM))) {
      ConfusionMatrixPicture picture = new ConfusionMatrixPicture(canvas, matrix, cell);
      picture.drawTitles(evaluation);
      picture.drawCells();
      picture.drawScales();
      return canvas.picture();
    }
  }

  /** Where the middle of a cell lies, {x, y} in pixels from the top left. */
  static double[] centre(int classes, int truth, int prediction) {
    double cell = Math.max(SMALLEST_CELL, Math.floor(MATRIX_SIDE / classes));
    return new double[] {LEFT + (prediction + 0.5) * cell, TOP + (truth + 0.5) * cell};
  }

  private void drawTitles(Evaluation evaluation) {
    canvas.left("Confusion matrix", Canvas.bold(20), Palette.INK, LEFT, 28);
    String figures =
        String.format(
            Locale.ROOT,
            "accuracy %.2f %%   loss %.4f   examples %,d   errors %,d",
            100 * evaluation.accuracy(),
            evaluation.loss(),
            evaluation.examples(),
            evaluation.examples() - matrix.correct());
    canvas.left(figures, Canvas.plain(14), Palette.MUTED, LEFT, 54);
    canvas.centred("prediction", Canvas.plain(14), Palette.INK, LEFT + side / 2, TOP - 32);
    canvas.upwards("truth", Canvas.plain(14), Palette.INK, LEFT - 44, TOP + side / 2);
  }

  private void drawCells() {
    Font labels = Canvas.plain(Math.min(15, cell * 0.55));
    Font counts = countFont();
    for (int truth = 0; truth < matrix.classes(); truth++) {
      double y = TOP + truth * cell;
      canvas.right(String.valueOf(truth), labels, Palette.INK, LEFT - 9, y + cell / 2);
      for (int prediction = 0; prediction < matrix.classes(); prediction++) {
        double x = LEFT + prediction * cell;
        if (truth == 0) {
          canvas.centred(String.valueOf(prediction), labels, Palette.INK, x + cell / 2, TOP - 12);
        }
        long count = matrix.count(truth, prediction);
        Color colour = colour(count, truth == prediction);
        canvas.fill(colour, x, y, cell, cell);
        canvas.outline(Palette.GRID, x, y, cell, cell);
        // Zeros stay faint, so that the errors that did happen catch the eye.
        Color text = count == 0 ? Palette.FAINT : Palette.textOn(colour);
        canvas.centred(String.valueOf(count), counts, text, x + cell / 2, y + cell / 2);
      }
    }
  }

  /** As large as the longest count allows. */
  private Font countFont() {
    String longest = String.valueOf(Math.max(mostHits, mostErrors));
    double fitting = 15 * (cell - 6) / canvas.width(longest, Canvas.plain(15));
    return Canvas.plain(Math.min(15, Math.min(fitting, cell * 0.5)));
  }

  private Color colour(long count, boolean hit) {
    if (count == 0) {
      return Palette.PAPER;
    }
    return hit ? hitColour((double) count / mostHits) : errorColour((double) count / mostErrors);
  }

  private static Color hitColour(double share) {
    return Palette.at(Palette.BLUES, share);
  }

  /** A square root: single errors are already visible beside the most frequent ones. */
  private static Color errorColour(double share) {
    return Palette.at(Palette.ORANGES, Math.sqrt(share));
  }

  private void drawScales() {
    double x = LEFT + side + 26;
    // Whole pixels: half-covered ones would let the paper shine through the colours.
    double height = Math.rint(side * 0.42);
    drawScale("right", x, TOP + 22, height, mostHits, ConfusionMatrixPicture::hitColour);
    drawScale(
        "wrong", x, TOP + side - height, height, mostErrors, ConfusionMatrixPicture::errorColour);
  }

  /** A colour bar, the largest count at the top. */
  private void drawScale(
      String name, double x, double y, double height, long most, DoubleFunction<Color> colours) {
    if (most == 0) {
      return;
    }
    canvas.left(name, Canvas.bold(13), Palette.INK, x, y - 14);
    for (int step = 0; step < height; step++) {
      canvas.fill(colours.apply(1 - step / height), x, y + step, BAR_WIDTH, 1);
    }
    canvas.outline(Palette.FAINT, x, y, BAR_WIDTH, height);
    for (long tick : most < 2 ? List.of(0L, most) : List.of(0L, most / 2, most)) {
      double tickY = y + height * (1 - (double) tick / most);
      canvas.left(String.valueOf(tick), Canvas.plain(12), Palette.MUTED, x + BAR_WIDTH + 7, tickY);
    }
  }
}
