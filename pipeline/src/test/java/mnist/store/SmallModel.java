package mnist.store;

import java.util.Map;
import mnist.model.DigitModel;
import mnist.transform.Normalisation;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A network of every kind of layer that the architectures use, small enough to be stored often. */
final class SmallModel {
  static final int HEIGHT = 6;
  static final int WIDTH = 5;
  static final int CLASSES = 3;

  /** Of an identity that isn't known, so that a store takes any number of it. */
  static final TrainingRun RUN = run(null);

  private SmallModel() {}

  static TrainingRun run(String identity) {
    return new TrainingRun(
        "train",
        identity,
        "avx2",
        42,
        Map.of("train.epochs", "2", "model.architecture", "small"),
        new TrainingData(
            "0123abcd", "file:/data", 7L, 0.25, "group", Map.of("train", 4L, "validation", 2L)),
        Map.of("validation_accuracy", 0.5, "validation_correct", 1),
        1,
        2);
  }

  /** Trained for two steps, so that its updater has a state. */
  static DigitModel trained(long seed) {
    return trained(seed, Activation.RELU);
  }

  /** With an activation that the export to ONNX doesn't have. */
  static DigitModel notExportable() {
    return trained(1, Activation.TANH);
  }

  private static DigitModel trained(long seed, Activation activation) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(new Adam(0.01))
                .activation(activation)
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3).nOut(2).build())
                .layer(new SubsamplingLayer.Builder(2, 2).stride(2, 2).build())
                .layer(new DenseLayer.Builder().nOut(4).dropOut(0.75).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(HEIGHT, WIDTH, 1))
                .build());
    network.init();
    INDArray labels = Nd4j.eye(CLASSES).castTo(DataType.FLOAT);
    for (int step = 0; step < 2; step++) {
      network.fit(new DataSet(images(CLASSES), labels));
    }
    return new DigitModel("small", HEIGHT, WIDTH, CLASSES, new Normalisation(0.25, 0.5), network);
  }

  /** [count, 1, HEIGHT, WIDTH], each pixel another, the same for ever. */
  static INDArray images(int count) {
    int pixels = count * HEIGHT * WIDTH;
    float[] values = new float[pixels];
    for (int i = 0; i < pixels; i++) {
      values[i] = (i * 37 % 101) / 101f - 0.3f;
    }
    return Nd4j.create(values, new long[] {count, 1, HEIGHT, WIDTH}, 'c');
  }
}
