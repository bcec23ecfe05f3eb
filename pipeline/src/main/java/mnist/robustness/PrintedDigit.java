package mnist.robustness;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayDeque;
import java.util.Deque;
import mnist.transform.Centre;

/**
 * A printed character, drawn by MNIST's recipe: its ink is fitted into 20 x 20 pixels at its own
 * aspect ratio, each pixel as grey as it is covered, and shifted by whole pixels so that the centre
 * of mass lies in the middle of 28 x 28.
 */
final class PrintedDigit {

  private static final int BOX = 20;

  /** Sample points along each axis of a pixel, to measure its coverage. */
  private static final int FINE = 8;

  private static final int SIDE = BOX * FINE;

  private static final float FONT_SIZE = 200;

  /** The least points of a visible gap; strokes that just touch leave smaller ones. */
  private static final int SMALLEST_HOLE = 40;

  /** Row-major, SIDE x SIDE. */
  private final boolean[] ink;

  private PrintedDigit(boolean[] ink) {
    this.ink = ink;
  }

  /**
   * @param character that the font has
   * @throws IllegalArgumentException if it has no ink
   */
  static PrintedDigit of(Font font, char character) {
    FontRenderContext context = new FontRenderContext(null, true, true);
    Shape outline =
        font.deriveFont(FONT_SIZE)
            .createGlyphVector(context, String.valueOf(character))
            .getOutline();
    Rectangle2D bounds = outline.getBounds2D();
    if (bounds.isEmpty()) {
      throw new IllegalArgumentException(character + " of " + font.getName() + " is blank");
    }
    double factor = SIDE / Math.max(bounds.getWidth(), bounds.getHeight());
    AffineTransform fit = AffineTransform.getScaleInstance(factor, factor);
    fit.translate(-bounds.getX(), -bounds.getY());
    return new PrintedDigit(ink(fit.createTransformedShape(outline)));
  }

  private static boolean[] ink(Shape shape) {
    BufferedImage drawn = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = drawn.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fill(shape);
    graphics.dispose();
    boolean[] ink = new boolean[SIDE * SIDE];
    for (int i = 0; i < ink.length; i++) {
      ink[i] = drawn.getRaster().getSample(i % SIDE, i / SIDE, 0) > 0;
    }
    return ink;
  }

  /** In MNIST's form: 28 x 28 unsigned bytes, row-major, white on black. */
  byte[] image() {
    float[] covered = new float[BOX * BOX];
    for (int i = 0; i < ink.length; i++) {
      covered[i / SIDE / FINE * BOX + i % SIDE / FINE] += ink[i] ? 1 : 0;
    }
    for (int i = 0; i < covered.length; i++) {
      covered[i] = Math.round(covered[i] * CorruptionFunction.WHITE / (FINE * FINE));
    }
    return centred(covered);
  }

  /** Areas of paper enclosed by ink: 1 in a 0, 2 in an 8, none in a 7. */
  int holes() {
    boolean[] seen = ink.clone();
    // Paper connected to the rim is no hole.
    for (int i = 0; i < SIDE; i++) {
      fill(i, seen);
      fill((SIDE - 1) * SIDE + i, seen);
      fill(i * SIDE, seen);
      fill(i * SIDE + SIDE - 1, seen);
    }
    int holes = 0;
    for (int i = 0; i < seen.length; i++) {
      holes += fill(i, seen) >= SMALLEST_HOLE ? 1 : 0;
    }
    return holes;
  }

  /** Marks all points that can be reached without crossing marked ones, and counts them. */
  private static int fill(int from, boolean[] seen) {
    if (seen[from]) {
      return 0;
    }
    int points = 0;
    Deque<Integer> open = new ArrayDeque<>();
    seen[from] = true;
    open.add(from);
    while (!open.isEmpty()) {
      int at = open.remove();
      points++;
      int column = at % SIDE;
      reach(at - SIDE, at >= SIDE, seen, open);
      reach(at + SIDE, at < SIDE * (SIDE - 1), seen, open);
      reach(at - 1, column > 0, seen, open);
      reach(at + 1, column < SIDE - 1, seen, open);
    }
    return points;
  }

  private static void reach(int at, boolean inside, boolean[] seen, Deque<Integer> open) {
    if (inside && !seen[at]) {
      seen[at] = true;
      open.add(at);
    }
  }

  private static byte[] centred(float[] box) {
    Centre centre = Centre.of(box, BOX);
    // MNIST's centres of mass lie at 13.5 to 14.5, counting pixels from 0.
    int top = (int) (14.5 - centre.row());
    int left = (int) (14.5 - centre.column());
    byte[] image = new byte[CorruptionFunction.PIXELS];
    for (int i = 0; i < box.length; i++) {
      int row = top + i / BOX;
      int column = left + i % BOX;
      if (row >= 0
          && row < CorruptionFunction.SIDE
          && column >= 0
          && column < CorruptionFunction.SIDE) {
        image[row * CorruptionFunction.SIDE + column] = (byte) box[i];
      }
    }
    return image;
  }
}
