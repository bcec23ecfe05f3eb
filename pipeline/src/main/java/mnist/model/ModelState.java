package mnist.model;

import java.util.List;
import mnist.transform.Normalisation;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A model for DL4J: which serialises arrays element by element, and this is one bulk array. The
 * updater's state stays behind. The normalisation goes as its numbers, because Spark's Kryo, which
 * a user may choose for broadcasts, can't write Java's records.
 */
public final class ModelState implements ShippedModel {

  private final String architecture;
  private final int height;
  private final int width;
  private final int classes;
  private final double mean;
  private final double standardDeviation;
  private final InstructionSet instructions;
  private final String configuration;
  private final float[] parameters;

  public ModelState(DigitModel model) {
    architecture = model.architecture();
    height = model.height();
    width = model.width();
    classes = model.classes();
    mean = model.normalisation().mean();
    standardDeviation = model.normalisation().standardDeviation();
    instructions = NativeRuntime.instructionSet();
    configuration = model.network().getLayerWiseConfigurations().toJson();
    parameters = FlatArrays.copyOf(model.network().params());
  }

  /** A model of its own; its network may be used by one thread at a time. */
  public DigitModel toModel() {
    NativeRuntime.use(instructions);
    NativeRuntime.oneThreadPerTask();
    MultiLayerNetwork network =
        new MultiLayerNetwork(MultiLayerConfiguration.fromJson(configuration));
    network.init(Nd4j.createFromArray(parameters).reshape(1, parameters.length), false);
    Normalisation normalisation = new Normalisation(mean, standardDeviation);
    return new DigitModel(architecture, height, width, classes, normalisation, network);
  }

  @Override
  public Classifier classifier(int batchSize) {
    DigitModel model = toModel();
    return new Classifier() {
      @Override
      public float[][] probabilities(List<byte[]> images) {
        INDArray features = Inputs.features(images, height, width, model.normalisation());
        return model.network().output(features).toFloatMatrix();
      }

      @Override
      public void close() {
        // Its arrays go with the garbage.
      }
    };
  }
}
