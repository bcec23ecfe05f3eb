package mnist.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import mnist.InvalidInputException;
import mnist.model.Architecture;
import mnist.model.DigitModel;
import mnist.model.FlatArrays;
import mnist.model.ImageFormat;
import mnist.model.NativeRuntime;
import mnist.onednn.GradientBackend;
import mnist.score.Inference;
import mnist.transform.Augmentation;
import mnist.transform.Normalisation;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Adam;

class TrainedNetworksTest {

  private static final ImageFormat FORMAT = new ImageFormat(28, 26, 7);
  private static final TrainingSettings SETTINGS =
      TrainingRuns.of(
          5,
          Architecture.LENET,
          3,
          4,
          TrainingRuns.averaged(Averaging.DETERMINISTIC, 2, 4),
          1,
          Augmentation.NONE);
  private static final TrainedNetworks NETWORKS =
      new TrainedNetworks(SETTINGS, FORMAT, Normalisation.SCALE_ONLY, Optional.empty());

  private static final MinibatchPlan PLAN = MinibatchPlan.of(100, SETTINGS);

  @BeforeEach
  void useOneThread() {
    NativeRuntime.oneThreadPerTask();
  }

  /** 50 examples a worker in 25 minibatches, for three epochs. */
  @Test
  void learningRateFallsOverAllEpochs() {
    MultiLayerNetwork network = NETWORKS.initial(PLAN);

    assertThat(network.numParams()).isPositive();
    OneCycle cycle = new OneCycle(0.002, 0.2, 75);
    for (int iteration : new int[] {0, 14, 15, 40, 74}) {
      assertThat(adam(network).getLearningRate(iteration, 0))
          .isEqualTo(cycle.valueAt(iteration, 0));
    }
  }

  /** Another seed's initial parameters, which differ. */
  @Test
  void beginsWithAModelsParametersIfTold() {
    DigitModel start = NETWORKS.model(new float[(int) NETWORKS.initial(PLAN).numParams()]);
    TrainedNetworks warm =
        new TrainedNetworks(SETTINGS, FORMAT, Normalisation.SCALE_ONLY, Optional.of(start));

    assertThat(warm.initial(PLAN).params()).isEqualTo(start.network().params());
    assertThat(NETWORKS.initial(PLAN).params()).isNotEqualTo(start.network().params());
  }

  @Test
  void anotherModelIsNoStart() {
    TrainedNetworks others =
        new TrainedNetworks(
            SETTINGS, new ImageFormat(28, 26, 5), Normalisation.SCALE_ONLY, Optional.empty());
    DigitModel other = others.model(FlatArrays.copyOf(others.initial(PLAN).params()));

    assertThatThrownBy(
            () ->
                new TrainedNetworks(SETTINGS, FORMAT, Normalisation.SCALE_ONLY, Optional.of(other)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("expected one of lenet for");
  }

  @Test
  void storedModelHasItsParametersAndARateThatDl4jKnows() {
    float[] parameters =
        FlatArrays.copyOf(NETWORKS.initial(MinibatchPlan.of(100, SETTINGS)).params());
    parameters[parameters.length / 2] = 42;

    DigitModel model = NETWORKS.model(parameters);

    assertThat(FlatArrays.copyOf(model.network().params())).isEqualTo(parameters);
    assertThat(new ImageFormat(model.height(), model.width(), model.classes())).isEqualTo(FORMAT);
    assertThat(adam(model.network()).getLearningRateSchedule()).isNull();
    assertThat(adam(model.network()).getLearningRate()).isEqualTo(0.002);
  }

  @Test
  void computesByTheFastestThatHasTheLayers() {
    assertThat(Computation.of(SETTINGS, FORMAT))
        .isEqualTo(new Computation(GradientBackend.ONEDNN, Inference.ONEDNN));
  }

  private static Adam adam(MultiLayerNetwork network) {
    return (Adam) ((BaseLayer) network.getLayer(0).conf().getLayer()).getIUpdater();
  }
}
