package mnist.robustness;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mnist.Seeds;

/**
 * A corruption of test images: the fifteen of MNIST-C (Mu and Gilmer, "MNIST-C: a robustness
 * benchmark for computer vision", 2019) as published, some more in their manner, and stand-ins for
 * sets that aren't at hand.
 */
public enum Corruption {
  SHOT_NOISE(PixelNoise::shot, new TrainingChange("noise-deviation", Math.sqrt(1 / 3.0))),
  IMPULSE_NOISE(PixelNoise::impulse, TrainingChange.near("impulse-fraction")),
  GLASS_BLUR(
      Blurs::glass,
      new TrainingChange("blur-pixels", 0.7 * Math.sqrt(2)),
      TrainingChange.near("convolution-fraction")),
  MOTION_BLUR(
      Blurs::motion,
      new TrainingChange("blur-pixels", 3 * Math.sqrt(1 - 2 / Math.PI)),
      TrainingChange.near("convolution-fraction")),
  SHEAR(AffineTransforms.shear(0.4), new TrainingChange("shear-radians", 0.4)),
  SCALE(
      AffineTransforms.scale(0.7),
      new TrainingChange("zoom-fraction", 1 / 0.7 - 1),
      new TrainingChange("shrink-fraction", 0.3)),
  ROTATE(
      AffineTransforms.rotation(0.4), new TrainingChange("rotation-degrees", Math.toDegrees(0.4))),
  BRIGHTNESS(PointOperations.linear(1, 0.5), TrainingChange.near("tone-fraction")),
  TRANSLATE(AffineTransforms.shift(3), new TrainingChange("shift-fraction", 3 / 28.0)),
  STRIPE(PointOperations::stripe, TrainingChange.near("background-fraction")),
  FOG(Weather::fog, TrainingChange.near("background-fraction")),
  SPATTER(Weather::spatter, TrainingChange.near("background-fraction")),
  DOTTED_LINE(Lines::dotted, TrainingChange.near("lines-fraction")),
  ZIGZAG(Lines::zigzag, TrainingChange.near("lines-fraction")),
  CANNY_EDGES(
      CannyEdges::of,
      TrainingChange.near("outline-fraction"),
      TrainingChange.near("convolution-fraction")),
  SHIFT_2(AffineTransforms.shift(2), new TrainingChange("shift-fraction", 2 / 28.0)),
  SHIFT_4(AffineTransforms.shift(4), new TrainingChange("shift-fraction", 4 / 28.0)),
  SHIFT_6(AffineTransforms.shift(6), new TrainingChange("shift-fraction", 6 / 28.0)),
  SCALE_50(
      AffineTransforms.scale(0.5),
      new TrainingChange("zoom-fraction", 1),
      new TrainingChange("shrink-fraction", 0.5)),
  SCALE_80(
      AffineTransforms.scale(0.8),
      new TrainingChange("zoom-fraction", 1 / 0.8 - 1),
      new TrainingChange("shrink-fraction", 0.2)),
  SCALE_130(AffineTransforms.scale(1.3), new TrainingChange("zoom-fraction", 1 - 1 / 1.3)),
  ROTATE_15(AffineTransforms.rotation(Math.PI / 12), new TrainingChange("rotation-degrees", 15)),
  ROTATE_30(AffineTransforms.rotation(Math.PI / 6), new TrainingChange("rotation-degrees", 30)),
  ROTATE_45(AffineTransforms.rotation(Math.PI / 4), new TrainingChange("rotation-degrees", 45)),
  INVERSION(PointOperations.linear(-1, 1), new TrainingChange("tone-fraction", Double.MIN_VALUE)),
  LOW_CONTRAST(
      PointOperations.linear(0.4, 0.35), new TrainingChange("tone-fraction", Double.MIN_VALUE)),
  BLENDED(Blended::draw, TrainingChange.near("background-fraction")),
  HOUSE_NUMBER(
      HouseNumber::draw,
      TrainingChange.near("neighbours-fraction"),
      TrainingChange.near("tone-fraction"));

  /** Rows and columns of the images that can be corrupted. */
  public static final int SIDE = CorruptionFunction.SIDE;

  private static final int OF_MNIST_C = 15;

  private final AmongOthers function;
  private final List<TrainingChange> changes;

  /** How an image is made that may show others beside its own. */
  private interface AmongOthers {
    float[] apply(byte[] image, List<byte[]> others, Chance chance);
  }

  /** Whose image shows no others. */
  Corruption(CorruptionFunction function, TrainingChange... changes) {
    this((image, others, chance) -> function.apply(image, chance), changes);
  }

  /**
   * @param changes what training does to its images that is like it
   */
  Corruption(AmongOthers function, TrainingChange... changes) {
    this.function = function;
    this.changes = List.of(changes);
  }

  /** The corruptions of MNIST-C. */
  public static List<Corruption> ofMnistC() {
    return Arrays.asList(values()).subList(0, OF_MNIST_C);
  }

  /** The name in tables: MNIST-C's, where it has one. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether the training changed its images in the same way; of several ways the nearest counts.
   *
   * @param settings the training's, by key
   */
  Exposure exposure(Map<String, String> settings) {
    return changes.stream()
        .map(change -> change.exposure(settings))
        .min(Comparator.naturalOrder())
        .orElse(Exposure.NEVER);
  }

  /**
   * The corrupted image, a pure function of the arguments.
   *
   * @param image 28 x 28 unsigned bytes, row-major, 0 is background; not modified
   * @param others images of that shape whose digits may stand beside this one's
   * @return of the same shape
   */
  public byte[] apply(byte[] image, List<byte[]> others, long seed, long recordId) {
    Chance chance = new Chance(Seeds.of(seed, label().hashCode(), recordId));
    return CorruptionFunction.bytes(function.apply(image, others, chance));
  }
}
