package mnist.transform;

/** Derives independent seeds from one: what is random here is a pure function of named numbers. */
public final class Seeds {

  private Seeds() {}

  /**
   * A seed for these numbers. Each is folded in with the finaliser of SplitMix64 (Steele, Lea and
   * Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014), so that neighbouring
   * numbers give unrelated seeds.
   */
  public static long of(long... numbers) {
    long state = 0;
    for (long number : numbers) {
      state = mix(state + 0x9E3779B97F4A7C15L + mix(number));
    }
    return state;
  }

  /** The finaliser of SplitMix64: neighbouring values give unrelated ones. */
  public static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
