package mnist.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import java.util.Map;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;

/** The backward pass of a ReLU. */
final class ReluBackward {

  private ReluBackward() {}

  /**
   * Sets the gradient to 0, in place, where the activation isn't above 0.
   *
   * @param made the ReLU's output
   * @param gradient of that, in the same layout
   */
  static Operation operation(Primitives primitives, memory made, memory gradient) {
    memory.desc data = made.get_desc();
    eltwise_forward.primitive_desc hint =
        primitives.hold(
            new eltwise_forward.primitive_desc(
                new eltwise_forward.desc(
                    prop_kind.forward_training, algorithm.eltwise_relu, data, 0, 0),
                primitives.engine()));
    eltwise_backward.primitive_desc description =
        new eltwise_backward.primitive_desc(
            new eltwise_backward.desc(algorithm.eltwise_relu, data, data, 0, 0),
            primitives.attributes(),
            primitives.engine(),
            hint);
    return primitives.operation(
        new eltwise_backward(description),
        description,
        Map.of(DNNL_ARG_SRC, made, DNNL_ARG_DIFF_DST, gradient, DNNL_ARG_DIFF_SRC, gradient));
  }
}
