package mnist.report;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;

/** How many records each class has, as bars. */
public final class ClassBalance {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 420;

  private ClassBalance() {}

  /**
   * The picture, 900 x 420 pixels: for each class a bar of each series.
   *
   * @param counts by series, such as a split, the number of records of each class from 0 on; the
   *     same number of classes in each, at most three series, drawn in the map's order
   */
  public static BufferedImage draw(Map<String, List<Long>> counts) {
    if (counts.isEmpty() || counts.size() > Palette.SERIES.size()) {
      throw new IllegalArgumentException(
          "Class balance must have 1 to %d series, but has %d"
              .formatted(Palette.SERIES.size(), counts.size()));
    }
    CategoryChart chart = new CategoryChart(WIDTH, HEIGHT);
    Charts.style(chart, "Records by class", "class", "records");
    chart.getStyler().setYAxisDecimalPattern("#,##0");
    chart.getStyler().setAvailableSpaceFill(0.8);
    chart.getStyler().setYAxisMin(0.0);
    int next = 0;
    for (Map.Entry<String, List<Long>> entry : counts.entrySet()) {
      // Text, not numbers: XChart sets labels of numbers apart from their bars.
      List<String> classes =
          IntStream.range(0, entry.getValue().size()).mapToObj(String::valueOf).toList();
      CategorySeries series = chart.addSeries(entry.getKey(), classes, entry.getValue());
      series.setFillColor(Palette.SERIES.get(next++));
    }
    try (Canvas canvas = new Canvas(WIDTH, HEIGHT)) {
      canvas.chart(chart, 0);
      return canvas.picture();
    }
  }
}
