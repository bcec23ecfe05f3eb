package mnist.model;

import static org.assertj.core.api.Assertions.assertThat;

import mnist.transform.Normalisation;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

class DigitModelTest {

  /** By {@code hashlib.sha256(struct.pack("<4f", 0, 1, -2.5, 3e-8)).hexdigest()} in Python. */
  @Test
  void parameterHashIsOverLittleEndianFloats() {
    INDArray parameters = Nd4j.createFromArray(0f, 1f, -2.5f, 3e-8f).reshape(1, 4);

    assertThat(DigitModel.parameterHash(parameters))
        .isEqualTo("db4e0c919fe3f9a0e7f698efad58a217cc3c0990eb47a4f094ac0b0392868601");
  }

  @Test
  void parameterHashFollowsTheParametersInFlatOrder() {
    NativeRuntime.oneThreadPerTask();
    MultiLayerNetwork network =
        new MultiLayerNetwork(Architecture.REFERENCE.configuration(18, 18, 3, new Sgd(), 1));
    network.init();
    DigitModel model = new DigitModel("reference", 18, 18, 3, Normalisation.SCALE_ONLY, network);
    String before = model.parameterHash();

    assertThat(before)
        .matches("[0-9a-f]{64}")
        .isEqualTo(DigitModel.parameterHash(network.params()));
    network.params().putScalar(0, network.params().getFloat(0) + 1f);
    assertThat(model.parameterHash()).isNotEqualTo(before);
  }
}
