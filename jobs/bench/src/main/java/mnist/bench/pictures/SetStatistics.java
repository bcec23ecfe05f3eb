package mnist.bench.pictures;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import mnist.input.RecordSchema;
import mnist.prepare.InkStatistics;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * What the ink of a set's images is like, see {@link InkStatistics}.
 *
 * @param set its name
 * @param images that were measured
 */
record SetStatistics(
    String set,
    long images,
    Spread mass,
    Spread height,
    Spread width,
    Spread offCentre,
    Spread strokeWidth) {

  /** Of images. */
  record Spread(double mean, double deviation) {
    static Spread of(List<InkStatistics> images, ToDoubleFunction<InkStatistics> figure) {
      SummaryStatistics summary = new SummaryStatistics();
      images.forEach(image -> summary.addValue(figure.applyAsDouble(image)));
      return new Spread(summary.getMean(), summary.getStandardDeviation());
    }

    private String text() {
      return String.format(Locale.ROOT, "%.2f ± %.2f", mean, deviation);
    }
  }

  /**
   * @param images with a column {@code image} of height * width bytes
   */
  static SetStatistics of(String set, Dataset<Row> images, int height, int width) {
    MapFunction<Row, InkStatistics> measure = row -> InkStatistics.of(row.getAs(0), height, width);
    List<InkStatistics> measured =
        images
            .select(col(RecordSchema.IMAGE))
            .map(measure, Encoders.javaSerialization(InkStatistics.class))
            .collectAsList();
    return new SetStatistics(
        set,
        measured.size(),
        Spread.of(measured, InkStatistics::mass),
        Spread.of(measured, InkStatistics::height),
        Spread.of(measured, InkStatistics::width),
        Spread.of(measured, InkStatistics::offCentre),
        Spread.of(measured, InkStatistics::strokeWidth));
  }

  /** A table in Markdown: means and standard deviations, in pixels. */
  static String markdown(List<SetStatistics> sets) {
    StringBuilder table = new StringBuilder();
    table.append("| set | images | mass | height | width | off centre | stroke width |\n");
    table.append("|---|---|---|---|---|---|---|\n");
    for (SetStatistics set : sets) {
      List<String> figures =
          Stream.of(set.mass, set.height, set.width, set.offCentre, set.strokeWidth)
              .map(Spread::text)
              .toList();
      table
          .append("| ")
          .append(set.set)
          .append(" | ")
          .append(set.images)
          .append(" | ")
          .append(String.join(" | ", figures))
          .append(" |\n");
    }
    return table.toString();
  }
}
