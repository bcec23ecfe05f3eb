package mnist.onednn;

import java.util.List;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;

/** Dropout, in Java: multiplies by a mask, value by value in the order of the layout. */
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
  public Activation forward(Activation input, List<Operation> operations) {
    layout = input.values().get_desc();
    memory made = primitives.allocate(layout);
    int length = Math.toIntExact(layout.get_size() / Float.BYTES);
    mask = new float[length];
    buffer = new float[length];
    FloatPointer from = primitives.data(input.values());
    FloatPointer to = primitives.data(made);
    operations.add(
        masks -> {
          masks.fill(mask, keepProbability);
          multiply(from, to);
        });
    return new Activation(made, input.dims());
  }

  @Override
  public memory backward(memory gradient, List<Operation> operations, boolean needed) {
    if (!needed) {
      return null;
    }
    memory inPlace = primitives.inLayout(gradient, layout, operations);
    FloatPointer values = primitives.data(inPlace);
    operations.add(masks -> multiply(values, values));
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
