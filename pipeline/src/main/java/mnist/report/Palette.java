package mnist.report;

import java.awt.Color;
import java.util.List;

/** Colours that stay apart for colour-blind readers (blue against orange) and in grey print. */
final class Palette {

  static final Color INK = new Color(0x222222);
  static final Color MUTED = new Color(0x6B6B6B);
  static final Color FAINT = new Color(0xB8BCC2);
  static final Color GRID = new Color(0xE3E5E8);
  static final Color PAPER = Color.WHITE;

  /** Okabe and Ito's blue, orange and bluish green, for up to three series side by side. */
  static final List<Color> SERIES =
      List.of(new Color(0x0072B2), new Color(0xE69F00), new Color(0x009E73));

  static final Color ACCENT = new Color(0xD55E00);

  /** Light to dark blue. */
  static final List<Color> BLUES =
      List.of(new Color(0xEAF2FA), new Color(0x9FC6E6), new Color(0x3D8BC4), new Color(0x084A88));

  /** Light to dark orange. */
  static final List<Color> ORANGES =
      List.of(new Color(0xFEF0DC), new Color(0xFDC07A), new Color(0xEE7A1E), new Color(0xA63603));

  private Palette() {}

  /**
   * A colour between the stops of {@code scale}.
   *
   * @param share 0 for the first stop, 1 for the last; clipped to that range
   */
  static Color at(List<Color> scale, double share) {
    double position = Math.max(0, Math.min(1, share)) * (scale.size() - 1);
    int below = Math.min((int) position, scale.size() - 2);
    double part = position - below;
    Color from = scale.get(below);
    Color to = scale.get(below + 1);
    return new Color(
        mix(from.getRed(), to.getRed(), part),
        mix(from.getGreen(), to.getGreen(), part),
        mix(from.getBlue(), to.getBlue(), part));
  }

  /** Black or white, whichever reads better on {@code background}. */
  static Color textOn(Color background) {
    double luma =
        0.299 * background.getRed() + 0.587 * background.getGreen() + 0.114 * background.getBlue();
    return luma > 140 ? INK : Color.WHITE;
  }

  private static int mix(int from, int to, double part) {
    return (int) Math.round(from + (to - from) * part);
  }
}
