package mnist.input;

/** How much of an input is read at once. */
final class SplitSize {

  /** Tens of milliseconds of decoding and of prediction, to which a task's start adds little. */
  static final long BYTES = 8L << 20;

  /** Small files take time to open, whatever they hold. */
  static final int FILES = 5000;

  private SplitSize() {}
}
