package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import mnist.jobs.data.BundledData;
import mnist.model.Architecture;
import mnist.model.Classifier;
import mnist.model.DigitModel;
import mnist.model.Dl4jModel;
import mnist.model.NativeRuntime;
import mnist.model.Tensors;
import mnist.onnx.OnnxModel;
import mnist.transform.Normalisation;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.learning.config.Adam;

/** Exported networks against DL4J, on training images; takes seconds. */
class OnnxIT {
  private static final Normalisation NORMALISATION = new Normalisation(0.13, 0.31);
  private static final int SIDE = 28;
  private static final int IMAGES = 10_000;
  private static final int BATCH = 100;

  @ParameterizedTest
  @EnumSource
  void givesDl4jsProbabilitiesOfTenThousandTrainingImages(Architecture architecture)
      throws Exception {
    NativeRuntime.oneThreadPerTask();
    List<byte[]> images = images();
    DigitModel model = trained(architecture, images);

    double worst = 0;
    float highest = 0;
    try (Classifier exported = OnnxModel.of(model).classifier(BATCH);
        Classifier dl4j = new Dl4jModel(model).classifier(BATCH)) {
      for (int first = 0; first < IMAGES; first += BATCH) {
        List<byte[]> minibatch = images.subList(first, first + BATCH);
        float[][] expected = dl4j.outputs(minibatch).probabilities();
        float[][] probabilities = exported.outputs(minibatch).probabilities();
        for (int i = 0; i < BATCH; i++) {
          for (int c = 0; c < expected[i].length; c++) {
            worst = Math.max(worst, Math.abs(probabilities[i][c] - expected[i][c]));
            highest = Math.max(highest, expected[i][c]);
          }
        }
      }
    }

    assertThat(worst).isLessThan(1e-5);
    assertThat(highest).as("of a network that has learnt something").isGreaterThan(0.99f);
  }

  private static DigitModel trained(Architecture architecture, List<byte[]> images)
      throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(architecture.configuration(SIDE, SIDE, 10, new Adam(0.002), 1));
    network.init();
    int[] labels = labels();
    for (int first = 0; first < 40 * BATCH; first += BATCH) {
      int[] ofMinibatch = new int[BATCH];
      System.arraycopy(labels, first, ofMinibatch, 0, BATCH);
      network.fit(
          Tensors.features(images.subList(first, first + BATCH), SIDE, SIDE, NORMALISATION),
          Tensors.oneHot(ofMinibatch, 10));
    }
    return new DigitModel(architecture.label(), SIDE, SIDE, 10, NORMALISATION, network);
  }

  private static List<byte[]> images() throws IOException {
    List<byte[]> images = new ArrayList<>();
    try (DataInputStream in = items("train-images-idx3-ubyte.gz", 16)) {
      for (int i = 0; i < IMAGES; i++) {
        images.add(in.readNBytes(SIDE * SIDE));
      }
    }
    return images;
  }

  private static int[] labels() throws IOException {
    int[] labels = new int[IMAGES];
    try (DataInputStream in = items("train-labels-idx1-ubyte.gz", 8)) {
      for (int i = 0; i < IMAGES; i++) {
        labels[i] = in.readUnsignedByte();
      }
    }
    return labels;
  }

  private static DataInputStream items(String file, int header) throws IOException {
    DataInputStream in = new DataInputStream(new GZIPInputStream(BundledData.open(file)));
    in.skipNBytes(header);
    return in;
  }
}
