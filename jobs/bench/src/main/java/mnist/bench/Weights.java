package mnist.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mnist.model.FlatArrays;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of a layer, row-major, in the order that all but DL4J have.
 *
 * @param weights of a convolution [outputs, inputs, kernel, kernel], of a dense layer [outputs,
 *     inputs]
 * @param bias [outputs]
 */
record Weights(long[] shape, float[] weights, float[] bias) implements Serializable {

  /** Those of each layer that has some, in order. */
  static List<Weights> of(MultiLayerNetwork network) {
    List<Weights> all = new ArrayList<>();
    for (Layer layer : network.getLayers()) {
      if (layer.numParams() > 0) {
        INDArray weights = layer.getParam("W");
        INDArray turned = weights.rank() == 2 ? weights.transpose() : weights;
        all.add(
            new Weights(
                turned.shape(), FlatArrays.copyOf(turned), FlatArrays.copyOf(layer.getParam("b"))));
      }
    }
    return all;
  }

  static void write(Path file, List<Weights> all) throws IOException {
    try (OutputStream stream = Files.newOutputStream(file);
        ObjectOutputStream out = new ObjectOutputStream(stream)) {
      out.writeObject(all.toArray(Weights[]::new));
    }
  }

  static List<Weights> read(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file);
        ObjectInputStream in = new ObjectInputStream(stream)) {
      return List.of((Weights[]) in.readObject());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
