package mnist.transform;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A program, and no test: what each part of augmentation costs, in processor time of one thread, so
 * that other load plays a small part. {@code docs/augmentation.md} has its command and its figures.
 */
final class AugmentationProfile {

  private static final int SIDE = 28;
  private static final int IMAGES = 10_000;
  private static final int REPETITIONS = 31;

  private AugmentationProfile() {}

  /** Prints the median of each part, in microseconds per image. */
  public static void main(String[] arguments) {
    Map<String, Augmentation> parts = new LinkedHashMap<>();
    parts.put("none", Augmentation.NONE);
    parts.put("affine", Augmentation.of(new AffineDistortion(10, 0.05, 0.1, 0.05)));
    parts.put("elastic", Augmentations.only(new ElasticDistortion(34, 4)));
    parts.put("neighbours", Augmentations.only(new Neighbours(1)));
    parts.put("stroke", Augmentations.only(new StrokeThickness(0.5)));
    parts.put("background", Augmentations.only(new Background(1)));
    parts.put("lines", Augmentations.only(new StrayLines(1)));
    parts.put("convolution", Augmentations.only(new RandomConvolution(1)));
    parts.put("tone", Augmentations.only(new Tone(1)));
    parts.put("blur", Augmentations.only(new Blur(0.7)));
    parts.put("noise", Augmentations.only(new Noise(0.1)));
    parts.put("erase", Augmentations.only(new Erasing(0.3, 0)));
    // In turns, so that code compiled for one part alone isn't what is measured.
    Map<String, double[]> costs = new LinkedHashMap<>();
    parts.keySet().forEach(name -> costs.put(name, new double[REPETITIONS]));
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      for (Map.Entry<String, Augmentation> part : parts.entrySet()) {
        costs.get(part.getKey())[repetition] = microseconds(part.getValue());
      }
    }
    costs.forEach(
        (name, cost) -> {
          Arrays.sort(cost);
          System.out.printf("%-11s %5.2f us an image%n", name, cost[REPETITIONS / 2]);
        });
  }

  private static double microseconds(Augmentation augmentation) {
    byte[] image = new byte[SIDE * SIDE];
    new Random(1).nextBytes(image);
    float[] target = new float[SIDE * SIDE];
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int id = 0; id < IMAGES; id++) {
      augmentation.apply(image, List.of(image, image), SIDE, SIDE, 42, 1, id, target, 0);
    }
    long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    return (end - start) / 1e3 / IMAGES;
  }
}
