package mnist.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mnist.InvalidInputException;
import mnist.profile.Binning;
import mnist.profile.Histogram;
import mnist.profile.JensenShannonDistance;
import mnist.profile.Measure;
import mnist.profile.PopulationStabilityIndex;
import mnist.profile.Profile;

/**
 * How far a run is from its reference by one measure.
 *
 * @param measure its {@link Measure#label}
 * @param images of the run that are counted
 * @param references images of the reference
 * @param bins that both are compared at
 * @param psi population stability index, 0 or more
 * @param jensenShannon distance, 0 to 1
 * @param threshold of the index: the one of the settings, or what chance may exceed, if that is
 *     more
 * @param drifted whether the index is above the threshold
 */
public record MeasureDrift(
    String measure,
    long images,
    long references,
    int bins,
    double psi,
    double jensenShannon,
    double threshold,
    boolean drifted) {

  /** Of all measures together: each may take its part (Bonferroni). */
  static final double FALSE_ALARMS = 0.001;

  /**
   * Compares by each of some measures, of which both have counted something.
   *
   * @param maxPsi population stability index that is still no drift, above 0
   * @throws InvalidInputException if a histogram of the reference has other edges than those of
   *     this release
   */
  public static List<MeasureDrift> of(
      Profile reference, Profile run, List<Measure> measures, double maxPsi) {
    List<MeasureDrift> compared = new ArrayList<>();
    for (Measure measure : measures) {
      Optional<Histogram> expected = reference.of(measure).filter(all -> all.total() > 0);
      Optional<Histogram> found = run.of(measure).filter(all -> all.total() > 0);
      if (expected.isPresent() && found.isPresent()) {
        requireSame(measure, expected.get(), found.get());
        compared.add(
            of(measure, expected.get(), found.get(), maxPsi, FALSE_ALARMS / measures.size()));
      }
    }
    return compared;
  }

  private static void requireSame(Measure measure, Histogram expected, Histogram found) {
    if (!expected.edges().equals(found.edges())) {
      throw new InvalidInputException(
          "Cannot compare %s with the model's %s: its histogram has other edges than this release counts by"
              .formatted(measure.label(), Profile.FILE),
          "train the model again, or leave out --drift");
    }
  }

  /**
   * @param reference with one value or more
   * @param run with one value or more
   * @param chance with which two samples of the same images may be told apart
   */
  private static MeasureDrift of(
      Measure measure, Histogram reference, Histogram run, double maxPsi, double chance) {
    Binning binning = Binning.of(measure, reference);
    long[] expected = binning.counts(reference);
    long[] found = binning.counts(run);
    double psi = PopulationStabilityIndex.of(expected, found);
    double threshold =
        Math.max(
            maxPsi,
            PopulationStabilityIndex.exceededByChance(
                reference.total(), run.total(), binning.size(), chance));
    return new MeasureDrift(
        measure.label(),
        run.total(),
        reference.total(),
        binning.size(),
        psi,
        JensenShannonDistance.of(expected, found),
        threshold,
        psi > threshold);
  }

  /** Those that have drifted, of the greatest index first. */
  public static List<MeasureDrift> drifted(List<MeasureDrift> measures) {
    return measures.stream()
        .filter(MeasureDrift::drifted)
        .sorted((one, other) -> Double.compare(other.psi(), one.psi()))
        .toList();
  }

  /** For people: the measure's name and numbers. */
  public String told() {
    return String.format(Locale.ROOT, "%s (PSI %.2f, above %.2f)", measure, psi, threshold);
  }
}
