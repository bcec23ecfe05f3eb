package mnist.picture;

/**
 * Grey of a colour: luma by Recommendation ITU-R BT.709-6, item 3.2, <i>Y' = 0.2126 R' + 0.7152 G'
 * + 0.0722 B'</i>, of sRGB's values as they are stored. sRGB has the primaries of BT.709, and so
 * its weights. Stored values aren't linear in light, but nearly so in what is seen, and grey stays
 * what it is: <i>(v, v, v)</i> becomes <i>v</i>.
 */
final class Luma {
  /** The weights in parts of {@link #SUM}, to which they add up. */
  private static final int RED = 13933;

  private static final int GREEN = 46871;
  private static final int BLUE = 4732;
  private static final int SUM = 65536;

  private Luma() {}

  /** Of red, green and blue from 0 to 255, from 0 to 255. */
  static int of(int red, int green, int blue) {
    return (RED * red + GREEN * green + BLUE * blue + SUM / 2) / SUM;
  }

  /**
   * Seen through its transparency on white paper.
   *
   * @param red 0 to {@code most}, as green and blue
   * @param alpha 0, transparent, to {@code most}, opaque
   * @param covered whether red, green and blue were multiplied by alpha / most already
   * @param most 1 to 65535
   * @return 0 to 255
   */
  static int onWhite(long red, long green, long blue, long alpha, boolean covered, long most) {
    long colour = (RED * red + GREEN * green + BLUE * blue) * (covered ? most : alpha);
    long paper = SUM * most * (most - alpha);
    long white = SUM * most * most;
    return (int) Math.min(255, ((colour + paper) * 255 + white / 2) / white);
  }
}
