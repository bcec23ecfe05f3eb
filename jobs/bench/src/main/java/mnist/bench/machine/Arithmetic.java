package mnist.bench.machine;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import mnist.bench.plan.LayerShape;
import mnist.bench.plan.Task;
import mnist.model.Processor;

/**
 * What the processor could do at most, if it did nothing but multiply and add float32 in the
 * vectors of its widest instruction set: clock x lanes x vectors that are multiplied and added a
 * cycle x 2. How many vectors a cycle takes is no flag of a processor's, so it is assumed:
 *
 * <ul>
 *   <li>AVX-512 on Intel: two of 16 lanes, as servers have it; processors for desktops, and the
 *       smallest of servers, have one, and are told half of their share
 *   <li>AVX-512 on AMD: one of 16 lanes (Zen 4), or two where the processor has AVX512_VP2INTERSECT
 *       (Zen 5)
 *   <li>AVX2 with FMA: two of 8 lanes
 * </ul>
 *
 * <p>A multiplication and an addition count as two operations. Only convolutions and dense layers
 * count, done plainly: a way that needs fewer multiplications could go beyond this limit.
 *
 * @param gigahertz measured
 * @param lanes float32 in a vector
 * @param vectors multiplied and added a cycle and core
 */
public record Arithmetic(double gigahertz, int lanes, int vectors) {

  private static final Set<String> AVX512 = Set.of("avx512f");
  private static final Set<String> AVX2 = Set.of("avx2", "fma");

  /** Of a processor at this clock; empty where its instruction set isn't known. */
  public static Optional<Arithmetic> of(Processor processor, double gigahertz) {
    Set<String> flags = processor.flags();
    if (flags.containsAll(AVX512)) {
      boolean amd = processor.name().contains("AMD");
      boolean two = !amd || flags.contains("avx512_vp2intersect");
      return Optional.of(new Arithmetic(gigahertz, 16, two ? 2 : 1));
    }
    return flags.containsAll(AVX2)
        ? Optional.of(new Arithmetic(gigahertz, 8, 2))
        : Optional.empty();
  }

  /** Operations a second and core, in units of 10^9. */
  public double gigaflopsPerCore() {
    return gigahertz * lanes * vectors * 2;
  }

  /** What part of what these cores could do an image rate takes, 0..1. */
  public double share(double imagesPerSecond, double flopsPerImage, int cores) {
    return imagesPerSecond * flopsPerImage / (gigaflopsPerCore() * 1e9 * cores);
  }

  /** Operations of an image's scoring, forward only. */
  static double scoringFlops(List<LayerShape> layers) {
    return 2.0 * layers.stream().mapToLong(LayerShape::multiplications).sum();
  }

  /**
   * Operations of an image's training: forward, the gradients of weights and the gradients of
   * inputs, each as many; but nobody needs the gradients of the first layer's inputs.
   */
  static double trainingFlops(List<LayerShape> layers) {
    return 3 * scoringFlops(layers) - 2.0 * layers.get(0).multiplications();
  }

  /** Whether what a task takes is arithmetic; of image files most is reading and decoding. */
  public static boolean isLimit(Task task) {
    return task != Task.SCORE_FILES;
  }

  public static double flops(Task task, List<LayerShape> layers) {
    return task == Task.TRAIN ? trainingFlops(layers) : scoringFlops(layers);
  }
}
