package mnist;

/**
 * Randomness as a pure function of numbers, by SplitMix64 (Steele, Lea and Flood, "Fast splittable
 * pseudorandom number generators", OOPSLA 2014).
 */
public final class Seeds {

  /** What SplitMix64 adds to its state before each number that it draws. */
  public static final long GAMMA = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  /** A seed for these numbers, in this order; neighbouring numbers give unrelated seeds. */
  public static long of(long... numbers) {
    long state = 0;
    for (long number : numbers) {
      state = mix(state + GAMMA + mix(number));
    }
    return state;
  }

  /** The number that SplitMix64 draws first from a state. */
  public static long first(long state) {
    return mix(state + GAMMA);
  }

  /** The finaliser of SplitMix64: neighbouring values give unrelated ones. */
  public static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
