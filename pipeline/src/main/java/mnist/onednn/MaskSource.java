package mnist.onednn;

import mnist.Seeds;

/** Draws dropout masks by SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) from a seed. */
final class MaskSource {

  private long state;

  MaskSource(long seed) {
    state = seed;
  }

  /**
   * Sets each value to 1 / keepProbability or to 0.
   *
   * @param keepProbability of the first, in (0, 1]
   */
  void fill(float[] mask, double keepProbability) {
    float kept = (float) (1 / keepProbability);
    // How many of the 2^32 numbers stand for keeping.
    long threshold = Math.round(keepProbability * (1L << 32));
    for (int i = 0; i < mask.length; i += 2) {
      state += Seeds.GAMMA;
      long bits = Seeds.mix(state);
      mask[i] = (bits >>> 32) < threshold ? kept : 0;
      if (i + 1 < mask.length) {
        mask[i + 1] = (bits & 0xFFFFFFFFL) < threshold ? kept : 0;
      }
    }
  }
}
