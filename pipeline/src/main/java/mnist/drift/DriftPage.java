package mnist.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mnist.html.Axis;
import mnist.html.BarChart;
import mnist.html.BarChart.Bar;
import mnist.html.Html;
import mnist.html.Numbers;
import mnist.html.Page;
import mnist.profile.Binning;
import mnist.profile.Histogram;
import mnist.profile.Measure;
import mnist.profile.Profile;

/** A comparison as a page: what it came to, and each measure's histogram beside the reference's. */
public final class DriftPage {

  private DriftPage() {}

  /**
   * @param version that scored
   * @param reference of the version
   * @param run of the images that were scored
   */
  public static String of(Drift drift, String version, Profile reference, Profile run) {
    StringBuilder charts = new StringBuilder();
    for (MeasureDrift measured : drift.measures()) {
      Measure measure = Measure.valueOf(measured.measure().toUpperCase(Locale.ROOT));
      charts.append(
          chart(measure, reference.of(measure).orElseThrow(), run.of(measure).orElseThrow())
              .html());
    }
    return Page.of(
        "Drift",
        Html.fill("<h1>Drift</h1>\n")
            + Html.paragraph(drift.summary())
            + Html.paragraph(
                "%s images, compared with what %s was trained on and validated by."
                    .formatted(Numbers.count(drift.images()), version))
            + Html.section("Measures", table(drift))
            + Html.section("Histograms", charts.toString()));
  }

  private static String table(Drift drift) {
    return Html.table(
        "Population stability index (PSI) and Jensen-Shannon distance at equal bins",
        List.of("measure", "verdict", "PSI", "threshold", "distance", "images", "references"),
        drift.measures().stream()
            .map(
                measured ->
                    List.of(
                        Html.escape(named(measured.measure())),
                        measured.drifted() ? "drifted" : "stable",
                        Numbers.decimal(measured.psi(), 3),
                        Numbers.decimal(measured.threshold(), 3),
                        Numbers.decimal(measured.jensenShannon(), 3),
                        Numbers.count(measured.images()),
                        Numbers.count(measured.references())))
            .toList(),
        2);
  }

  private static String named(String measure) {
    return measure.replace('_', ' ');
  }

  private static BarChart chart(Measure measure, Histogram reference, Histogram run) {
    Binning binning = Binning.of(measure, reference);
    double[] edges = binning.edges();
    long[] expected = binning.counts(reference);
    long[] found = binning.counts(run);
    List<Bar> bars = new ArrayList<>();
    double most = 0;
    for (int bin = 0; bin < expected.length; bin++) {
      String name =
          measure.isOfClasses()
              ? String.valueOf(bin)
              : "%s to %s".formatted(edge(edges[bin]), edge(edges[bin + 1]));
      double share = (double) expected[bin] / reference.total();
      double now = (double) found[bin] / run.total();
      bars.add(bar(name, share, 0));
      bars.add(bar("", now, 1));
      most = Math.max(most, Math.max(share, now));
    }
    return new BarChart(
        measure.label(),
        named(measure.label()),
        "Share of the images in each bin: of the reference, and of this run.",
        new Axis("share of images", 0, most, value -> Numbers.percent(value, 0)),
        List.of("reference", "this run"),
        bars);
  }

  private static Bar bar(String name, double share, int kind) {
    return new Bar(name, share, Double.NaN, Double.NaN, Numbers.percent(share, 1), kind);
  }

  /** Near 1, where confidences lie, more decimals tell edges apart. */
  private static String edge(double edge) {
    return Numbers.decimal(edge, edge > 0.99 && edge < 1 ? 6 : 3);
  }
}
