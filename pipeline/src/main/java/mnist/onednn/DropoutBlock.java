package mnist.onednn;

import java.util.List;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;

/** Multiplies by a mask, in Java. */
final class DropoutBlock implements Block {

  private final Primitives primitives;
  private final double retained;
  private float[] mask;
  private float[] buffer;

  DropoutBlock(Primitives primitives, LayerStep.Dropout layer) {
    this.primitives = primitives;
    this.retained = layer.retained();
  }

  @Override
  public Activation forward(Activation input, List<Step> steps) {
    memory.desc desc = input.values().get_desc();
    memory made = primitives.allocate(desc);
    int length = Math.toIntExact(desc.get_size() / Float.BYTES);
    mask = new float[length];
    buffer = new float[length];
    FloatPointer from = primitives.data(input.values());
    FloatPointer to = primitives.data(made);
    steps.add(
        masks -> {
          masks.fill(mask, retained);
          multiply(from, to);
        });
    return new Activation(made, input.dims());
  }

  @Override
  public memory backward(memory gradient, List<Step> steps, boolean needed) {
    if (!needed) {
      return null;
    }
    FloatPointer values = primitives.data(gradient);
    steps.add(masks -> multiply(values, values));
    return gradient;
  }

  private void multiply(FloatPointer from, FloatPointer to) {
    from.get(buffer, 0, buffer.length);
    for (int i = 0; i < buffer.length; i++) {
      buffer[i] *= mask[i];
    }
    to.put(buffer, 0, buffer.length);
  }
}
