package mnist.input;

/** How much of an input is read at once. */
final class SplitSize {

  /** Tens of milliseconds of decoding and of prediction, to which a task's start adds little. */
  static final long BYTES = 8L << 20;

  /** Small files take time to open, whatever they hold. */
  static final int FILES = 5000;

  /** Of what doesn't tell how many images it holds. */
  private static final int BYTES_PER_IMAGE = 1024;

  private SplitSize() {}

  /** How many images so many bytes are, for want of anything better. */
  static long images(long bytes) {
    return Math.max(1, bytes / BYTES_PER_IMAGE);
  }
}
