package mnist.onnx;

import mnist.InvalidInputException;
import mnist.model.Architecture;
import mnist.model.DigitModel;
import mnist.score.Inference;
import mnist.transform.Normalisation;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.learning.config.Sgd;

/** Says what it would apply a model by, and what an executor says that was told ONNX Runtime. */
final class InferenceJvm {

  private InferenceJvm() {}

  public static void main(String[] arguments) throws Exception {
    Configurator.setRootLevel(Level.WARN);
    MultiLayerNetwork network =
        new MultiLayerNetwork(Architecture.LENET.configuration(28, 28, 10, new Sgd(), 1));
    network.init();
    DigitModel model = new DigitModel("lenet", 28, 28, 10, Normalisation.SCALE_ONLY, network);
    System.out.println("auto: " + Inference.of("auto", model).label());
    try {
      OnnxModel.of(model).classifier(1).close();
    } catch (InvalidInputException e) {
      System.out.println("executor: " + e.getMessage());
    }
  }
}
