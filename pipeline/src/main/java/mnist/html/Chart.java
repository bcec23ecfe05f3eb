package mnist.html;

/** Figures as a drawing. */
public interface Chart {

  /** The drawing: title, marks and legend. */
  Drawing drawing();

  /** The same figures as a table, in HTML. */
  String table();

  /** For a page: the drawing and, folded, its figures. */
  default String html() {
    return Html.fill(
        "<figure>\n%s%s</figure>\n", drawing().element(), Html.details("Figures", table()));
  }
}
