package mnist.onednn;

import java.util.List;
import org.bytedeco.dnnl.memory;

/**
 * A layer as operations for minibatches of one size. {@link #forward} is to be called once, then
 * {@link #backward} once.
 */
interface Block {

  /**
   * Adds the operations of the forward pass.
   *
   * @param input the activations of the layer before
   * @return the activations of this layer
   */
  Activation forward(Activation input, List<Operation> operations);

  /**
   * Adds the operations of the backward pass.
   *
   * @param gradient of this layer's activations; may be overwritten
   * @param needed whether the gradient of the input is
   * @return the gradient of the input; null if it isn't needed
   */
  memory backward(memory gradient, List<Operation> operations, boolean needed);
}
