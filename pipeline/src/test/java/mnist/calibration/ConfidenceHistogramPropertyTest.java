package mnist.calibration;

import static mnist.evaluate.Predictions.predictions;
import static mnist.evaluate.Predictions.randomRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import mnist.testing.SparkExtension;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.spark.sql.Row;

class ConfidenceHistogramPropertyTest {

  /** Against sorting all of them, which millions would be too many for. */
  @Property(tries = 6)
  void agreesWithSortingThem(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 400) int count,
      @ForAll @IntRange(min = 2, max = 6) int classes) {
    List<Row> rows = randomRows(new Random(seed), count, classes);
    ConfidenceHistogram confidences =
        ConfidenceHistogram.of(predictions(SparkExtension.session(), rows));

    List<RiskCoveragePoint> points = confidences.coverage();
    for (RiskCoveragePoint point : points) {
      List<Row> accepted =
          rows.stream().filter(row -> row.getFloat(4) >= point.minConfidence()).toList();
      assertThat(point.accepted()).isEqualTo(accepted.size());
      assertThat(point.errors())
          .isEqualTo(accepted.stream().filter(row -> row.getInt(1) != row.getInt(2)).count());
    }
    assertThat(points).isSortedAccordingTo(Comparator.comparing(RiskCoveragePoint::coverage));
    assertThat(points).isSortedAccordingTo(Comparator.comparing(RiskCoveragePoint::errors));
    assertThat(points.get(points.size() - 1).accepted()).isEqualTo(count);
    assertThat(confidences.calibrationError()).isCloseTo(sortedError(rows), within(1e-8));
    assertThat(confidences.brier()).isCloseTo(brier(rows, classes), within(1e-8));
  }

  private static double sortedError(List<Row> rows) {
    return IntStream.range(0, 15)
            .mapToDouble(
                bin ->
                    Math.abs(
                        rows.stream()
                            .filter(row -> row.getFloat(4) * 15.0 > bin)
                            .filter(row -> row.getFloat(4) * 15.0 <= bin + 1)
                            .mapToDouble(
                                row ->
                                    row.getFloat(4) - (row.getInt(1) == row.getInt(2) ? 1.0 : 0.0))
                            .sum()))
            .sum()
        / rows.size();
  }

  private static double brier(List<Row> rows, int classes) {
    return rows.stream()
        .mapToDouble(
            row ->
                IntStream.range(0, classes)
                    .mapToDouble(
                        label ->
                            ((Float[]) row.get(3))[label] - (label == row.getInt(1) ? 1.0 : 0.0))
                    .map(difference -> difference * difference)
                    .sum())
        .average()
        .orElseThrow();
  }
}
