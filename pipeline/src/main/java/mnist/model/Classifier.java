package mnist.model;

import java.util.List;

/** Applies a model to images, for one thread. */
public interface Classifier extends AutoCloseable {

  /**
   * What the network gives for each image, in their order.
   *
   * @param images of one minibatch; each is height x width unsigned bytes, row-major
   * @throws IllegalArgumentException if an image is of another size than the model takes
   */
  Outputs outputs(List<byte[]> images);

  @Override
  void close();
}
