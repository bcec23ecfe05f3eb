package mnist.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import mnist.files.StorageFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How a training went: both losses by epoch, and validation accuracy below them. */
public final class LossCurves {

  private static final int WIDTH = 900;
  // What the axis leaves, about.
  private static final int PLOT_WIDTH = 780;
  private static final int LOSS_HEIGHT = 400;
  private static final int ACCURACY_HEIGHT = 300;

  private static final BasicStroke DASHES =
      new BasicStroke(
          1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 5}, 0);

  private LossCurves() {}

  /**
   * One epoch.
   *
   * @param epoch counted from 1
   * @param trainingLoss mean cross-entropy in nats while training, NaN if unknown
   * @param validationLoss mean cross-entropy in nats on held-out records, NaN if unknown
   * @param validationAccuracy 0..1 on held-out records, NaN if unknown
   */
  public record Point(
      int epoch, double trainingLoss, double validationLoss, double validationAccuracy) {}

  /** A line of {@code metrics.jsonl}, null for what it doesn't have; other keys are ignored. */
  private record EpochLine(
      Integer epoch, Integer round, Double loss, Double validationLoss, Double validationAccuracy) {

    boolean isComplete() {
      return Stream.of(epoch, loss, validationLoss, validationAccuracy).allMatch(Objects::nonNull);
    }
  }

  /**
   * Reads the metrics that a training wrote: a JSON object a line with the keys {@code epoch},
   * {@code loss}, {@code validation_loss} and {@code validation_accuracy}. Blank lines and those of
   * rounds, which have a key {@code round}, are skipped.
   *
   * @throws InvalidInputException if the file can't be read, or a line isn't of that form
   */
  public static List<Point> read(Path metricsJsonl, Configuration conf) {
    try (InputStream file = metricsJsonl.getFileSystem(conf).open(metricsJsonl)) {
      return of(file.readAllBytes(), metricsJsonl);
    } catch (IOException e) {
      throw StorageFailure.of(
          "Cannot read training metrics " + metricsJsonl, "give a version that has them", e);
    }
  }

  /**
   * The same of what has been read already.
   *
   * @param file that it was read from, for messages
   */
  public static List<Point> of(byte[] metricsJsonl, Path file) {
    List<Point> points = new ArrayList<>();
    List<String> lines = new String(metricsJsonl, StandardCharsets.UTF_8).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        point(lines.get(i), i + 1, file).ifPresent(points::add);
      }
    }
    return points;
  }

  private static Optional<Point> point(String json, int number, Path file) {
    String where = "Cannot read training metrics %s, line %d: ".formatted(file, number);
    EpochLine line;
    try {
      line = JsonFiles.fromText(json, EpochLine.class);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(where + e.getMessage(), e);
    }
    if (line != null && line.round() != null) {
      return Optional.empty();
    }
    if (line == null || !line.isComplete()) {
      throw new InvalidInputException(
          where
              + "expected the keys epoch, loss, validation_loss and validation_accuracy, but found "
              + json);
    }
    return Optional.of(
        new Point(line.epoch(), line.loss(), line.validationLoss(), line.validationAccuracy()));
  }

  /**
   * The picture, 900 x 700 pixels, with {@code bestEpoch} marked: the one whose model was kept.
   *
   * @param points one epoch or more, in order
   */
  public static BufferedImage draw(List<Point> points, int bestEpoch) {
    Point best =
        points.stream()
            .filter(point -> point.epoch() == bestEpoch)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException("Best epoch must be drawn, but was " + bestEpoch));
    XYChart losses = chart(LOSS_HEIGHT, "Loss by epoch", "cross-entropy (nats)", points);
    addLine(losses, "training", points, Point::trainingLoss, Palette.SERIES.get(0));
    addLine(losses, "validation", points, Point::validationLoss, Palette.SERIES.get(1));
    markBest(losses, best, 0, 1.08 * most(losses));

    XYChart accuracies =
        chart(ACCURACY_HEIGHT, "Validation accuracy by epoch", "accuracy (%)", points);
    addLine(
        accuracies, "validation", points, p -> 100 * p.validationAccuracy(), Palette.SERIES.get(1));
    double room = Math.max(0.1, 0.1 * (most(accuracies) - least(accuracies)));
    markBest(accuracies, best, least(accuracies) - room, Math.min(100, most(accuracies) + room));

    try (Canvas canvas = new Canvas(WIDTH, LOSS_HEIGHT + ACCURACY_HEIGHT)) {
      canvas.chart(losses, 0);
      canvas.chart(accuracies, LOSS_HEIGHT);
      return canvas.picture();
    }
  }

  private static XYChart chart(int height, String title, String yTitle, List<Point> points) {
    XYChart chart = new XYChart(WIDTH, height);
    Charts.style(chart, title, "epoch", yTitle);
    int first = points.get(0).epoch();
    int last = points.get(points.size() - 1).epoch();
    XYStyler styler = chart.getStyler();
    // Half an epoch of room on both sides: no point sits on the frame, and one epoch has a width.
    styler.setPlotContentSize(1);
    styler.setXAxisMin(first - 0.5);
    styler.setXAxisMax(last + 0.5);
    // Ticks at whole epochs: less than one epoch would be narrower than this many pixels.
    styler.setXAxisTickMarkSpacingHint(Math.max(50, PLOT_WIDTH * 2 / 3 / (last - first + 1)));
    styler.setXAxisDecimalPattern("0");
    styler.setYAxisDecimalPattern("0.0##");
    styler.setMarkerSize(7);
    return chart;
  }

  private static void addLine(
      XYChart chart, String name, List<Point> points, ToDoubleFunction<Point> value, Color colour) {
    // An infinite loss has no place on an axis; it is a gap like NaN.
    double[] values =
        points.stream().mapToDouble(value).map(v -> Double.isFinite(v) ? v : Double.NaN).toArray();
    if (Arrays.stream(values).allMatch(Double::isNaN)) {
      return;
    }
    double[] epochs = points.stream().mapToDouble(Point::epoch).toArray();
    XYSeries series = chart.addSeries(name, epochs, values);
    series.setLineColor(colour).setLineStyle(new BasicStroke(2.2f));
    series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(colour);
  }

  /** Sets the y axis and draws a line over all of it at the best epoch. */
  private static void markBest(XYChart chart, Point best, double bottom, double top) {
    chart.getStyler().setYAxisMin(bottom);
    chart.getStyler().setYAxisMax(top);
    double[] epochs = {best.epoch(), best.epoch()};
    XYSeries line =
        chart.addSeries("best: epoch " + best.epoch(), epochs, new double[] {bottom, top});
    line.setLineColor(Palette.ACCENT).setLineStyle(DASHES);
    line.setMarker(SeriesMarkers.NONE);
  }

  private static double least(XYChart chart) {
    return chart.getSeriesMap().values().stream().mapToDouble(XYSeries::getYMin).min().orElse(0);
  }

  private static double most(XYChart chart) {
    return chart.getSeriesMap().values().stream().mapToDouble(XYSeries::getYMax).max().orElse(1);
  }
}
