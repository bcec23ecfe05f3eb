package mnist.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import mnist.evaluate.Confidences;
import mnist.evaluate.ReliabilityBin;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How often a model is right when it is so sure, beside what it would be if calibrated. */
public final class CalibrationPicture {

  private CalibrationPicture() {}

  /**
   * The picture, 700 x 560 pixels.
   *
   * @param own of the model's own probabilities
   * @param calibrated of those at its temperature, if it has one
   */
  public static BufferedImage draw(Confidences own, Optional<Confidences> calibrated) {
    XYChart chart = new XYChart(700, 560);
    Charts.style(chart, "Accuracy by confidence", "confidence (%)", "accuracy (%)");
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(100.0).setYAxisMin(0.0).setYAxisMax(100.0);
    chart.getStyler().setDecimalPattern("0");
    XYSeries diagonal = chart.addSeries("calibrated", new double[] {0, 100}, new double[] {0, 100});
    diagonal.setLineColor(Palette.FAINT).setLineStyle(new BasicStroke(1.6f));
    diagonal.setMarker(SeriesMarkers.NONE);
    add(chart, "the model's own", own, Palette.SERIES.get(0));
    calibrated.ifPresent(
        confidences -> add(chart, "at its temperature", confidences, Palette.SERIES.get(1)));
    try (Canvas canvas = new Canvas(chart.getWidth(), chart.getHeight())) {
      canvas.chart(chart, 0);
      return canvas.picture();
    }
  }

  private static void add(XYChart chart, String name, Confidences confidences, Color colour) {
    List<ReliabilityBin> bins =
        confidences.reliability().stream().filter(bin -> bin.examples() > 0).toList();
    XYSeries series =
        chart.addSeries(
            name,
            bins.stream().mapToDouble(bin -> 100 * bin.confidence()).toArray(),
            bins.stream().mapToDouble(bin -> 100 * bin.accuracy()).toArray());
    series.setLineColor(colour).setLineStyle(new BasicStroke(2.2f));
    series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(colour);
  }
}
