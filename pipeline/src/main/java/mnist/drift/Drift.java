package mnist.drift;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mnist.profile.Histogram;
import mnist.profile.Measure;
import mnist.profile.Profile;

/**
 * How far a run is from what its model was trained on: {@value #FILE} of the run's output.
 *
 * @param verdict of all measures
 * @param images that were predicted
 * @param minImages fewer say nothing
 * @param falseAlarms share of runs without drift that may be taken for drifted, over all measures
 * @param measures that were compared
 * @param accuracy estimated without labels; null if nothing is known of it
 */
public record Drift(
    Verdict verdict,
    long images,
    long minImages,
    double falseAlarms,
    List<MeasureDrift> measures,
    AccuracyEstimate accuracy) {

  public static final String FILE = "drift.json";

  /** A page with every measure's histogram. */
  public static final String PAGE = "drift.html";

  /** What is compared; labels are unknown, and calibrated confidences follow the model's own. */
  private static final List<Measure> COMPARED = compared();

  /** What the measures say together. */
  public enum Verdict {
    STABLE,
    DRIFTED,
    TOO_FEW_IMAGES;

    /** The name in JSON. */
    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Drift {
    measures = List.copyOf(measures);
  }

  private static List<Measure> compared() {
    List<Measure> compared = new ArrayList<>(List.of(Measure.ofImages()));
    compared.addAll(List.of(Measure.PREDICTION, Measure.CONFIDENCE, Measure.NOVELTY));
    return List.copyOf(compared);
  }

  /**
   * Compares.
   *
   * @param reference of the model's version
   * @param run of the same measures
   * @throws mnist.InvalidInputException if a histogram of the reference has other edges than those
   *     of this release
   */
  public static Drift of(Profile reference, Profile run, DriftSettings settings) {
    long images = run.of(Measure.PREDICTION).map(Histogram::total).orElse(0L);
    List<MeasureDrift> measures = MeasureDrift.of(reference, run, COMPARED, settings.maxPsi());
    return new Drift(
        verdict(images, measures, settings),
        images,
        settings.minImages(),
        MeasureDrift.FALSE_ALARMS,
        measures,
        accuracy(reference, run).orElse(null));
  }

  private static Verdict verdict(long images, List<MeasureDrift> measures, DriftSettings settings) {
    if (images < settings.minImages()) {
      return Verdict.TOO_FEW_IMAGES;
    }
    return measures.stream().anyMatch(MeasureDrift::drifted) ? Verdict.DRIFTED : Verdict.STABLE;
  }

  private static Optional<AccuracyEstimate> accuracy(Profile reference, Profile run) {
    return reference
        .of(Measure.CALIBRATED)
        .flatMap(expected -> run.of(Measure.CALIBRATED).map(x -> AccuracyEstimate.of(expected, x)));
  }

  /** Whether something has drifted. */
  public boolean hasDrifted() {
    return verdict == Verdict.DRIFTED;
  }

  /** The measures that have drifted, of the greatest index first. */
  public List<MeasureDrift> drifted() {
    return MeasureDrift.drifted(measures);
  }

  /** For people, in a line. */
  public String summary() {
    String accuracyTold =
        accuracy == null
            ? ""
            : String.format(
                Locale.ROOT,
                "; accuracy is estimated at %.1f %% (%.1f to %.1f)",
                100 * accuracy.estimate(),
                100 * accuracy.low(),
                100 * accuracy.high());
    return switch (verdict) {
      case TOO_FEW_IMAGES ->
          "drift: %d images are too few to tell, %d are needed".formatted(images, minImages);
      case STABLE -> "drift: none in %d measures%s".formatted(measures.size(), accuracyTold);
      case DRIFTED ->
          "drift in %d of %d measures, most in %s%s"
              .formatted(drifted().size(), measures.size(), drifted().get(0).told(), accuracyTold);
    };
  }
}
