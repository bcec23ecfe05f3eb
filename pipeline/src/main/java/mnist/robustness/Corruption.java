package mnist.robustness;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mnist.Seeds;

/**
 * A corruption of test images: the fifteen of MNIST-C (Mu and Gilmer, "MNIST-C: a robustness
 * benchmark for computer vision", 2019) as published, and some more in their manner.
 */
public enum Corruption {
  SHOT_NOISE(PixelNoise::shot, "noise-deviation", Math.sqrt(1 / 3.0)),
  IMPULSE_NOISE(PixelNoise::impulse, "noise-deviation", Math.sqrt(0.17 / 2)),
  GLASS_BLUR(Blurs::glass, "blur-pixels", 0.7 * Math.sqrt(2)),
  MOTION_BLUR(Blurs::motion, "blur-pixels", 3 * Math.sqrt(1 - 2 / Math.PI)),
  SHEAR(AffineTransforms.shear(0.4), "shear-radians", 0.4),
  SCALE(AffineTransforms.scale(0.7), "zoom-fraction", 1 / 0.7 - 1),
  ROTATE(AffineTransforms.rotation(0.4), "rotation-degrees", Math.toDegrees(0.4)),
  BRIGHTNESS(PointOperations.linear(1, 0.5)),
  TRANSLATE(AffineTransforms.shift(3), "shift-fraction", 3 / 28.0),
  STRIPE(PointOperations::stripe),
  FOG(Weather::fog),
  SPATTER(Weather::spatter),
  DOTTED_LINE(Lines::dotted),
  ZIGZAG(Lines::zigzag),
  CANNY_EDGES(CannyEdges::of),
  SHIFT_2(AffineTransforms.shift(2), "shift-fraction", 2 / 28.0),
  SHIFT_4(AffineTransforms.shift(4), "shift-fraction", 4 / 28.0),
  SHIFT_6(AffineTransforms.shift(6), "shift-fraction", 6 / 28.0),
  SCALE_50(AffineTransforms.scale(0.5), "zoom-fraction", 1),
  SCALE_80(AffineTransforms.scale(0.8), "zoom-fraction", 1 / 0.8 - 1),
  SCALE_130(AffineTransforms.scale(1.3), "zoom-fraction", 1 - 1 / 1.3),
  ROTATE_15(AffineTransforms.rotation(Math.PI / 12), "rotation-degrees", 15),
  ROTATE_30(AffineTransforms.rotation(Math.PI / 6), "rotation-degrees", 30),
  ROTATE_45(AffineTransforms.rotation(Math.PI / 4), "rotation-degrees", 45),
  INVERSION(PointOperations.linear(-1, 1)),
  LOW_CONTRAST(PointOperations.linear(0.4, 0.35));

  /** Rows and columns of the images that can be corrupted. */
  public static final int SIDE = CorruptionFunction.SIDE;

  private static final int OF_MNIST_C = 15;

  private final CorruptionFunction function;
  private final String setting;
  private final double needed;

  /** One that no training setting makes. */
  Corruption(CorruptionFunction function) {
    this(function, null, 0);
  }

  /**
   * @param setting the key below {@code augment} that changes training images in the same way
   * @param needed the least value of it that covers this corruption
   */
  Corruption(CorruptionFunction function, String setting, double needed) {
    this.function = function;
    this.setting = setting;
    this.needed = needed;
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
   * Whether the training changed its images in the same way.
   *
   * @param settings the training's, by key
   */
  Exposure exposure(Map<String, String> settings) {
    return setting == null ? Exposure.NEVER : Exposure.of(settings, setting, needed);
  }

  /**
   * The corrupted image, a pure function of the arguments.
   *
   * @param image 28 x 28 unsigned bytes, row-major, 0 is background; not modified
   * @return of the same shape
   */
  public byte[] apply(byte[] image, long seed, long recordId) {
    Chance chance = new Chance(Seeds.of(seed, label().hashCode(), recordId));
    return CorruptionFunction.bytes(function.apply(image, chance));
  }
}
