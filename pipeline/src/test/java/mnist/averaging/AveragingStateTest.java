package mnist.averaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import mnist.testing.RoundTrip;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

class AveragingStateTest {

  private static final AveragingState STATE =
      new AveragingState(
          new float[] {1.5f, -0f, Float.NaN, Float.MIN_VALUE}, new float[] {2, 3}, 7, 2, 4);

  @Test
  void travelsByJavaAndByKryo() throws Exception {
    assertArrived(RoundTrip.java(STATE, AveragingState.class));
    assertArrived(RoundTrip.kryo(STATE, AveragingState.class));
  }

  private static void assertArrived(AveragingState arrived) {
    assertThat(arrived.parameters()).containsExactly(1.5f, -0f, Float.NaN, Float.MIN_VALUE);
    assertThat(arrived.updaterState()).containsExactly(2, 3);
    assertThat(arrived.iteration()).isEqualTo(7);
    assertThat(arrived.epoch()).isEqualTo(2);
    assertThat(arrived.round()).isEqualTo(4);
  }

  @Test
  void goesToAnotherNetworkToTheLastBit() {
    MultiLayerNetwork one = Networks.network(new Adam(0.01), 0);
    one.fit(Networks.minibatch(4, 1));
    one.incrementEpochCount();
    MultiLayerNetwork other = Networks.network(new Adam(0.01), 0);

    AveragingState.of(one, 3).applyTo(other);

    assertThat(Networks.parameters(other)).isEqualTo(Networks.parameters(one));
    assertThat(AveragingState.of(other, 3))
        .usingRecursiveComparison()
        .isEqualTo(AveragingState.of(one, 3));
  }

  @Test
  void optimiserWithoutStateHasNone() {
    MultiLayerNetwork network = Networks.network(new Sgd(0.01), 0);

    AveragingState state = AveragingState.of(network, 0);

    assertThat(state.updaterState()).isEmpty();
    state.applyTo(network);
  }

  @Test
  void anotherNetworksStateIsABug() {
    MultiLayerNetwork network = Networks.network(new Sgd(0.01), 0);

    assertThatThrownBy(() -> STATE.applyTo(network))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("State must have %d values, but had 4".formatted(network.numParams()));
  }
}
