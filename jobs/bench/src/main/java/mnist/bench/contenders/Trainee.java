package mnist.bench.contenders;

/** A network in this process, to be trained by steps. */
public interface Trainee extends AutoCloseable {

  /**
   * One step of Adam on a minibatch.
   *
   * @param values [labels, 1, height, width], normalised, row-major
   */
  void step(float[] values, int[] labels);

  /** Probabilities, or what is largest where they are, [images, classes], row-major. */
  float[] apply(float[] values, int images);

  @Override
  void close();
}
