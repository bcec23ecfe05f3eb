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
import java.util.Map;
import mnist.network.LayerDescription;
import org.bytedeco.dnnl.batch_normalization_backward;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.global.dnnl.normalization_flags;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;

/**
 * Normalisation by a minibatch's own mean and variance, with the ReLU after it. It takes layouts as
 * they are, and scales and shifts from where DL4J has them.
 */
final class BatchNormalizationBlock implements Block {

  private final Primitives primitives;
  private final FlatVectors vectors;
  private final LayerDescription.BatchNormalization layer;
  private final int channels;
  private final int offset;
  private final int flags;
  private Activation input;
  private RunningStatistics statistics;
  private memory scales;
  private memory passed;
  private batch_normalization_forward.primitive_desc forwardDesc;

  BatchNormalizationBlock(
      Primitives primitives,
      FlatVectors vectors,
      FusedLayer.BatchNormalization fused,
      int channels,
      int offset) {
    this.primitives = primitives;
    this.vectors = vectors;
    this.layer = fused.layer();
    this.channels = channels;
    this.offset = offset;
    flags =
        normalization_flags.use_scale_shift.value
            | (fused.relu() ? normalization_flags.fuse_norm_relu.value : 0);
  }

  @Override
  public Activation forward(Activation input, List<Operation> operations) {
    this.input = input;
    statistics = new RunningStatistics(primitives, vectors, layer, channels, offset);
    memory.desc desc = input.values().get_desc();
    memory.desc scalesDesc = Primitives.plain(new long[] {2, channels}, format_tag.nc);
    scales = vectors.parameters(primitives, offset, scalesDesc);
    forwardDesc =
        new batch_normalization_forward.primitive_desc(
            new batch_normalization_forward.desc(
                prop_kind.forward_training.value, desc, (float) layer.epsilon(), flags),
            primitives.attributes(),
            primitives.engine());
    passed = primitives.allocate(forwardDesc.workspace_desc());
    memory made = primitives.allocate(desc);
    operations.add(
        primitives.operation(
            new batch_normalization_forward(forwardDesc),
            forwardDesc,
            Map.of(
                DNNL_ARG_SRC,
                input.values(),
                DNNL_ARG_SCALE_SHIFT,
                scales,
                DNNL_ARG_MEAN,
                statistics.mean(),
                DNNL_ARG_VARIANCE,
                statistics.variance(),
                DNNL_ARG_WORKSPACE,
                passed,
                DNNL_ARG_DST,
                made)));
    return new Activation(made, input.dims());
  }

  @Override
  public memory backward(memory gradient, List<Operation> operations, boolean needed) {
    memory.desc desc = input.values().get_desc();
    memory inPlace = primitives.inLayout(gradient, desc, operations);
    batch_normalization_backward.primitive_desc description =
        new batch_normalization_backward.primitive_desc(
            new batch_normalization_backward.desc(
                prop_kind.backward.value, desc, desc, (float) layer.epsilon(), flags),
            primitives.attributes(),
            primitives.engine(),
            forwardDesc);
    operations.add(
        primitives.operation(
            new batch_normalization_backward(description),
            description,
            Map.of(
                DNNL_ARG_SRC,
                input.values(),
                DNNL_ARG_SCALE_SHIFT,
                scales,
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
                vectors.gradients(primitives, offset, scales.get_desc()))));
    operations.add(statistics.change());
    return needed ? inPlace : null;
  }
}
