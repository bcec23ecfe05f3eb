package mnist.robustness;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * A printed digit by MNIST's recipe: its ink fitted into 20 x 20 pixels with its aspect ratio kept,
 * grey by the part of a pixel that is covered, and moved by whole pixels so that the centre of mass
 * lies at the middle of 28 x 28.
 */
final class PrintedDigit {

  private static final int BOX = 20;

  /** Points that a pixel's cover is told from, along each axis. */
  private static final int FINE = 8;

  private static final float FONT_SIZE = 200;

  private PrintedDigit() {}

  /**
   * @return 28 x 28 unsigned bytes, row-major, white on black
   * @throws IllegalArgumentException if the font's digit has no ink
   */
  static byte[] of(Font font, char digit) {
    FontRenderContext context = new FontRenderContext(null, true, true);
    Shape outline =
        font.deriveFont(FONT_SIZE).createGlyphVector(context, String.valueOf(digit)).getOutline();
    Rectangle2D ink = outline.getBounds2D();
    if (ink.isEmpty()) {
      throw new IllegalArgumentException("digit " + digit + " of " + font.getName() + " is blank");
    }
    double factor = BOX * FINE / Math.max(ink.getWidth(), ink.getHeight());
    AffineTransform fit = AffineTransform.getScaleInstance(factor, factor);
    fit.translate(-ink.getX(), -ink.getY());
    return centred(cover(fit.createTransformedShape(outline)));
  }

  /** Grey values 0..255 of 20 x 20 pixels. */
  private static int[] cover(Shape shape) {
    BufferedImage fine = new BufferedImage(BOX * FINE, BOX * FINE, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = fine.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fill(shape);
    graphics.dispose();
    int[] covered = new int[BOX * BOX];
    for (int row = 0; row < BOX * FINE; row++) {
      for (int column = 0; column < BOX * FINE; column++) {
        if (fine.getRaster().getSample(column, row, 0) > 0) {
          covered[row / FINE * BOX + column / FINE]++;
        }
      }
    }
    for (int i = 0; i < covered.length; i++) {
      covered[i] = Math.round(covered[i] * Corruption.WHITE / (FINE * FINE));
    }
    return covered;
  }

  private static byte[] centred(int[] box) {
    double mass = 0;
    double rows = 0;
    double columns = 0;
    for (int i = 0; i < box.length; i++) {
      mass += box[i];
      rows += (double) box[i] * (i / BOX);
      columns += (double) box[i] * (i % BOX);
    }
    // MNIST's centres of mass lie at 13.5 to 14.5, counting pixels from 0.
    int top = (int) (14.5 - rows / mass);
    int left = (int) (14.5 - columns / mass);
    byte[] image = new byte[Corruption.PIXELS];
    for (int i = 0; i < box.length; i++) {
      int row = top + i / BOX;
      int column = left + i % BOX;
      if (row >= 0 && row < Corruption.SIDE && column >= 0 && column < Corruption.SIDE) {
        image[row * Corruption.SIDE + column] = (byte) box[i];
      }
    }
    return image;
  }
}
