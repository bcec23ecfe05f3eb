package mnist.calibration;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import mnist.Bounds;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import mnist.store.StoredVersion;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * How far a model's confidence can be trusted, and what is novel to it, measured on validation
 * images: {@value #FILE} of a version in a store.
 *
 * @param examples validation images that it was fitted to
 * @param temperature by which the logarithms of probabilities are divided to make them fit; above 1
 *     for a model that is too sure of itself
 * @param loss mean cross-entropy of the images in nats, by the model's own probabilities
 * @param calibratedLoss the same by those of the temperature
 * @param thresholds from the strictest error rate up; the rates that no threshold reaches are left
 *     out
 * @param energyQuantiles how the energies of the images are distributed; null if an earlier release
 *     trained the model
 */
public record Calibration(
    long examples,
    double temperature,
    double loss,
    double calibratedLoss,
    List<Threshold> thresholds,
    EnergyQuantiles energyQuantiles) {

  /** The file's name in a version's directory. */
  public static final String FILE = "calibration.json";

  public Calibration {
    Bounds.atLeast("examples", examples, 1);
    Bounds.above("temperature", temperature, 0);
    thresholds = thresholds == null ? List.of() : List.copyOf(thresholds);
  }

  /**
   * That of a stored version; empty if it has none, since an earlier release trained it.
   *
   * @throws InvalidInputException if the version's manifest names the file, but it is missing,
   *     another one or malformed
   */
  public static Optional<Calibration> of(StoredVersion version, Configuration conf) {
    // An earlier release named it by its hash as well, whenever it stored one.
    if (!version.manifest().fileHashes().containsKey(FILE)) {
      return Optional.empty();
    }
    String json = new String(version.content(FILE, conf), StandardCharsets.UTF_8);
    try {
      return Optional.of(JsonFiles.fromText(json, Calibration.class));
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          "Cannot read %s: %s".formatted(new Path(version.path(), FILE), e.problem()),
          "restore it or train the model again",
          e);
    }
  }

  /**
   * The least confidence at which a prediction is accepted, for an error rate.
   *
   * @param maxErrorRate share of the accepted predictions that may be wrong, above 0 to below 1
   * @param minConfidence the lowest at which no more of them were wrong, by the model's own
   *     probabilities
   * @param accepted how many validation images it accepts
   * @param errors how many of these are wrong
   */
  public record Threshold(double maxErrorRate, float minConfidence, long accepted, long errors) {}
}
