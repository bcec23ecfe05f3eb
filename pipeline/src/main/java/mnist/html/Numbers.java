package mnist.html;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers for people, the same in every locale. */
public final class Numbers {

  private Numbers() {}

  /** A share of 0..1 as 99.57 %. */
  public static String percent(double share, int decimals) {
    return decimal(100 * share, decimals) + (Double.isFinite(share) ? " %" : "");
  }

  /** A share that somebody has chosen as 0.07 or 1e-5, without more decimals: 7 %, 0.001 %. */
  public static String percent(double share) {
    // The share's shortest decimal digits, which a product as a double wouldn't keep.
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
  }

  /** With a point; what isn't finite as a word. */
  public static String decimal(double value, int decimals) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, "%." + decimals + "f", value)
        : Double.isNaN(value) ? "unknown" : "infinite";
  }

  /** A probability: what is too small for four decimals isn't written as 0. */
  public static String probability(double value) {
    return value < 1e-4 ? "< 0.0001" : "= " + decimal(value, 4);
  }

  /** With a comma between thousands. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /**
   * Of things: 1 image, 2,000 images.
   *
   * @param thing its plural ends in s
   */
  public static String count(long value, String thing) {
    return count(value) + " " + thing + (value == 1 ? "" : "s");
  }

  /** A time as 0.8 s or 12 min 5 s. */
  public static String seconds(double seconds) {
    long whole = Math.round(seconds);
    return whole < 60
        ? decimal(seconds, 1) + " s"
        : Html.fill("%d min %d s", whole / 60, whole % 60);
  }
}
