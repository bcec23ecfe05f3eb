package mnist.bench.contenders;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.List;
import mnist.bench.plan.Prepared;
import mnist.bench.plan.Weights;

/** A trained network by libtorch through DJL, which has all threads. */
public final class DjlScoring implements Scoring {

  private final Model model;
  private final ParameterStore parameters;
  private final float[] table;
  private final int height;
  private final int width;

  public DjlScoring(Prepared prepared, List<Weights> weights) {
    this.height = prepared.height();
    this.width = prepared.width();
    this.table = prepared.normalisation().table();
    this.model = DjlNetwork.model(prepared.layers());
    Block block = model.getBlock();
    NDManager manager = model.getNDManager();
    block.initialize(manager, DataType.FLOAT32, new Shape(1, 1, height, width));
    // Otherwise libtorch keeps what a gradient would need.
    block.freezeParameters(true);
    int next = 0;
    for (Parameter parameter : block.getParameters().values()) {
      Weights layer = weights.get(next / 2);
      float[] values = next % 2 == 0 ? layer.weights() : layer.bias();
      NDArray array = parameter.getArray();
      try (NDArray given = manager.create(values, array.getShape())) {
        given.copyTo(array);
      }
      next++;
    }
    this.parameters = new ParameterStore(manager, false);
  }

  @Override
  public float[] apply(byte[][] images, int from, int count) {
    int pixels = height * width;
    float[] values = new float[count * pixels];
    for (int i = 0; i < count; i++) {
      byte[] image = images[from + i];
      for (int p = 0; p < pixels; p++) {
        values[i * pixels + p] = table[image[p] & 0xFF];
      }
    }
    try (NDManager arrays = model.getNDManager().newSubManager(Device.cpu())) {
      NDArray input = arrays.create(values, new Shape(count, 1, height, width));
      return model
          .getBlock()
          .forward(parameters, new NDList(input), false)
          .singletonOrThrow()
          .softmax(1)
          .toFloatArray();
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
