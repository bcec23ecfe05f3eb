package mnist.bench.contenders;

/** A trained network in this process, to be applied to raw images; for one thread. */
public interface Scoring extends AutoCloseable {

  /**
   * Applies it to images {@code from} to {@code from + count - 1}.
   *
   * @param images each height x width unsigned bytes, row-major
   * @return probabilities, or what is largest where they are, [count, classes], row-major
   */
  float[] apply(byte[][] images, int from, int count) throws Exception;

  @Override
  void close();
}
