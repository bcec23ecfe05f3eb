package mnist.examination;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mnist.drift.MeasureDrift;
import mnist.html.Numbers;
import mnist.profile.Histogram;
import mnist.profile.Measure;
import mnist.profile.Profile;

/**
 * Whether images look like the champion's, by the measures of pixels that scorings are compared by,
 * with the same bound of what chance does.
 *
 * @param reference of the champion's training images
 * @param delivered of the images
 * @param champion its name
 */
record PixelDrift(Profile reference, Profile delivered, String champion) {

  private static final List<Measure> MEASURES = List.of(Measure.ofImages());

  /** Why nothing is said; empty if enough images are there. */
  Optional<String> obstacle(ExaminationSettings settings) {
    return images() >= settings.minImages()
        ? Optional.empty()
        : Optional.of(
            "the delivery has %s labelled images, and %d are needed (%smin-images)"
                .formatted(Numbers.count(images()), settings.minImages(), ExaminationSettings.KEY));
  }

  /**
   * @throws mnist.InvalidInputException if another release counted the champion's images by other
   *     bins
   */
  Optional<Finding> finding(ExaminationSettings settings) {
    List<MeasureDrift> measures =
        MeasureDrift.of(reference, delivered, MEASURES, settings.maxPsi());
    List<MeasureDrift> drifted = MeasureDrift.drifted(measures);
    if (drifted.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> figures = new HashMap<>();
    figures.put("images", images());
    figures.put("max_psi", settings.maxPsi());
    figures.put("drifted", drifted.stream().map(MeasureDrift::measure).toList());
    for (MeasureDrift measured : measures) {
      figures.put("psi_" + measured.measure(), measured.psi());
      figures.put("threshold_" + measured.measure(), measured.threshold());
    }
    return Optional.of(
        new Finding(
            Check.PIXEL_DRIFT,
            true,
            "%s images look otherwise than those that champion %s was trained on, by %d of %d measures: %s"
                .formatted(
                    Numbers.count(images()),
                    champion,
                    drifted.size(),
                    measures.size(),
                    drifted.stream().map(MeasureDrift::told).collect(Collectors.joining(", "))),
            "look at some of the images, and check pen, scanner and preparation",
            figures,
            List.of()));
  }

  private long images() {
    return delivered.of(MEASURES.get(0)).map(Histogram::total).orElse(0L);
  }
}
