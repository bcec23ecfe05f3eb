package mnist.model;

import java.util.List;

/** Applies a model to images, for one thread. */
public interface Classifier extends AutoCloseable {

  /**
   * The probabilities of each image's classes.
   *
   * @param images of one minibatch; each is height x width unsigned bytes, row-major
   * @return [images][classes], each row summing to 1
   * @throws IllegalArgumentException if an image is of another size than the model takes
   */
  float[][] probabilities(List<byte[]> images);

  @Override
  void close();
}
