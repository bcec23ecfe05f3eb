package mnist.onednn;

import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The addresses of DL4J's flat vectors of float32.
 *
 * @param parameters of the network
 * @param gradients of the summed loss, in the same order
 */
record FlatVectors(Pointer parameters, Pointer gradients) {

  /** Some of the parameters. */
  memory parameters(Primitives primitives, int offset, memory.desc desc) {
    return primitives.at(desc, new FloatPointer(parameters).getPointer(offset));
  }

  /** The gradients of some of the parameters. */
  memory gradients(Primitives primitives, int offset, memory.desc desc) {
    return primitives.at(desc, new FloatPointer(gradients).getPointer(offset));
  }
}
