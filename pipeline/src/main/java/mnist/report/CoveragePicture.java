package mnist.report;

import java.awt.BasicStroke;
import java.awt.image.BufferedImage;
import java.util.List;
import mnist.evaluate.Confidences;
import mnist.evaluate.CoveragePoint;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The errors that are left when the least sure answers are dropped. */
public final class CoveragePicture {

  private CoveragePicture() {}

  /** The picture, 700 x 420 pixels. */
  public static BufferedImage draw(Confidences confidences) {
    XYChart chart = new XYChart(700, 420);
    Charts.style(chart, "Errors by coverage", "answers that are accepted (%)", "errors (%)");
    chart.getStyler().setYAxisMin(0.0);
    chart.getStyler().setXAxisDecimalPattern("0").setYAxisDecimalPattern("0.0##");
    List<CoveragePoint> points = confidences.coverageByPercent();
    // XChart draws no axis from 0 to 0.
    chart
        .getStyler()
        .setYAxisMax(
            1.05 * points.stream().mapToDouble(p -> 100 * p.errorRate()).max().orElse(0) + 0.001);
    XYSeries series =
        chart.addSeries(
            "errors among them",
            points.stream().mapToDouble(point -> 100 * point.coverage()).toArray(),
            points.stream().mapToDouble(point -> 100 * point.errorRate()).toArray());
    series.setLineColor(Palette.SERIES.get(0)).setLineStyle(new BasicStroke(2.2f));
    series.setMarker(SeriesMarkers.NONE);
    try (Canvas canvas = new Canvas(chart.getWidth(), chart.getHeight())) {
      canvas.chart(chart, 0);
      return canvas.picture();
    }
  }
}
