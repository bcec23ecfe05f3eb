package mnist.html;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Shares as bars from left to right, one below the other, each with the ends of its interval. Bars
 * of the first kind are filled, of the second striped, of the third empty, so that they differ
 * without colour too.
 *
 * @param id of its elements in the page
 * @param title above it
 * @param description what there is to see, for who can't
 * @param kinds names of the kinds, for the legend; three at most
 * @param bars from top to bottom
 */
public record BarChart(
    String id, String title, String description, List<String> kinds, List<Bar> bars) {

  private static final int WIDTH = 360;
  private static final int LEFT = 118;
  private static final int RIGHT = 300;
  private static final int BAR = 12;
  private static final int STEP = 18;

  /**
   * A bar.
   *
   * @param name beside it
   * @param share its length, 0..1
   * @param low of its interval, 0..1
   * @param high of its interval, 0..1
   * @param kind which of the chart's, from 0
   */
  public record Bar(String name, double share, double low, double high, int kind) {}

  /** The chart and its legend. Every bar has its figure beside it. */
  public String html() {
    StringBuilder svg = new StringBuilder();
    int height = bars.size() * STEP + 8;
    svg.append(
        Html.fill(
            """
        <svg viewBox="0 0 %d %d" role="img" aria-labelledby="%s-title %s-text">
        <title id="%s-title">%s</title>
        <desc id="%s-text">%s</desc>
        <defs><pattern id="%s-stripes" width="5" height="5" patternUnits="userSpaceOnUse" \
        patternTransform="rotate(45)"><path class="stripe" d="M0 0V5"/></pattern></defs>
        """,
            WIDTH, height, id, id, id, Html.escape(title), id, Html.escape(description), id));
    for (int i = 0; i < bars.size(); i++) {
      draw(svg, bars.get(i), i * STEP + 4);
    }
    svg.append("</svg>\n");
    String legend =
        IntStream.range(0, kinds.size()).mapToObj(this::item).collect(Collectors.joining());
    return Html.fill(
        "<figure>\n<h3>%s</h3>\n%s<ul class=\"legend\">%s</ul>\n</figure>\n",
        Html.escape(title), svg, legend);
  }

  private void draw(StringBuilder svg, Bar bar, int top) {
    int middle = top + BAR / 2;
    svg.append(
        Html.fill(
            "<text x=\"%d\" y=\"%d\" dy=\".35em\" class=\"end\">%s</text>",
            LEFT - 6, middle, Html.escape(bar.name())));
    svg.append(
        Html.fill(
            "<rect x=\"%d\" y=\"%d\" width=\"%s\" height=\"%d\"%s/>",
            LEFT, top, number(at(bar.share()) - LEFT), BAR, look(bar.kind())));
    svg.append(
        Html.fill(
            "<path class=\"whisker\" d=\"M%s %dv6m0 -3H%sm0 -3v6\"/>",
            number(at(bar.low())), middle - 3, number(at(bar.high()))));
    svg.append(
        Html.fill(
            "<text x=\"%d\" y=\"%d\" dy=\".35em\">%s</text>\n",
            RIGHT + 8, middle, Numbers.percent(bar.share(), 2)));
  }

  private String item(int kind) {
    return Html.fill(
        "<li><svg viewBox=\"0 0 24 8\" aria-hidden=\"true\"><rect width=\"24\" height=\"8\"%s/></svg>%s</li>",
        look(kind), Html.escape(kinds.get(kind)));
  }

  private String look(int kind) {
    return switch (kind) {
      case 0 -> " class=\"bar series0\"";
      case 1 -> " class=\"bar\" fill=\"url(#" + id + "-stripes)\"";
      default -> " class=\"bar\" fill=\"none\"";
    };
  }

  private static double at(double share) {
    return LEFT + (RIGHT - LEFT) * share;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
