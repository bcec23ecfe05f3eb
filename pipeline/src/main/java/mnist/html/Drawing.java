package mnist.html;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mnist.files.ResourceText;

/**
 * A picture as SVG. A page shows it in its own colours, light or dark; a file has the light ones.
 *
 * @param id of the element in a page
 * @param title what it is, in plain text
 * @param description what there is to see, for readers who can't see it; plain text
 * @param width in units of the drawing, of which letters are 11 high
 * @param height likewise
 * @param content SVG elements, which take their looks from classes of chart.css
 */
public record Drawing(
    String id, String title, String description, int width, int height, String content) {

  /** As wide as a phone, so that letters have the size there that they are given. */
  static final int WIDTH = 360;

  private static final Pattern COLOUR = Pattern.compile("(--[\\w-]+): ([^;]+);");
  private static final Pattern COLOUR_USED = Pattern.compile("var\\((--[\\w-]+)\\)");

  /** For a page. What is wider than a phone keeps its size and scrolls. */
  public String element() {
    String svg =
        Html.fill(
            """
            <svg viewBox="0 0 %d %d"%s role="img" aria-labelledby="%s-title %s-text">
            <title id="%s-title">%s</title>
            <desc id="%s-text">%s</desc>
            <g class="chart">
            %s</g>
            </svg>
            """,
            width,
            height,
            width > WIDTH ? Html.fill(" style=\"min-width:%dpx\"", width) : "",
            id,
            id,
            id,
            Html.escape(title),
            id,
            Html.escape(description),
            content);
    return width > WIDTH ? Html.scrolling(title, svg) : svg;
  }

  /** A file of its own, on a transparent ground. */
  public String file() {
    return Html.fill(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d">
        <title>%s</title>
        <style>
        %s</style>
        <g class="chart">
        %s</g>
        </svg>
        """,
        width, height, width, height, Html.escape(title), lightStyle(), content);
  }

  /** Several drawings, one below the other. */
  public static Drawing stacked(String id, String title, List<Drawing> drawings) {
    StringBuilder content = new StringBuilder();
    int top = 0;
    for (Drawing drawing : drawings) {
      content.append(Html.fill("<g transform=\"translate(0 %d)\">\n", top));
      content.append(drawing.content()).append("</g>\n");
      top += drawing.height();
    }
    return new Drawing(
        id,
        title,
        drawings.stream().map(Drawing::description).collect(Collectors.joining(" ")),
        drawings.stream().mapToInt(Drawing::width).max().orElse(WIDTH),
        top,
        content.toString());
  }

  /** Many renderers of SVG know no variables. */
  private static String lightStyle() {
    String colours = resource("colours.css");
    // The first block is that of the light scheme.
    var light =
        COLOUR
            .matcher(colours.substring(0, colours.indexOf('}')))
            .results()
            .collect(Collectors.toMap((MatchResult m) -> m.group(1), m -> m.group(2)));
    return COLOUR_USED.matcher(resource("chart.css")).replaceAll(used -> light.get(used.group(1)));
  }

  static String resource(String name) {
    return ResourceText.of(Drawing.class, name);
  }
}
