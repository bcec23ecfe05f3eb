package mnist.onednn;

import java.util.List;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;

/** Multiplies by a mask, in Java: value by value in the order in which the layout has them. */
final class DropoutBlock implements Block {

  private final Primitives primitives;
  private final double keepProbability;
  private memory.desc layout;
  private float[] mask;
  private float[] buffer;

  DropoutBlock(Primitives primitives, double keepProbability) {
    this.primitives = primitives;
    this.keepProbability = keepProbability;
  }

  @Override
  public Activation forward(Activation input, List<Step> steps) {
    layout = input.values().get_desc();
    memory made = primitives.allocate(layout);
    int length = Math.toIntExact(layout.get_size() / Float.BYTES);
    mask = new float[length];
    buffer = new float[length];
    FloatPointer from = primitives.data(input.values());
    FloatPointer to = primitives.data(made);
    steps.add(
        masks -> {
          masks.fill(mask, keepProbability);
          multiply(from, to);
        });
    return new Activation(made, input.dims());
  }

  @Override
  public memory backward(memory gradient, List<Step> steps, boolean needed) {
    if (!needed) {
      return null;
    }
    memory inPlace = primitives.inLayout(gradient, layout, steps);
    FloatPointer values = primitives.data(inPlace);
    steps.add(masks -> multiply(values, values));
    return inPlace;
  }

  private void multiply(FloatPointer from, FloatPointer to) {
    from.get(buffer, 0, buffer.length);
    for (int i = 0; i < buffer.length; i++) {
      buffer[i] *= mask[i];
    }
    to.put(buffer, 0, buffer.length);
  }
}
