package mnist.averaging;

import static org.assertj.core.api.Assertions.assertThat;

import mnist.testing.RoundTrip;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Adam;

class ShippedConfigurationTest {

  @Test
  void arrivesWithoutWhatTheNetworkHasCounted() throws Exception {
    MultiLayerConfiguration start = configuration(10);
    MultiLayerConfiguration trained = configuration(10);
    trained.setIterationCount(70);
    trained.setEpochCount(3);

    ShippedConfiguration shipped = new ShippedConfiguration(trained);

    assertThat(RoundTrip.java(shipped, ShippedConfiguration.class).read()).isEqualTo(start);
    assertThat(shipped.read()).isNotSameAs(shipped.read());
    // The network itself goes on counting.
    assertThat(trained.getIterationCount()).isEqualTo(70);
    assertThat(trained.getEpochCount()).isEqualTo(3);
  }

  /** By which a thread keeps its network from round to round, and from epoch to epoch. */
  @Test
  void isTheSameAfterAnEpochAndAnotherForAnotherNetwork() {
    MultiLayerConfiguration trained = configuration(10);
    trained.setIterationCount(70);
    trained.setEpochCount(3);

    assertThat(new ShippedConfiguration(trained))
        .isEqualTo(new ShippedConfiguration(configuration(10)))
        .hasSameHashCodeAs(new ShippedConfiguration(configuration(10)))
        .isNotEqualTo(new ShippedConfiguration(configuration(11)))
        .isNotEqualTo(trained);
  }

  private static MultiLayerConfiguration configuration(int units) {
    return Networks.network(new Adam(0.01), 0.5, units).getLayerWiseConfigurations();
  }
}
