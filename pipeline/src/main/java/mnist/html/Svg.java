package mnist.html;

import java.util.List;
import java.util.Locale;

/** Collects SVG elements. */
final class Svg {

  /** Of letters 11 units high, in wide fonts; where fonts are narrower there is a gap. */
  private static final double LETTER_WIDTH = 6.7;

  private static final int SAMPLE = 24;
  private static final int ROW = 16;

  private final StringBuilder content = new StringBuilder();

  /** What a legend explains. */
  record Key(String name, String sample) {}

  /** How wide a text is at most, in units. */
  static int width(String text) {
    return (int) Math.ceil(LETTER_WIDTH * text.length());
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  void title(String text) {
    text(text, "heading", 4, 10);
  }

  /** Text with its middle at this height. */
  void text(String text, String style, double x, double y) {
    text(text, style, "", x, y);
  }

  void text(String text, String style, String attributes, double x, double y) {
    content.append(
        Html.fill(
            "<text x=\"%s\" y=\"%s\" dy=\".35em\" class=\"%s\"%s>%s</text>\n",
            number(x), number(y), style, attributes, Html.escape(text)));
  }

  /** Centred, to be read from below. */
  void upwards(String text, double x, double y) {
    content.append(
        Html.fill(
            "<text transform=\"translate(%s %s) rotate(-90)\" dy=\".35em\" class=\"middle\">%s</text>\n",
            number(x), number(y), Html.escape(text)));
  }

  void path(String style, String data) {
    content.append(Html.fill("<path class=\"%s\" d=\"%s\"/>\n", style, data));
  }

  void dot(String style, double x, double y) {
    content.append(
        Html.fill(
            "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"2.5\"/>\n", style, number(x), number(y)));
  }

  /**
   * @param attributes with a blank before each
   */
  void rectangle(String style, String attributes, double x, double y, double width, double height) {
    content.append(
        Html.fill(
            "<rect class=\"%s\"%s x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>\n",
            style, attributes, number(x), number(y), number(width), number(height)));
  }

  void raw(String elements) {
    content.append(elements);
  }

  /**
   * Keys from left to right, in as many rows as they need.
   *
   * @param top where the first row begins
   * @return where the last row ends
   */
  int legend(List<Key> keys, int top) {
    int x = 4;
    int y = top + ROW / 2;
    for (Key key : keys) {
      int width = SAMPLE + 6 + width(key.name()) + 10;
      if (x > 4 && x + width > Drawing.WIDTH) {
        x = 4;
        y += ROW;
      }
      content.append(Html.fill("<g transform=\"translate(%d %d)\">%s</g>\n", x, y, key.sample()));
      text(key.name(), "key", x + SAMPLE + 6, y);
      x += width;
    }
    return keys.isEmpty() ? top : y + ROW / 2;
  }

  @Override
  public String toString() {
    return content.toString();
  }
}
