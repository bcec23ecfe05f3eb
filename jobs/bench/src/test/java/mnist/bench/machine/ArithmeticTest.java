package mnist.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import mnist.bench.plan.LayerShape;
import mnist.model.Architecture;
import mnist.model.Processor;
import org.junit.jupiter.api.Test;

class ArithmeticTest {

  private static List<LayerShape> layers(Architecture architecture) {
    return LayerShape.of(architecture.description(10), 28);
  }

  private static Processor processor(String name, String... flags) {
    return new Processor("amd64", name, Set.of(flags));
  }

  private static double gigaflops(Processor processor, double gigahertz) {
    return Arithmetic.of(processor, gigahertz).orElseThrow().gigaflopsPerCore();
  }

  @Test
  void countsTheReferenceNetworksMultiplicationsAsByHand() {
    List<LayerShape> layers = layers(Architecture.REFERENCE);

    assertThat(layers.stream().map(LayerShape::multiplications))
        .containsExactly(
            32L * 3 * 3 * 26 * 26,
            0L,
            32L * 64 * 3 * 3 * 11 * 11,
            0L,
            64L * 64 * 3 * 3 * 3 * 3,
            576L * 64,
            64L * 10);
    assertThat(Arithmetic.scoringFlops(layers)).isEqualTo(5_588_480);
    // All but the gradients of the images, which are the first layer's multiplications once more.
    assertThat(Arithmetic.trainingFlops(layers)).isEqualTo(16_376_064);
  }

  @Test
  void countsLenetsMultiplicationsAsByHand() {
    List<LayerShape> layers = layers(Architecture.LENET);

    assertThat(layers.stream().map(LayerShape::multiplications))
        .containsExactly(
            24L * 5 * 5 * 24 * 24,
            0L,
            24L * 32 * 3 * 3 * 10 * 10,
            0L,
            32L * 5 * 5 * 128,
            128L * 10);
    assertThat(layers.get(5).dropout()).isCloseTo(0.4, within(1e-9));
  }

  @Test
  void takesLanesAndVectorsFromTheInstructionSet() {
    assertThat(gigaflops(processor("Intel(R) Xeon(R)", "avx512f", "avx2", "fma"), 2.8))
        .isCloseTo(2.8 * 64, within(1e-9));
    assertThat(gigaflops(processor("AMD EPYC 9R14", "avx512f", "avx2", "fma"), 3.7))
        .isCloseTo(3.7 * 32, within(1e-9));
    assertThat(gigaflops(processor("AMD EPYC 9755", "avx512f", "avx512_vp2intersect"), 4))
        .isCloseTo(4 * 64, within(1e-9));
    assertThat(gigaflops(processor("AMD EPYC 7R13", "avx2", "fma"), 3))
        .isCloseTo(3 * 32, within(1e-9));
    assertThat(Arithmetic.of(processor("old", "sse4_2"), 3)).isEmpty();
  }

  @Test
  void sharesAreOfWhatTheCoresCouldDo() {
    Arithmetic limit = new Arithmetic(2.6, 16, 1);
    double flops = Arithmetic.trainingFlops(layers(Architecture.REFERENCE));

    // 2 cores x 2.6 GHz x 32 a cycle = 166.4 GFLOP/s, at 16.376 MFLOP an image.
    assertThat(limit.share(10_161, flops, 2)).isCloseTo(1, within(1e-4));
    assertThat(limit.share(10_161, flops, 4)).isCloseTo(0.5, within(1e-4));
  }
}
