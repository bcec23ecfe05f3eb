package mnist.html;

import java.util.ArrayList;
import java.util.List;

/**
 * A confusion matrix with the count in each cell: truth from top to bottom, prediction from left to
 * right. Right predictions and errors have a colour scale each, since on one scale a few errors
 * among thousands of hits would all look like none; errors follow the square root, so that single
 * ones show.
 *
 * @param id of the element in a page
 * @param title above it
 * @param note a line below the title
 * @param description what there is to see, for readers who can't see it
 * @param counts a list for each true class, with a count for each predicted one; square
 */
public record HeatMap(
    String id, String title, String note, String description, List<List<Long>> counts)
    implements Chart {

  private static final int LEFT = 38;
  private static final int TOP = 68;
  private static final int SMALLEST_CELL = 24;

  /** Of the scale; from here on, a count is written in the colour of paper. */
  private static final double STRONG = 0.65;

  /** The least that any count but 0 has of its colour. */
  private static final double FAINTEST = 0.12;

  private static final int SCALE = 50;
  private static final int SCALE_STEPS = 25;

  private long most(boolean right) {
    long most = 0;
    for (int truth = 0; truth < counts.size(); truth++) {
      for (int prediction = 0; prediction < counts.size(); prediction++) {
        if ((truth == prediction) == right) {
          most = Math.max(most, counts.get(truth).get(prediction));
        }
      }
    }
    return most;
  }

  @Override
  public Drawing drawing() {
    int classes = counts.size();
    int cell = Math.max(SMALLEST_CELL, (Drawing.WIDTH - LEFT - 2) / classes);
    int side = cell * classes;
    long mostRight = most(true);
    long mostWrong = most(false);
    int size = Math.min(11, fitting(Math.max(mostRight, mostWrong), cell));
    String counted = size == 11 ? "" : Html.fill(" style=\"font-size:%dpx\"", size);
    Svg svg = new Svg();
    svg.title(title);
    svg.text(note, "muted", 4, 27);
    svg.text("prediction", "middle", LEFT + side / 2.0, TOP - 22);
    svg.upwards("truth", 8, TOP + side / 2.0);
    for (int i = 0; i < classes; i++) {
      double middle = (i + 0.5) * cell;
      svg.text(String.valueOf(i), "middle", LEFT + middle, TOP - 8);
      svg.text(String.valueOf(i), "end", LEFT - 6, TOP + middle);
    }
    for (int truth = 0; truth < classes; truth++) {
      for (int prediction = 0; prediction < classes; prediction++) {
        long count = counts.get(truth).get(prediction);
        boolean right = truth == prediction;
        double share = share(count, right ? mostRight : mostWrong, right);
        double x = LEFT + prediction * cell;
        double y = TOP + truth * cell;
        svg.rectangle("cell", "", x, y, cell, cell);
        if (count > 0) {
          svg.rectangle(colour(right), opacity(share), x + 0.5, y + 0.5, cell - 1, cell - 1);
        }
        String style = count == 0 ? "none" : share > STRONG ? "strong" : "count";
        svg.text(String.valueOf(count), "middle " + style, counted, x + cell / 2.0, y + cell / 2.0);
      }
    }
    int bottom = TOP + side + 16;
    scale(svg, "right", true, mostRight, LEFT, bottom);
    scale(svg, "wrong", false, mostWrong, LEFT + 160, bottom);
    int width = Math.max(Drawing.WIDTH, LEFT + side + 2);
    return new Drawing(id, title, description, width, bottom + 14, svg.toString());
  }

  /** In which the longest count fits a cell. */
  private static int fitting(long longest, int cell) {
    return (int) Math.floor(11.0 * (cell - 2) / Svg.width(String.valueOf(longest)));
  }

  private static double share(long count, long most, boolean right) {
    double share = (double) count / Math.max(1, most);
    return Math.max(FAINTEST, right ? share : Math.sqrt(share));
  }

  private static String colour(boolean right) {
    return right ? "right" : "wrong";
  }

  private static String opacity(double share) {
    return Html.fill(" fill-opacity=\"%.2f\"", share);
  }

  private static void scale(Svg svg, String name, boolean right, long most, int x, int y) {
    if (most == 0) {
      return;
    }
    svg.text(name, "key", x, y);
    int from = x + 40;
    double step = (double) SCALE / SCALE_STEPS;
    for (int i = 0; i < SCALE_STEPS; i++) {
      svg.rectangle(
          colour(right),
          opacity(share(i + 1, SCALE_STEPS, right)),
          from + i * step,
          y - 5,
          step,
          10);
    }
    svg.text("to " + Numbers.count(most), "key", from + SCALE + 4, y);
  }

  @Override
  public String table() {
    List<String> header = new ArrayList<>(List.of("truth"));
    for (int prediction = 0; prediction < counts.size(); prediction++) {
      header.add("as " + prediction);
    }
    List<List<String>> rows = new ArrayList<>();
    for (int truth = 0; truth < counts.size(); truth++) {
      List<String> row = new ArrayList<>(List.of(String.valueOf(truth)));
      counts.get(truth).forEach(count -> row.add(Numbers.count(count)));
      rows.add(row);
    }
    return Html.table(title, header, rows, 0);
  }
}
