package mnist.drift;

import mnist.profile.Binning;
import mnist.profile.Histogram;
import mnist.profile.JensenShannonDistance;
import mnist.profile.Measure;
import mnist.profile.PopulationStabilityIndex;

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

  /**
   * @param reference with one value or more
   * @param run with one value or more
   * @param chance with which two samples of the same images may be told apart
   */
  static MeasureDrift of(
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
}
