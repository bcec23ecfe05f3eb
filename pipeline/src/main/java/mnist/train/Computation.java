package mnist.train;

import mnist.InvalidInputException;
import mnist.model.DigitModel;
import mnist.model.ImageFormat;
import mnist.onednn.GradientBackend;
import mnist.score.Inference;
import mnist.transform.Normalisation;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.learning.config.Adam;

/**
 * The backends of a training. They are chosen once per run, since different ones round differently.
 *
 * @param layers what computes gradients
 * @param inference what validates
 */
public record Computation(GradientBackend layers, Inference inference) {

  /**
   * The backends that the settings name; for "auto" the fastest that runs here, with a warning if
   * that isn't the fastest of all.
   *
   * @throws InvalidInputException if the images are too small for the network, or the settings name
   *     an unknown backend or one that can't run here
   */
  public static Computation of(TrainingSettings settings, ImageFormat format) {
    // Any updater and seed will do: only the layers matter.
    MultiLayerConfiguration configuration =
        settings
            .architecture()
            .configuration(format.height(), format.width(), format.classes(), new Adam(), 0);
    GradientBackend layers = GradientBackend.of(settings.layers(), configuration);
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    DigitModel model =
        new DigitModel(
            settings.architecture().label(),
            format.height(),
            format.width(),
            format.classes(),
            Normalisation.SCALE_ONLY,
            network);
    return new Computation(layers, Inference.of(settings.inference(), model));
  }
}
