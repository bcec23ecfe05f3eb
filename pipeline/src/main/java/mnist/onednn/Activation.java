package mnist.onednn;

import org.bytedeco.dnnl.memory;

/**
 * A layer's activations for a minibatch.
 *
 * @param dims [batch, channels, height, width] or [batch, values], whatever the layout
 */
record Activation(memory values, long[] dims) {

  int batch() {
    return Math.toIntExact(dims[0]);
  }

  boolean image() {
    return dims.length == 4;
  }
}
