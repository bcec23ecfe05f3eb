package mnist.jobs.scoring;

import java.util.Optional;
import mnist.InvalidInputException;
import mnist.config.Settings;
import mnist.jobs.runner.Shell;
import mnist.jobs.runner.StageSettings;
import mnist.prepare.DigitPreparation;
import mnist.prepare.InputContract;
import mnist.prepare.Preparation;
import mnist.prepare.PreparedImages;
import mnist.store.NetworkSummary;
import mnist.store.StoredVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done to images before a stored model sees them. */
public final class ModelPreparation {

  private static final Logger LOG = LoggerFactory.getLogger(ModelPreparation.class);

  private ModelPreparation() {}

  /**
   * @param isReady whether all images are in a network's format already
   * @throws InvalidInputException if the model doesn't tell how it takes pictures, and nobody says
   */
  public static PreparedImages of(StoredVersion version, Settings settings, boolean isReady) {
    NetworkSummary network = version.manifest().network();
    InputContract contract = version.manifest().training().data().input();
    boolean isTold = contract != null || settings.isGiven("input.prepare");
    if (!isTold && !isReady) {
      throw new InvalidInputException(
          "Cannot tell how model %s takes pictures: an earlier release trained it, and kept no record of it"
              .formatted(Shell.path(version.path())),
          "say it: --prepare mnist if it was trained on images as MNIST's, --prepare none otherwise");
    }
    PreparedImages images =
        StageSettings.preparation(
            settings,
            Optional.of(
                contract == null
                    ? InputContract.of(Preparation.NONE, network.height(), network.width())
                    : contract));
    boolean prepares = images.preparation() == Preparation.MNIST && (!isReady || images.ofAll());
    if (prepares && contract != null) {
      tellOfOtherVersion(version, contract);
    }
    return images;
  }

  private static void tellOfOtherVersion(StoredVersion version, InputContract contract) {
    Integer then = contract.version();
    if (then != null && then != DigitPreparation.VERSION) {
      LOG.warn(
          "model {} was trained when pictures were prepared by version {}; by version {}, which is"
              + " this program's, it may answer otherwise than it did",
          Shell.path(version.path()),
          then,
          DigitPreparation.VERSION);
    }
  }
}
