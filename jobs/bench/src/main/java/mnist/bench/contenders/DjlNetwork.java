package mnist.bench.contenders;

import ai.djl.Model;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Blocks;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import java.util.List;
import mnist.bench.plan.LayerShape;

/** The network in DJL's blocks, which give what the softmax is taken of. */
public final class DjlNetwork {

  /** In the jar that has libtorch's natives. */
  public static final String LIBTORCH = "/native/lib/pytorch.properties";

  private DjlNetwork() {}

  /**
   * @throws IllegalStateException if libtorch isn't there; DJL would look for it in the network
   */
  static Model model(List<LayerShape> layers) {
    if (DjlNetwork.class.getResource(LIBTORCH) == null) {
      throw new IllegalStateException("no libtorch: build jobs/bench with -Ppeers on Linux x86-64");
    }
    Model model = Model.newInstance("digits", "PyTorch");
    model.setBlock(block(layers));
    return model;
  }

  private static SequentialBlock block(List<LayerShape> layers) {
    SequentialBlock block = new SequentialBlock();
    LayerShape before = null;
    for (LayerShape layer : layers) {
      if (layer.kind() == LayerShape.Kind.DENSE
          && before != null
          && before.kind() != LayerShape.Kind.DENSE) {
        block.add(Blocks.batchFlattenBlock());
      }
      if (layer.dropout() > 0) {
        block.add(Dropout.builder().optRate((float) layer.dropout()).build());
      }
      add(block, layer);
      if (layer.kind() != LayerShape.Kind.POOLING && layer != layers.get(layers.size() - 1)) {
        block.add(Activation.reluBlock());
      }
      before = layer;
    }
    return block;
  }

  private static void add(SequentialBlock block, LayerShape layer) {
    Shape kernel = new Shape(layer.kernel(), layer.kernel());
    switch (layer.kind()) {
      case CONVOLUTION ->
          block.add(
              Conv2d.builder()
                  .setKernelShape(kernel)
                  .setFilters(Math.toIntExact(layer.outputs()))
                  .build());
      case POOLING -> block.add(Pool.maxPool2dBlock(kernel, kernel));
      case DENSE -> block.add(Linear.builder().setUnits(layer.outputs()).build());
    }
  }
}
