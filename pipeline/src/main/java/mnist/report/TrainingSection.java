package mnist.report;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import mnist.html.Axis;
import mnist.html.Html;
import mnist.html.Line;
import mnist.html.LineChart;
import mnist.html.Numbers;

/** How the training went, if that is known. */
final class TrainingSection {

  private TrainingSection() {}

  static String of(EvaluatedModel model) {
    List<LossCurves.Point> curves = model.curves();
    if (curves.isEmpty()) {
      return "";
    }
    int best = model.manifest().training().bestEpoch();
    List<Line> losses =
        List.of(
            line("training loss", curves, LossCurves.Point::trainingLoss),
            line("validation loss", curves, LossCurves.Point::validationLoss));
    List<Line> accuracies =
        List.of(line("validation accuracy", curves, LossCurves.Point::validationAccuracy));
    double most = values(losses).max().orElse(1);
    double least = values(accuracies).min().orElse(0);
    Axis loss = new Axis("nats", 0, most > 0 ? 1.05 * most : 1, value -> Numbers.decimal(value, 3));
    // Accuracy's interesting part is narrow; all of it would be a flat line.
    Axis accuracy =
        new Axis(
            "accuracy",
            Math.max(0, least - 0.1 * (1 - least) - 0.001),
            1,
            value -> Numbers.percent(value, 2));
    return Html.section(
        "Training",
        Html.paragraph(
                Html.fill(
                    "The model is that of epoch %d of %d, the best on validation images. Training images are distorted, so that their loss may lie above that of the untouched validation images.",
                    best, curves.size()))
            + "<div class=\"charts\">\n"
            + chart("loss-curves", "Loss by epoch", curves, loss, losses, best)
            + chart("accuracy-curve", "Accuracy by epoch", curves, accuracy, accuracies, best)
            + "</div>\n");
  }

  private static String chart(
      String id, String title, List<LossCurves.Point> curves, Axis y, List<Line> lines, int best) {
    double first = curves.get(0).epoch();
    double last = curves.get(curves.size() - 1).epoch();
    Axis x = new Axis("epoch", first - 0.5, last + 0.5, TrainingSection::epoch);
    Line mark =
        new Line(
            "epoch that was kept",
            List.of(new Line.Point(best, y.low()), new Line.Point(best, y.high())));
    return new LineChart(
            id, title, title + " of the training; the figures follow.", x, y, lines, List.of(mark))
        .html();
  }

  /** Epochs are whole; an axis of few has ticks between them. */
  private static String epoch(double value) {
    return value == Math.rint(value) ? Numbers.decimal(value, 0) : "";
  }

  private static Line line(
      String name, List<LossCurves.Point> curves, ToDoubleFunction<LossCurves.Point> value) {
    return new Line(
        name,
        curves.stream()
            .map(point -> new Line.Point(point.epoch(), value.applyAsDouble(point)))
            .toList());
  }

  private static DoubleStream values(List<Line> lines) {
    return lines.stream()
        .flatMap(line -> line.points().stream())
        .mapToDouble(Line.Point::y)
        .filter(Double::isFinite);
  }
}
