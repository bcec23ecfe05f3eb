package mnist.model;

import static org.assertj.core.api.Assertions.assertThat;

import mnist.testing.RoundTrip;
import mnist.transform.Normalisation;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

class Dl4jModelTest {

  @BeforeAll
  static void oneThread() {
    NativeRuntime.oneThreadPerTask();
  }

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void arrivesAsTheSameModel(Architecture architecture) throws Exception {
    DigitModel model = model(architecture);
    Dl4jModel state = new Dl4jModel(model);

    assertSame(model, RoundTrip.java(state, Dl4jModel.class).toModel());
    assertSame(model, RoundTrip.kryo(state, Dl4jModel.class).toModel());
  }

  @Test
  void everyModelMadeOfItHasItsOwnParameters() {
    Dl4jModel state = new Dl4jModel(model(Architecture.REFERENCE));
    DigitModel first = state.toModel();
    String before = first.parameterHash();

    state.toModel().network().params().addi(1);

    assertThat(first.parameterHash()).isEqualTo(before);
    assertThat(state.toModel().parameterHash()).isEqualTo(before);
  }

  private static void assertSame(DigitModel model, DigitModel arrived) {
    assertThat(arrived).usingRecursiveComparison().ignoringFields("network").isEqualTo(model);
    assertThat(arrived.parameterHash()).isEqualTo(model.parameterHash());
    assertThat(arrived.network().getLayerWiseConfigurations())
        .isEqualTo(model.network().getLayerWiseConfigurations());
    INDArray images = Nd4j.rand(5, 1, 24, 26);
    assertThat(arrived.network().output(images).toFloatMatrix())
        .isEqualTo(model.network().output(images).toFloatMatrix());
  }

  private static DigitModel model(Architecture architecture) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(architecture.configuration(24, 26, 4, new Adam(1e-3), 9));
    network.init();
    return new DigitModel(architecture.label(), 24, 26, 4, new Normalisation(0.13, 0.31), network);
  }
}
