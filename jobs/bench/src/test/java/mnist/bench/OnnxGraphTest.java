package mnist.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import mnist.model.Architecture;
import mnist.model.Inputs;
import mnist.model.NativeRuntime;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.learning.config.Adam;

class OnnxGraphTest {

  @ParameterizedTest
  @EnumSource(Architecture.class)
  void onnxRuntimeGivesDl4jsProbabilities(Architecture architecture) throws Exception {
    NativeRuntime.oneThreadPerTask();
    MultiLayerNetwork network =
        new MultiLayerNetwork(architecture.configuration(28, 28, 10, new Adam(), 7));
    network.init();
    Prepared prepared =
        new Prepared(
            28,
            28,
            10,
            0.13,
            0.31,
            0,
            LayerShape.of(network.getLayerWiseConfigurations(), 28),
            0,
            0);
    byte[][] images = new byte[5][28 * 28];
    Random random = new Random(3);
    for (byte[] image : images) {
      random.nextBytes(image);
    }

    float[] expected =
        network
            .output(Inputs.features(Arrays.asList(images), 28, 28, prepared.normalisation()))
            .dup('c')
            .data()
            .asFloat();
    try (OnnxScoring scoring =
        new OnnxScoring(OnnxGraph.of(prepared, Weights.of(network)), 28, 1)) {
      assertThat(scoring.apply(images, 0, 5)).containsExactly(expected, within(1e-5f));
    }
  }
}
