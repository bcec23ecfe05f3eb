package mnist.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SCALE_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import java.util.List;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.global.dnnl.normalization_flags;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;

/**
 * Normalisation by a minibatch's own mean and variance, with the ReLU after it. It takes layouts as
 * they are, and factors and summands from where DL4J has them.
 */
final class BatchNormalisationBlock implements Block {

  private final Primitives primitives;
  private final FlatVectors vectors;
  private final LayerStep.BatchNormalisation layer;
  private final int flags;
  private Activation input;
  private RunningStatistics statistics;
  private memory factors;
  private memory passed;
  private batch_normalization_forward.primitive_desc forwardDesc;

  BatchNormalisationBlock(
      Primitives primitives, FlatVectors vectors, LayerStep.BatchNormalisation layer) {
    this.primitives = primitives;
    this.vectors = vectors;
    this.layer = layer;
    flags =
        normalization_flags.use_scale_shift.value
            | (layer.relu() ? normalization_flags.fuse_norm_relu.value : 0);
  }

  @Override
  public Activation forward(Activation input, List<Step> steps) {
    this.input = input;
    statistics = new RunningStatistics(primitives, vectors, layer);
    memory.desc desc = input.values().get_desc();
    memory.desc factorsDesc = Primitives.plain(new long[] {2, layer.channels()}, format_tag.nc);
    factors = vectors.parameters(primitives, layer.offset(), factorsDesc);
    forwardDesc =
        new batch_normalization_forward.primitive_desc(
            new batch_normalization_forward.desc(
                prop_kind.forward_training.value, desc, (float) layer.epsilon(), flags),
            primitives.attributes(),
            primitives.engine());
    passed = primitives.allocate(forwardDesc.workspace_desc());
    memory made = primitives.allocate(desc);
    steps.add(
        primitives.step(
            new batch_normalization_forward(forwardDesc),
            forwardDesc,
            DNNL_ARG_SRC,
            input.values(),
            DNNL_ARG_SCALE_SHIFT,
            factors,
            DNNL_ARG_MEAN,
            statistics.mean(),
            DNNL_ARG_VARIANCE,
            statistics.variance(),
            DNNL_ARG_WORKSPACE,
            passed,
            DNNL_ARG_DST,
            made));
    return new Activation(made, input.dims());
  }

  @Override
  public memory backward(memory gradient, List<Step> steps, boolean needed) {
    memory.desc desc = input.values().get_desc();
    memory inPlace = primitives.inLayout(gradient, desc, steps);
    batch_normalization_backward.primitive_desc description =
        new batch_normalization_backward.primitive_desc(
            new batch_normalization_backward.desc(
                prop_kind.backward.value, desc, desc, (float) layer.epsilon(), flags),
            primitives.attributes(),
            primitives.engine(),
            forwardDesc);
    steps.add(
        primitives.step(
            new batch_normalization_backward(description),
            description,
            DNNL_ARG_SRC,
            input.values(),
            DNNL_ARG_SCALE_SHIFT,
            factors,
            DNNL_ARG_MEAN,
            statistics.mean(),
            DNNL_ARG_VARIANCE,
            statistics.variance(),
            DNNL_ARG_WORKSPACE,
            passed,
            DNNL_ARG_DIFF_DST,
            inPlace,
            DNNL_ARG_DIFF_SRC,
            inPlace,
            DNNL_ARG_DIFF_SCALE_SHIFT,
            vectors.gradients(primitives, layer.offset(), factors.get_desc())));
    steps.add(statistics.change());
    return needed ? inPlace : null;
  }
}
