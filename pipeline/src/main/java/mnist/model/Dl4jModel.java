package mnist.model;

import java.util.List;
import mnist.transform.Normalisation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A model for executors that apply it by DL4J. The network travels as an archive, since DL4J
 * serialises arrays element by element, and the normalisation as its numbers, since Spark's Kryo,
 * which a user may choose for broadcasts, can't write Java's records.
 */
public final class Dl4jModel implements ShippedModel {

  private final String architecture;
  private final int height;
  private final int width;
  private final int classes;
  private final double mean;
  private final double standardDeviation;
  private final InstructionSet instructions;
  private final byte[] network;

  /**
   * @throws mnist.InvalidInputException if the network can't be written as an archive
   */
  public Dl4jModel(DigitModel model) {
    architecture = model.architecture();
    height = model.height();
    width = model.width();
    classes = model.classes();
    mean = model.normalisation().mean();
    standardDeviation = model.normalisation().standardDeviation();
    instructions = NativeRuntime.instructionSet();
    network = NetworkArchive.write(model.network(), model.images());
  }

  /** A model of its own; its network may be used by one thread at a time. */
  public DigitModel toModel() {
    NativeRuntime.use(instructions);
    NativeRuntime.oneThreadPerTask();
    return new DigitModel(
        architecture,
        height,
        width,
        classes,
        new Normalisation(mean, standardDeviation),
        NetworkArchive.read(
            "that the driver sent", network, new ImageFormat(height, width, classes)));
  }

  @Override
  public Classifier classifier(int batchSize) {
    DigitModel model = toModel();
    return new Classifier() {
      @Override
      public float[][] probabilities(List<byte[]> images) {
        INDArray features = Tensors.features(images, height, width, model.normalisation());
        return model.network().output(features).toFloatMatrix();
      }

      @Override
      public void close() {
        // Its arrays go with the garbage.
      }
    };
  }
}
