package mnist.onednn;

import java.util.List;
import mnist.network.LayerDescription;
import mnist.network.Shape;
import org.bytedeco.dnnl.memory;

/** Max-pooling of what isn't a convolution's; see {@link ConvolutionBlock} for what is. */
final class PoolingBlock implements Block {

  private final Primitives primitives;
  private final LayerDescription.MaxPooling layer;
  private final Shape.Image shape;
  private Pooling pooling;
  private memory.desc source;
  private memory workspace;

  PoolingBlock(Primitives primitives, LayerDescription.MaxPooling layer, Shape.Image shape) {
    this.primitives = primitives;
    this.layer = layer;
    this.shape = shape;
  }

  @Override
  public Activation forward(Activation input, List<Operation> operations) {
    source = input.values().get_desc();
    pooling = new Pooling(primitives, layer, source, shape, input.batch());
    memory made = primitives.allocate(pooling.made());
    workspace = pooling.workspace();
    operations.add(pooling.forward(input.values(), made, workspace));
    return new Activation(made, Dims.of(input.batch(), layer.output(shape)));
  }

  @Override
  public memory backward(memory gradient, List<Operation> operations, boolean needed) {
    if (!needed) {
      return null;
    }
    memory ofSource = primitives.allocate(source);
    memory inLayout = primitives.inLayout(gradient, pooling.made(), operations);
    operations.add(pooling.backward(inLayout, ofSource, workspace));
    return ofSource;
  }
}
