package mnist.html;

import java.util.List;
import java.util.Locale;

/** Elements as text. */
public final class Html {

  private Html() {}

  /** A pattern as of {@link String#format} with its gaps filled, the same in every locale. */
  public static String fill(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  /** Text so that none of it is markup, neither between tags nor in a quoted attribute. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /**
   * A number for people that programs find as well, in full.
   *
   * @param id of the element; no other of the page has it
   * @param value what stands in its attribute {@code value}
   * @param shown what people read
   */
  public static String figure(String id, Number value, String shown) {
    return fill("<data id=\"%s\" value=\"%s\">%s</data>", escape(id), value, escape(shown));
  }

  /**
   * A section under a heading.
   *
   * @param content HTML
   */
  public static String section(String heading, String content) {
    return fill("<section>\n<h2>%s</h2>\n%s</section>\n", escape(heading), content);
  }

  /** A paragraph of plain text. */
  public static String paragraph(String text) {
    return "<p>" + escape(text) + "</p>\n";
  }

  /**
   * A table; where the page is too narrow it scrolls by itself.
   *
   * @param caption plain text
   * @param header plain text for each column
   * @param rows cells as HTML, as many in each as the header has
   * @param textColumns how many columns, from the left, hold text; figures stand right of them
   */
  public static String table(
      String caption, List<String> header, List<List<String>> rows, int textColumns) {
    StringBuilder html = new StringBuilder("<table>\n<caption>");
    html.append(escape(caption)).append("</caption>\n<thead><tr>");
    for (int column = 0; column < header.size(); column++) {
      html.append(column < textColumns ? "<th scope=\"col\" class=\"text\">" : "<th scope=\"col\">")
          .append(escape(header.get(column)))
          .append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      html.append("<tr>");
      for (int column = 0; column < row.size(); column++) {
        html.append(column < textColumns ? "<td class=\"text\">" : "<td>")
            .append(row.get(column))
            .append("</td>");
      }
      html.append("</tr>\n");
    }
    return scrolling(caption, html.append("</tbody>\n</table>\n").toString());
  }

  /**
   * Something that may be wider than the page. It scrolls by itself, by keys too, and its edges are
   * shaded where more follows.
   *
   * @param name plain text
   * @param content HTML
   */
  static String scrolling(String name, String content) {
    return fill(
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">%s</div>\n",
        escape(name), content);
  }

  /**
   * Something that is opened to be read.
   *
   * @param content HTML
   */
  public static String details(String summary, String content) {
    return fill("<details><summary>%s</summary>\n%s</details>\n", escape(summary), content);
  }
}
