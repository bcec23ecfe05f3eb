package mnist.model;

import java.util.List;
import mnist.transform.Normalisation;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
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
    BaseLayer last = (BaseLayer) model.network().getOutputLayer().conf().getLayer();
    IActivation softmax = last.getActivationFn();
    // Taken off, so that the network gives the logits, and applied to them as the layer would.
    last.setActivationFn(new ActivationIdentity());
    return new Classifier() {
      @Override
      public Outputs outputs(List<byte[]> images) {
        INDArray features = Tensors.features(images, height, width, model.normalisation());
        INDArray logits = model.network().output(features);
        float[] values = FlatArrays.copyOf(logits);
        float[] energies = new float[images.size()];
        for (int i = 0; i < energies.length; i++) {
          energies[i] = Energy.of(values, i * classes, classes);
        }
        return new Outputs(softmax.getActivation(logits, false).toFloatMatrix(), energies);
      }

      @Override
      public void close() {
        // Its arrays go with the garbage.
      }
    };
  }
}
