package mnist.report;

import java.awt.Color;

/** Colours of grids of digits. */
final class Palette {

  static final Color INK = new Color(0x222222);
  static final Color FAINT = new Color(0xB8BCC2);
  static final Color PAPER = Color.WHITE;

  private Palette() {}
}
