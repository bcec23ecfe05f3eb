package mnist.onnx;

import mnist.InvalidInputException;
import mnist.model.DigitModel;
import mnist.score.Inference;
import mnist.testing.RandomModels;
import mnist.transform.Normalisation;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Says what it would apply a model by whose scales are locked, which oneDNN's blocks lack, and what
 * an executor says that was told ONNX Runtime.
 */
final class InferenceJvm {

  private InferenceJvm() {}

  public static void main(String[] arguments) throws Exception {
    Configurator.setRootLevel(Level.WARN);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new BatchNormalization.Builder(true).build())
                .layer(RandomModels.softmax(10, true))
                .setInputType(InputType.convolutional(28, 28, 1))
                .build());
    network.init();
    DigitModel model = new DigitModel("any", 28, 28, 10, Normalisation.SCALE_ONLY, network);
    System.out.println("auto: " + Inference.of("auto", model).label());
    try {
      OnnxModel.of(model).classifier(1).close();
    } catch (InvalidInputException e) {
      System.out.println("executor: " + e.getMessage());
    }
  }
}
