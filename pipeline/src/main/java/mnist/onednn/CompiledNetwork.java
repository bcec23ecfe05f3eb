package mnist.onednn;

import java.util.ArrayList;
import java.util.List;
import mnist.network.Shape;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.Pointer;

/**
 * A network as operations for minibatches of one size: forward, loss and backward, from parameters
 * in DL4J's flat order to their gradients in the same. Activations keep oneDNN's blocked layouts
 * from layer to layer. For one thread.
 */
final class CompiledNetwork implements AutoCloseable {

  private final Primitives primitives = new Primitives();
  private final List<Operation> forward = new ArrayList<>();
  private final List<Operation> backward = new ArrayList<>();
  private final NetworkInput input;
  private final SoftmaxCrossEntropy loss;

  /**
   * @param dims of the input, [batch, channels, height, width] or [batch, values]
   * @param vectors parameters and gradients, at addresses that don't change
   */
  CompiledNetwork(FusedNetwork network, long[] dims, FlatVectors vectors) {
    Shape read = network.description().read(Dims.shape(dims));
    input = new NetworkInput(primitives, dims, Dims.of(Math.toIntExact(dims[0]), read));
    Activation activation = input.prepared(forward);
    List<Block> blocks = blocks(network.layers(), read, vectors);
    for (Block block : blocks) {
      activation = block.forward(activation, forward);
    }
    memory ofLogits = primitives.allocate(activation.values().get_desc());
    loss =
        new SoftmaxCrossEntropy(
            primitives.data(activation.values()),
            primitives.data(ofLogits),
            activation.batch(),
            Math.toIntExact(activation.dims()[1]));
    memory gradient = ofLogits;
    for (int i = blocks.size() - 1; i >= 0; i--) {
      gradient = blocks.get(i).backward(gradient, backward, i > 0);
    }
    primitives.finish();
  }

  private List<Block> blocks(List<FusedLayer> layers, Shape input, FlatVectors vectors) {
    List<Block> blocks = new ArrayList<>();
    Shape shape = input;
    long offset = 0;
    for (FusedLayer layer : layers) {
      blocks.add(layer.block(primitives, vectors, shape, Math.toIntExact(offset)));
      offset += layer.parameters(shape);
      shape = layer.output(shape);
    }
    return blocks;
  }

  /**
   * Computes the gradients of the summed loss.
   *
   * @param features address of float32 of the input's shape, row-major
   * @param labels [batch, classes], each row of sum 1, row-major
   * @return the summed cross-entropy, in nats
   */
  double gradients(Pointer features, float[] labels, MaskSource masks) {
    input.set(features);
    forward.forEach(step -> step.run(masks));
    double summed = loss.backward(labels);
    backward.forEach(step -> step.run(masks));
    return summed;
  }

  @Override
  public void close() {
    primitives.close();
  }
}
