package mnist.model;

import mnist.files.Sha256;
import mnist.transform.Normalisation;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A trained classifier and all that is needed to apply it.
 *
 * @param architecture the name of the network's architecture
 * @param height of the images it takes, in pixels
 * @param width of the images it takes, in pixels
 * @param classes how many; the network's output is [batch, classes]
 * @param normalisation from raw pixels to the network's input [batch, 1, height, width]
 * @param network an initialised network
 */
public record DigitModel(
    String architecture,
    int height,
    int width,
    int classes,
    Normalisation normalisation,
    MultiLayerNetwork network) {

  /** The images that it takes, and how many classes it tells apart. */
  public ImageFormat images() {
    return new ImageFormat(height, width, classes);
  }

  /**
   * The SHA-256, in hexadecimal, over the parameters as little-endian float32 in DL4J's flat order.
   * Models of one architecture and normalisation with the same hash give the same answers.
   */
  public String parameterHash() {
    return parameterHash(network.params());
  }

  static String parameterHash(INDArray parameters) {
    byte[] bytes = FlatArrays.bytes(FlatArrays.copyOf(parameters));
    return Sha256.ofBytes(bytes);
  }
}
