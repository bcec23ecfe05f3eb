package mnist.html;

import java.util.ArrayList;
import java.util.List;

/**
 * Bars from left to right, one below the other, with their figures beside them. Bars of the first
 * kind are filled, of the second striped, of the third empty, so that they differ without colour
 * too.
 *
 * @param id of the element in a page
 * @param title above it
 * @param description what there is to see, for readers who can't see it
 * @param axis of the bars' lengths
 * @param kinds names of the kinds, for the legend; three at most
 * @param bars from top to bottom, one or more
 */
public record BarChart(
    String id, String title, String description, Axis axis, List<String> kinds, List<Bar> bars)
    implements Chart {

  private static final int TOP = 28;
  private static final int BAR = 12;
  private static final int STEP = 18;
  private static final int MOST_NAME = 190;

  public BarChart {
    if (kinds.size() > 3 || bars.isEmpty()) {
      throw new IllegalArgumentException(
          "Bar chart must have three kinds or fewer and one bar or more, but has %d and %d"
              .formatted(kinds.size(), bars.size()));
    }
    kinds = List.copyOf(kinds);
    bars = List.copyOf(bars);
  }

  /**
   * A bar.
   *
   * @param name beside it; where it is empty, the bar stands close to the one above, of whose group
   *     it is
   * @param value its end on the axis
   * @param low where its interval begins; NaN if it has none
   * @param high where its interval ends
   * @param figure written beside it
   * @param kind which of the chart's, from 0
   */
  public record Bar(String name, double value, double low, double high, String figure, int kind) {}

  @Override
  public Drawing drawing() {
    int left =
        8 + Math.min(MOST_NAME, bars.stream().mapToInt(b -> Svg.width(b.name())).max().orElse(0));
    int right =
        Drawing.WIDTH - 8 - bars.stream().mapToInt(b -> Svg.width(b.figure())).max().orElse(0);
    Svg svg = new Svg();
    svg.title(title);
    svg.raw(
        Html.fill(
            "<defs><pattern id=\"%s-stripes\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\""
                + " patternTransform=\"rotate(45)\"><path class=\"stripe\" d=\"M0 0V5\"/></pattern></defs>\n",
            id));
    List<Integer> tops = tops();
    int bottom = tops.get(tops.size() - 1) + BAR + 4;
    for (double tick : axis.ticks()) {
      double x = at(tick, left, right);
      svg.path("grid", Html.fill("M%s %dV%d", Svg.number(x), TOP - 4, bottom));
      svg.text(axis.text().apply(tick), "middle", x, bottom + 10);
    }
    svg.text(axis.label(), "middle", Drawing.WIDTH / 2.0, bottom + 27);
    for (int i = 0; i < bars.size(); i++) {
      draw(svg, bars.get(i), tops.get(i), left, right);
    }
    svg.path("axis", Html.fill("M%d %dV%d", left, TOP - 4, bottom));
    int end = svg.legend(legend(), bottom + 38);
    return new Drawing(id, title, description, Drawing.WIDTH, end + 4, svg.toString());
  }

  private List<Integer> tops() {
    List<Integer> tops = new ArrayList<>();
    int top = TOP;
    for (Bar bar : bars) {
      if (!tops.isEmpty()) {
        top += bar.name().isEmpty() ? BAR + 1 : STEP;
      }
      tops.add(top);
    }
    return tops;
  }

  private void draw(Svg svg, Bar bar, int top, int left, int right) {
    double middle = top + BAR / 2.0;
    svg.text(bar.name(), "end", left - 6, middle);
    double width = at(bar.value(), left, right) - left;
    svg.rectangle(style(bar.kind()), fill(bar.kind()), left, top, width, BAR);
    if (Double.isFinite(bar.low())) {
      svg.path(
          "whisker",
          Html.fill(
              "M%s %sv6m0 -3H%sm0 -3v6",
              Svg.number(at(bar.low(), left, right)),
              Svg.number(middle - 3),
              Svg.number(at(bar.high(), left, right))));
    }
    svg.text(bar.figure(), "figure", right + 6, middle);
  }

  /** Of the kinds that there are bars of; one kind alone needs no legend. */
  private List<Svg.Key> legend() {
    List<Svg.Key> keys = new ArrayList<>();
    for (int i = 0; i < kinds.size(); i++) {
      int kind = i;
      if (bars.stream().anyMatch(bar -> bar.kind() == kind)) {
        keys.add(
            new Svg.Key(
                kinds.get(kind),
                Html.fill(
                    "<rect class=\"%s\"%s y=\"-4\" width=\"24\" height=\"8\"/>",
                    style(kind), fill(kind))));
      }
    }
    return kinds.size() == 1 ? List.of() : keys;
  }

  private static String style(int kind) {
    return switch (kind) {
      case 0 -> "bar fill0";
      case 1 -> "bar";
      default -> "bar hollow";
    };
  }

  private String fill(int kind) {
    return kind == 1 ? Html.fill(" fill=\"url(#%s-stripes)\"", id) : "";
  }

  private double at(double value, int left, int right) {
    return left + (right - left) * axis.share(value);
  }

  @Override
  public String table() {
    boolean intervals = bars.stream().anyMatch(bar -> Double.isFinite(bar.low()));
    List<String> header = new ArrayList<>(List.of("", ""));
    if (kinds.size() > 1) {
      header.add(1, "kind");
    }
    if (intervals) {
      header.addAll(List.of("from", "to"));
    }
    String group = "";
    List<List<String>> rows = new ArrayList<>();
    for (Bar bar : bars) {
      group = bar.name().isEmpty() ? group : bar.name();
      List<String> row = new ArrayList<>(List.of(Html.escape(group)));
      if (kinds.size() > 1) {
        row.add(Html.escape(kinds.get(bar.kind())));
      }
      row.add(Html.escape(bar.figure()));
      if (intervals) {
        row.add(Html.escape(axis.text().apply(bar.low())));
        row.add(Html.escape(axis.text().apply(bar.high())));
      }
      rows.add(row);
    }
    return Html.table(title, header, rows, kinds.size() > 1 ? 2 : 1);
  }
}
