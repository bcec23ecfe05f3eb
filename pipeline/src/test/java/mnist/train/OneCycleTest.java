package mnist.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.Adam;

class OneCycleTest {

  /** Rises over iterations 0 and 1, falls over 2 to 9; each has the rate of its middle. */
  @Test
  void risesOnALineAndFallsAlongHalfACosine() {
    OneCycle cycle = new OneCycle(0.8, 0.2, 10);

    assertThat(cycle.valueAt(0, 0)).isCloseTo(0.2, within(1e-15));
    assertThat(cycle.valueAt(1, 0)).isCloseTo(0.6, within(1e-15));
    assertThat(cycle.valueAt(2, 7)).isCloseTo(0.4 * (1 + Math.cos(Math.PI / 16)), within(1e-15));
    assertThat(cycle.valueAt(9, 0))
        .isCloseTo(0.4 * (1 + Math.cos(15 * Math.PI / 16)), within(1e-15));
    // The cosine alone would rise again.
    assertThat(cycle.valueAt(12, 0)).isEqualTo(cycle.valueAt(9, 0));
  }

  @Property
  void risesThenFallsAndStaysBetweenNothingAndThePeak(
      @ForAll @DoubleRange(min = 0, max = 0.99) double warmUp,
      @ForAll @IntRange(min = 1, max = 500) int iterations) {
    OneCycle cycle = new OneCycle(1, warmUp, iterations);

    double before = 0;
    for (int iteration = 0; iteration < iterations; iteration++) {
      double rate = cycle.valueAt(iteration, 0);
      assertThat(rate).isGreaterThan(0).isLessThanOrEqualTo(1);
      boolean rises = iteration + 0.5 < warmUp * iterations;
      if (rises) {
        assertThat(rate).isGreaterThan(before);
      } else if (iteration - 0.5 >= warmUp * iterations) {
        assertThat(rate).isLessThan(before);
      }
      before = rate;
    }
  }

  /** DL4J copies configurations, and tells by their equality whether two are of one training. */
  @Test
  void copyIsEqualAndAnotherCycleIsNot() {
    OneCycle cycle = new OneCycle(0.8, 0.2, 10);

    assertThat(cycle.clone()).isNotSameAs(cycle).isEqualTo(cycle).hasSameHashCodeAs(cycle);
    assertThat(cycle)
        .isNotEqualTo(new OneCycle(0.7, 0.2, 10))
        .isNotEqualTo(new OneCycle(0.8, 0.3, 10))
        .isNotEqualTo(new OneCycle(0.8, 0.2, 11));
  }

  @Test
  void travelsInANetworksConfiguration() {
    MultiLayerConfiguration sent =
        new NeuralNetConfiguration.Builder()
            .updater(Adam.builder().learningRateSchedule(new OneCycle(0.01, 0.3, 77)).build())
            .list()
            .layer(new OutputLayer.Builder().nIn(2).nOut(2).build())
            .build();

    MultiLayerConfiguration received = MultiLayerConfiguration.fromJson(sent.toJson());

    Adam adam = (Adam) ((BaseLayer) received.getConf(0).getLayer()).getIUpdater();
    for (int iteration = 0; iteration < 77; iteration++) {
      assertThat(adam.getLearningRate(iteration, 0))
          .isEqualTo(new OneCycle(0.01, 0.3, 77).valueAt(iteration, 0));
    }
  }
}
