package mnist.onednn;

import java.util.List;
import org.bytedeco.dnnl.memory;

/** A layer made of primitives, for minibatches of one size. Made forward, then backward, once. */
interface Block {

  /**
   * Adds the steps from what the layer before makes to what this one makes.
   *
   * @return where they put it
   */
  Activation forward(Activation input, List<Step> steps);

  /**
   * Adds the steps from the gradient of what this layer makes to that of its parameters and of its
   * input.
   *
   * @param gradient may be overwritten
   * @param needed whether that of the input is
   * @return the gradient of the input; null if it isn't needed
   */
  memory backward(memory gradient, List<Step> steps, boolean needed);
}
