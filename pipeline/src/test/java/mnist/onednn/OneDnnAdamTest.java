package mnist.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import mnist.model.NativeRuntime;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** DL4J's Adam is the oracle. */
class OneDnnAdamTest {

  private static final Adam SCHEDULED =
      Adam.builder()
          .learningRateSchedule(new ExponentialSchedule(ScheduleType.EPOCH, 0.01, 0.5))
          .beta1(0.8)
          .beta2(0.99)
          .epsilon(1e-6)
          .build();

  @BeforeEach
  void useOneThread() {
    NativeRuntime.oneThreadPerTask();
  }

  @Test
  void changesAndStateAreDl4js() {
    MultiLayerNetwork dl4j = GradientBackend.DL4J.network(network(SCHEDULED, 0));
    MultiLayerNetwork onednn = GradientBackend.ONEDNN.network(network(SCHEDULED, 0));
    assertThat(updater(onednn)).isInstanceOf(OneDnnAdam.class);
    assertThat(updater(dl4j)).isExactlyInstanceOf(AdamUpdater.class);
    // As when an averaged state arrives: with history.
    for (MultiLayerNetwork network : new MultiLayerNetwork[] {dl4j, onednn}) {
      network.getUpdater().getStateViewArray().assign(0.25);
    }
    for (int step = 0; step < 20; step++) {
      INDArray gradient = Nd4j.rand(dl4j.params().shape()).subi(0.5);
      INDArray expected = gradient.dup();
      INDArray change = onednn.getFlattenedGradients().assign(gradient);
      ((AdamUpdater) updater(dl4j)).applyUpdater(expected, step, step / 7);
      ((AdamUpdater) updater(onednn)).applyUpdater(change, step, step / 7);

      assertThat(change.equalsWithEps(expected, 1e-7)).isTrue();
      assertThat(
              onednn
                  .getUpdater()
                  .getStateViewArray()
                  .equalsWithEps(dl4j.getUpdater().getStateViewArray(), 1e-6))
          .isTrue();
    }
  }

  @Test
  void gradientsMayLieElsewhereInEachStep() {
    AdamUpdater dl4j = (AdamUpdater) updater(GradientBackend.DL4J.network(network(SCHEDULED, 0)));
    AdamUpdater onednn =
        (AdamUpdater) updater(GradientBackend.ONEDNN.network(network(SCHEDULED, 0)));
    for (int step = 0; step < 5; step++) {
      INDArray expected = Nd4j.rand(dl4j.getM().shape()).subi(0.5);
      INDArray change = expected.dup();
      dl4j.applyUpdater(expected, step, 0);
      onednn.applyUpdater(change, step, 0);

      assertThat(change.equalsWithEps(expected, 1e-7)).isTrue();
    }
  }

  /** 0.8 to the power of 5000 is far below what a float holds. */
  @Test
  void stateWithoutGradientStaysAboveSubnormalNumbers() {
    MultiLayerNetwork network = GradientBackend.ONEDNN.network(network(SCHEDULED, 0));
    INDArray state = network.getUpdater().getStateViewArray().assign(1);
    INDArray change = network.getFlattenedGradients();
    for (int step = 0; step < 20_000; step++) {
      ((AdamUpdater) updater(network)).applyUpdater(change.assign(0), step, 0);
    }

    assertThat(state.minNumber().floatValue()).isGreaterThan(Float.MIN_NORMAL);
    assertThat(change.amaxNumber().doubleValue()).isLessThan(1e-20);
  }

  @Test
  void regularisationStaysDl4js() {
    MultiLayerNetwork dl4j = GradientBackend.DL4J.network(network(SCHEDULED, 0.1));
    MultiLayerNetwork onednn = GradientBackend.ONEDNN.network(network(SCHEDULED, 0.1));
    onednn.setParams(dl4j.params());
    INDArray features = Nd4j.rand(4, 37);
    INDArray labels = Nd4j.eye(4).castTo(features.dataType());
    for (int step = 0; step < 5; step++) {
      dl4j.fit(features, labels);
      onednn.fit(features, labels);
    }

    assertThat(onednn.params().equalsWithEps(dl4j.params(), 1e-4)).isTrue();
  }

  @Test
  void otherOptimisersStayDl4js() {
    MultiLayerNetwork network = GradientBackend.ONEDNN.network(network(new Nesterovs(0.1), 0));

    assertThat(updater(network).getClass().getPackageName()).isEqualTo("org.nd4j.linalg.learning");
  }

  private static Object updater(MultiLayerNetwork network) {
    return ((MultiLayerUpdater) network.getUpdater())
        .getUpdaterBlocks()
        .get(0)
        .getGradientUpdater();
  }

  private static MultiLayerConfiguration network(IUpdater updater, double l2) {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .updater(updater)
        .l2(l2)
        .list()
        .layer(new DenseLayer.Builder().nOut(19).activation(Activation.RELU).build())
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(4)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.feedForward(37))
        .build();
  }
}
