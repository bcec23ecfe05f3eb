package mnist.onednn;

import java.util.Arrays;
import java.util.Collections;
import mnist.model.Architecture;
import mnist.model.Classifier;
import mnist.model.DigitModel;
import mnist.model.NativeRuntime;
import mnist.network.UnsupportedLayerException;
import mnist.transform.Normalisation;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Fits a minibatch by each architecture, and applies the network. */
final class EachArchitectureJvm {

  private static final int SIDE = 28;
  private static final int CLASSES = 10;

  private EachArchitectureJvm() {}

  public static void main(String[] arguments) throws UnsupportedLayerException {
    NativeRuntime.oneThreadPerTask();
    for (Architecture architecture : Architecture.values()) {
      MultiLayerNetwork network =
          GradientBackend.ONEDNN.network(
              architecture.configuration(SIDE, SIDE, CLASSES, new Adam(0.001), 1));
      int[] classes = new int[32];
      Arrays.setAll(classes, i -> i % CLASSES);
      network.fit(
          new DataSet(
              Nd4j.rand(classes.length, 1, SIDE, SIDE),
              Nd4j.eye(CLASSES).getRows(classes).castTo(Nd4j.dataType())));
      DigitModel model =
          new DigitModel(
              architecture.label(), SIDE, SIDE, CLASSES, Normalisation.SCALE_ONLY, network);
      try (Classifier classifier = OneDnnModel.of(model).classifier(16)) {
        classifier.outputs(Collections.nCopies(16, new byte[SIDE * SIDE]));
      }
    }
  }
}
