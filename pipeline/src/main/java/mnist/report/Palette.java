package mnist.report;

import java.awt.Color;

/** Colours of pictures of digits. */
final class Palette {

  static final Color INK = new Color(0x222222);
  static final Color FAINT = new Color(0xB8BCC2);
  static final Color PAPER = Color.WHITE;

  /** What speaks for an answer. */
  static final Color FOR = new Color(0xE66100);

  /** What speaks against it. */
  static final Color AGAINST = new Color(0x1A5FD0);

  private Palette() {}
}
