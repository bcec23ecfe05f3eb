package mnist.report;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import mnist.html.Axis;
import mnist.html.Chart;
import mnist.html.Drawing;
import mnist.html.Html;
import mnist.html.LineChart;
import mnist.html.LineChart.Line;
import mnist.html.LineChart.Point;
import mnist.html.Numbers;

/** How a training went, epoch by epoch; the epoch whose model was kept is marked. */
public final class TrainingCharts {

  private TrainingCharts() {}

  /** Both charts, the losses above the accuracy; of one epoch or more, in order. */
  public static Drawing drawing(List<LearningCurvePoint> epochs, int best) {
    return Drawing.stacked(
        "training",
        "Training by epoch",
        List.of(losses(epochs, best).drawing(), accuracy(epochs, best).drawing()));
  }

  /** The loss on training and on validation images. */
  static Chart losses(List<LearningCurvePoint> epochs, int best) {
    List<Line> lines =
        List.of(
            line("training loss", epochs, LearningCurvePoint::trainingLoss),
            line("validation loss", epochs, LearningCurvePoint::validationLoss));
    double most = values(lines).max().orElse(1);
    Axis axis = new Axis("nats", 0, most > 0 ? 1.05 * most : 1, value -> Numbers.decimal(value, 3));
    return chart("loss-curves", "Loss by epoch", epochs, axis, lines, best);
  }

  /** The accuracy on validation images. */
  static Chart accuracy(List<LearningCurvePoint> epochs, int best) {
    List<Line> lines =
        List.of(line("validation accuracy", epochs, LearningCurvePoint::validationAccuracy));
    double least = values(lines).min().orElse(0);
    // Accuracy's interesting part is narrow; all of it would be a flat line.
    double low = Math.max(0, least - 0.1 * (1 - least) - 0.001);
    Axis axis = new Axis("accuracy", low, 1, value -> Numbers.percent(value, 2));
    return chart("accuracy-curve", "Validation accuracy by epoch", epochs, axis, lines, best);
  }

  private static Chart chart(
      String id,
      String title,
      List<LearningCurvePoint> epochs,
      Axis y,
      List<Line> lines,
      int best) {
    int first = epochs.get(0).epoch();
    int last = epochs.get(epochs.size() - 1).epoch();
    if (best < first || best > last) {
      throw new IllegalArgumentException("Best epoch must be drawn, but was " + best);
    }
    Line mark =
        new Line(
            Html.fill("epoch %d, which was kept", best),
            List.of(new Point(best, y.low()), new Point(best, y.high())));
    return new LineChart(
        id,
        title,
        title + " of the training; the figures follow.",
        // Half an epoch of room on both sides: no point sits on the frame, and one epoch has a
        // width.
        Axis.whole("epoch", first - 0.5, last + 0.5),
        y,
        lines,
        List.of(mark));
  }

  private static Line line(
      String name, List<LearningCurvePoint> epochs, ToDoubleFunction<LearningCurvePoint> value) {
    return new Line(
        name,
        epochs.stream()
            .map(epoch -> new Point(epoch.epoch(), value.applyAsDouble(epoch)))
            .toList());
  }

  private static DoubleStream values(List<Line> lines) {
    return lines.stream()
        .flatMap(line -> line.points().stream())
        .mapToDouble(Point::y)
        .filter(Double::isFinite);
  }
}
