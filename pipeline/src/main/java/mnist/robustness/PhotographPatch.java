package mnist.robustness;

/**
 * Patches like those cut out of photographs, in colour: pink noise for what has no edges, leaves
 * that hide each other for what has, and often both. Means and contrasts spread as they do among
 * patches of photographs: most have little contrast, a few very much.
 */
final class PhotographPatch {

  private static final int CHANNELS = 3;

  private static final double MEAN = 110;
  private static final double MEAN_DEVIATION = 55;

  /** Of the deviation of shades within a patch: the median, and how its logarithm spreads. */
  private static final double CONTRAST = 22;

  private static final double CONTRAST_SPREAD = 0.65;
  private static final double MOST_CONTRAST = 60;

  /** Noise of more would hide the digit. */
  private static final double MOST_CONTRAST_OF_NOISE = 35;

  /** Of {@link PinkNoise}. */
  private static final double LEAST_EXPONENT = 0.8;

  private static final double MOST_EXPONENT = 1.6;

  /** By how much a channel is lighter or darker than the others all over the patch. */
  private static final double CAST_DEVIATION = 18;

  /** The part of a channel's deviation that is its own. */
  private static final float OWN = 0.3f;

  /** The part that noise has of a patch with leaves, at least: no surface is even. */
  private static final double LEAST_NOISE = 0.1;

  private static final double MOST_NOISE = 0.6;

  /** A lens doesn't draw edges from one pixel to the next. */
  private static final Gaussian LENS = new Gaussian(0.5);

  private PhotographPatch() {}

  /**
   * Draws a patch.
   *
   * @return red, green and blue: 28 x 28 values 0..255 each, row-major
   */
  static float[][] draw(Chance chance) {
    double mean = MEAN + MEAN_DEVIATION * chance.normal();
    double contrast = CONTRAST * StrictMath.exp(CONTRAST_SPREAD * chance.normal());
    PinkNoise surface = new PinkNoise(chance.between(LEAST_EXPONENT, MOST_EXPONENT));
    float[] common = surface.draw(chance);
    int[] leaves = chance.coin() ? DeadLeaves.draw(chance) : null;
    contrast = Math.min(contrast, leaves == null ? MOST_CONTRAST_OF_NOISE : MOST_CONTRAST);
    float noise = (float) chance.between(LEAST_NOISE, MOST_NOISE);
    float[] leafShades = leaves == null ? null : shades(leaves, chance);
    float[][] channels = new float[CHANNELS][];
    for (int channel = 0; channel < CHANNELS; channel++) {
      float[] own = surface.draw(chance);
      float[] values = mixed(common, own, OWN);
      if (leaves != null) {
        values = LENS.filter(mixed(mixed(leafShades, shades(leaves, chance), OWN), values, noise));
      }
      double cast = mean + CAST_DEVIATION * chance.normal();
      for (int i = 0; i < values.length; i++) {
        double shade = cast + contrast * values[i];
        values[i] = (float) Math.max(0, Math.min(CorruptionFunction.WHITE, shade));
      }
      channels[channel] = values;
    }
    return channels;
  }

  /** A shade for each leaf, of deviation 1. */
  private static float[] shades(int[] leaves, Chance chance) {
    int last = 0;
    for (int leaf : leaves) {
      last = Math.max(last, leaf);
    }
    float[] ofLeaf = new float[last + 1];
    for (int leaf = 0; leaf <= last; leaf++) {
      ofLeaf[leaf] = (float) chance.normal();
    }
    float[] shades = new float[leaves.length];
    for (int i = 0; i < shades.length; i++) {
      shades[i] = ofLeaf[leaves[i]];
    }
    return shades;
  }

  /** Sums of independent values, of deviation 1 if both have it. */
  private static float[] mixed(float[] first, float[] second, float part) {
    float rest = (float) Math.sqrt(1 - part * part);
    float[] mixed = new float[first.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = rest * first[i] + part * second[i];
    }
    return mixed;
  }
}
