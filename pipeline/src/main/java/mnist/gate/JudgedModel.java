package mnist.gate;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model's figures beside its answers, all on the same judged images.
 *
 * @param version its name
 * @param robustness mean accuracy on a fixed set of changes of these images, 0 to 1; null if they
 *     can't be changed
 * @param calibrationError by how much confidence and accuracy differ, 0 to 1
 * @param loss mean categorical cross-entropy in nats, 0 or more
 * @param parameters how many it has, 1 or more
 * @param microsecondsPerImage to apply it to an image, above 0
 */
public record JudgedModel(
    String version,
    Double robustness,
    double calibrationError,
    double loss,
    long parameters,
    double microsecondsPerImage) {

  Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("version", version);
    figures.put("robustness", robustness);
    figures.put("calibration_error", calibrationError);
    figures.put("loss", loss);
    figures.put("parameters", parameters);
    figures.put("microseconds_per_image", microsecondsPerImage);
    return figures;
  }
}
