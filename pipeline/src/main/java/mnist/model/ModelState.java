package mnist.model;

import java.io.Serializable;
import mnist.transform.Normalisation;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A {@link DigitModel} in a form that travels to executors quickly: DL4J serialises arrays element
 * by element, this is one bulk array. The updater's state stays behind. The normalisation goes as
 * its numbers, because Spark's Kryo, which a user may choose for broadcasts, can't write Java's
 * records.
 */
public final class ModelState implements Serializable {

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
}
