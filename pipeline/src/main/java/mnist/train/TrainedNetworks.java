package mnist.train;

import java.util.Optional;
import mnist.InvalidInputException;
import mnist.model.DigitModel;
import mnist.model.FlatArrays;
import mnist.model.ImageFormat;
import mnist.transform.Normalisation;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.learning.config.Adam;

/**
 * The networks of a training, all of one architecture.
 *
 * @param format of the images that they take
 * @param normalisation of pixels, stored with a model
 * @param start whose parameters training begins with; empty for random ones
 */
record TrainedNetworks(
    TrainingSettings settings,
    ImageFormat format,
    Normalisation normalisation,
    Optional<DigitModel> start) {

  /** Adam's, a memory of 100 steps; that of the usual 0.999 is longer than a worker's epoch. */
  private static final double BETA_2 = 0.99;

  TrainedNetworks {
    start.ifPresent(model -> requireLike(model, settings, format));
  }

  private static void requireLike(DigitModel start, TrainingSettings settings, ImageFormat format) {
    String wanted = settings.architecture().label();
    if (!start.architecture().equals(wanted) || !start.images().equals(format)) {
      throw new InvalidInputException(
          "Cannot begin with a model of architecture %s for %s: expected one of %s for %s"
              .formatted(start.architecture(), start.images(), wanted, format),
          "set model.architecture to that model's, or begin with random parameters");
    }
  }

  /** With its initial parameters; the learning rate follows the schedule of all epochs. */
  MultiLayerNetwork initial(MinibatchPlan plan) {
    int iterations = Math.toIntExact(Math.multiplyExact(settings.epochs(), plan.perWorker()));
    OptimiserSettings optimiser = settings.optimiser();
    MultiLayerNetwork initial =
        network(
            Adam.builder()
                .learningRateSchedule(
                    new OneCycle(optimiser.learningRate(), optimiser.warmUpFraction(), iterations))
                .beta2(BETA_2)
                .build());
    start.ifPresent(model -> initial.params().assign(model.network().params()));
    return initial;
  }

  /** To store: at the schedule's peak as a constant rate, since DL4J has no such schedule. */
  DigitModel model(float[] parameters) {
    MultiLayerNetwork network =
        network(
            Adam.builder().learningRate(settings.optimiser().learningRate()).beta2(BETA_2).build());
    FlatArrays.assign(network.params(), parameters);
    return new DigitModel(
        settings.architecture().label(),
        format.height(),
        format.width(),
        format.classes(),
        normalisation,
        network);
  }

  private MultiLayerNetwork network(Adam updater) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            settings
                .architecture()
                .configuration(
                    format.height(),
                    format.width(),
                    format.classes(),
                    updater,
                    settings.optimiser().weightDecay(),
                    settings.seed()));
    network.init();
    return network;
  }
}
