package mnist.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import java.util.Map;
import mnist.network.LayerDescription;
import mnist.network.Shape;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;

/** The primitives of a max-pooling, for a fixed number of images. */
final class Pooling {

  private final Primitives primitives;
  private final pooling_forward.primitive_desc forwardDesc;
  private final pooling_backward.primitive_desc backwardDesc;
  private final pooling_forward forward;
  private final pooling_backward backward;

  /**
   * @param source layout of the input
   * @param images how many
   */
  Pooling(
      Primitives primitives,
      LayerDescription.MaxPooling layer,
      memory.desc source,
      Shape.Image input,
      int images) {
    this.primitives = primitives;
    long[] sizes = Dims.sizes(layer.window());
    long[] strides = Dims.strides(layer.window());
    long[] before = Dims.before(layer.window(), input);
    long[] after = Dims.after(layer.window(), input);
    forwardDesc =
        new pooling_forward.primitive_desc(
            new pooling_forward.desc(
                prop_kind.forward_training,
                algorithm.pooling_max,
                source,
                Primitives.any(Dims.of(images, layer.output(input))),
                strides,
                sizes,
                before,
                after),
            primitives.attributes(),
            primitives.engine());
    backwardDesc =
        new pooling_backward.primitive_desc(
            new pooling_backward.desc(
                algorithm.pooling_max,
                source,
                forwardDesc.dst_desc(),
                strides,
                sizes,
                before,
                after),
            primitives.attributes(),
            primitives.engine(),
            forwardDesc);
    forward = new pooling_forward(forwardDesc);
    backward = new pooling_backward(backwardDesc);
  }

  /** Layout of what it makes, and of its gradient. */
  memory.desc made() {
    return forwardDesc.dst_desc();
  }

  /** Room for which pixels were the largest. */
  memory workspace() {
    return primitives.allocate(forwardDesc.workspace_desc());
  }

  Operation forward(memory source, memory made, memory workspace) {
    return primitives.operation(
        forward,
        forwardDesc,
        Map.of(DNNL_ARG_SRC, source, DNNL_ARG_DST, made, DNNL_ARG_WORKSPACE, workspace));
  }

  Operation backward(memory gradient, memory ofSource, memory workspace) {
    return primitives.operation(
        backward,
        backwardDesc,
        Map.of(
            DNNL_ARG_DIFF_DST,
            gradient,
            DNNL_ARG_WORKSPACE,
            workspace,
            DNNL_ARG_DIFF_SRC,
            ofSource));
  }
}
