package mnist.report;

import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Images a second of several programs, as bars with their spread, a panel for each task. */
public final class ThroughputBars {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 380;

  private ThroughputBars() {}

  /**
   * One bar.
   *
   * @param median images a second; {@code min} and {@code max} are marked
   */
  public record Bar(String name, double median, double min, double max) {}

  /**
   * One task.
   *
   * @param bars one or more
   */
  public record Panel(String title, List<Bar> bars) {}

  /**
   * The picture: 900 pixels wide, 380 high for each panel.
   *
   * @param panels one or more
   */
  public static BufferedImage draw(List<Panel> panels) {
    try (Canvas canvas = new Canvas(WIDTH, HEIGHT * panels.size())) {
      for (int i = 0; i < panels.size(); i++) {
        canvas.chart(chart(panels.get(i)), i * HEIGHT);
      }
      return canvas.picture();
    }
  }

  private static CategoryChart chart(Panel panel) {
    CategoryChart chart = new CategoryChart(WIDTH, HEIGHT);
    Charts.style(chart, panel.title(), "", "images/s");
    chart.getStyler().setLegendVisible(false);
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setYAxisDecimalPattern("#,##0");
    chart.getStyler().setAvailableSpaceFill(0.6);
    chart.getStyler().setOverlapped(true);
    List<Bar> bars = panel.bars();
    List<String> names = bars.stream().map(Bar::name).toList();
    chart
        .addSeries("median", names, bars.stream().map(Bar::median).toList())
        .setFillColor(Palette.SERIES.get(0));
    // As marks of their own, since whiskers are as long on both sides in XChart.
    mark(chart.addSeries("least", names, bars.stream().map(Bar::min).toList()));
    mark(chart.addSeries("most", names, bars.stream().map(Bar::max).toList()));
    return chart;
  }

  private static void mark(CategorySeries series) {
    series.setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.Scatter);
    series.setMarker(SeriesMarkers.DIAMOND);
    series.setMarkerColor(Palette.INK);
  }
}
