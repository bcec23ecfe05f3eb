package mnist.bench.plan;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
public record Weights(long[] shape, float[] weights, float[] bias) {

  /** Those of each layer that has some, in order. */
  public static List<Weights> of(MultiLayerNetwork network) {
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

  public static void write(Path file, List<Weights> all) throws IOException {
    try (OutputStream stream = Files.newOutputStream(file);
        DataOutputStream out = new DataOutputStream(stream)) {
      out.writeInt(all.size());
      for (Weights layer : all) {
        out.writeInt(layer.shape().length);
        for (long dimension : layer.shape()) {
          out.writeLong(dimension);
        }
        write(out, layer.weights());
        write(out, layer.bias());
      }
    }
  }

  private static void write(DataOutputStream out, float[] values) throws IOException {
    out.writeInt(values.length);
    out.write(FlatArrays.bytes(values));
  }

  public static List<Weights> read(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file);
        DataInputStream in = new DataInputStream(stream)) {
      List<Weights> all = new ArrayList<>();
      for (int layers = in.readInt(); layers > 0; layers--) {
        long[] shape = new long[in.readInt()];
        for (int i = 0; i < shape.length; i++) {
          shape[i] = in.readLong();
        }
        all.add(new Weights(shape, floats(in), floats(in)));
      }
      return all;
    }
  }

  private static float[] floats(DataInputStream in) throws IOException {
    return FlatArrays.floats(in.readNBytes(in.readInt() * Float.BYTES));
  }
}
