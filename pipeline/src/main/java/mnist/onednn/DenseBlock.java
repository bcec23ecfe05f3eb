package mnist.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.List;
import java.util.Map;
import mnist.network.Shape;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.inner_product_backward_data;
import org.bytedeco.dnnl.inner_product_backward_weights;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;

/** A dense layer with its ReLU. It takes images as they are, so that nothing is flattened. */
final class DenseBlock implements Block {

  private final Primitives primitives;
  private final FlatVectors vectors;
  private final FusedLayer.Dense fused;
  private final int units;
  private final int offset;
  private final int biasOffset;
  private final memory.desc biasDesc;
  private Activation input;
  private Activation made;
  private memory.desc anyWeights;
  private memory.desc userWeights;
  private memory weights;
  private inner_product_forward.primitive_desc forwardDesc;

  DenseBlock(
      Primitives primitives, FlatVectors vectors, FusedLayer.Dense fused, Shape shape, int offset) {
    this.primitives = primitives;
    this.vectors = vectors;
    this.fused = fused;
    this.units = fused.layer().units();
    this.offset = offset;
    // DL4J has weights before biases.
    this.biasOffset = Math.toIntExact(offset + shape.size() * units);
    biasDesc = Primitives.vector(fused.layer().bias(), units);
  }

  @Override
  public Activation forward(Activation input, List<Operation> operations) {
    this.input = input;
    long[] weightDims = input.dims().clone();
    weightDims[0] = units;
    anyWeights = Primitives.any(weightDims);
    userWeights = Primitives.plain(weightDims, input.image() ? format_tag.oihw : format_tag.oi);
    weights = vectors.parameters(primitives, offset, userWeights);
    memory source = input.values();
    long[] dims = {input.batch(), units};
    memory.desc madeDesc = Primitives.plain(dims, format_tag.nc);
    forwardDesc =
        new inner_product_forward.primitive_desc(
            new inner_product_forward.desc(
                prop_kind.forward_training, source.get_desc(), anyWeights, biasDesc, madeDesc),
            primitives.attributes(fused.relu()),
            primitives.engine());
    made = new Activation(primitives.allocate(madeDesc), dims);
    operations.add(
        primitives.operation(
            new inner_product_forward(forwardDesc),
            forwardDesc,
            Map.of(
                DNNL_ARG_SRC,
                source,
                DNNL_ARG_WEIGHTS,
                primitives.inLayout(weights, forwardDesc.weights_desc(), operations),
                DNNL_ARG_BIAS,
                vectors.parameters(primitives, biasOffset, biasDesc),
                DNNL_ARG_DST,
                made.values())));
    return made;
  }

  @Override
  public memory backward(memory gradient, List<Operation> operations, boolean needed) {
    memory ofMade = primitives.inLayout(gradient, made.values().get_desc(), operations);
    if (fused.relu()) {
      operations.add(ReluBackward.operation(primitives, made.values(), ofMade));
    }
    backwardWeights(ofMade, operations);
    return needed ? backwardData(ofMade, operations) : null;
  }

  private void backwardWeights(memory ofMade, List<Operation> operations) {
    inner_product_backward_weights.primitive_desc description =
        new inner_product_backward_weights.primitive_desc(
            new inner_product_backward_weights.desc(
                input.values().get_desc(), anyWeights, biasDesc, ofMade.get_desc()),
            primitives.attributes(),
            primitives.engine(),
            forwardDesc);
    memory ofWeights = primitives.allocate(description.diff_weights_desc());
    operations.add(
        primitives.operation(
            new inner_product_backward_weights(description),
            description,
            Map.of(
                DNNL_ARG_SRC,
                input.values(),
                DNNL_ARG_DIFF_DST,
                ofMade,
                DNNL_ARG_DIFF_WEIGHTS,
                ofWeights,
                DNNL_ARG_DIFF_BIAS,
                vectors.gradients(primitives, biasOffset, biasDesc))));
    operations.add(
        primitives.reorder(ofWeights, vectors.gradients(primitives, offset, userWeights)));
  }

  private memory backwardData(memory ofMade, List<Operation> operations) {
    inner_product_backward_data.primitive_desc description =
        new inner_product_backward_data.primitive_desc(
            new inner_product_backward_data.desc(
                input.values().get_desc(), anyWeights, ofMade.get_desc()),
            primitives.attributes(),
            primitives.engine(),
            forwardDesc);
    memory ofSource = primitives.allocate(description.diff_src_desc());
    operations.add(
        primitives.operation(
            new inner_product_backward_data(description),
            description,
            Map.of(
                DNNL_ARG_DIFF_DST,
                ofMade,
                DNNL_ARG_WEIGHTS,
                primitives.inLayout(weights, description.weights_desc(), operations),
                DNNL_ARG_DIFF_SRC,
                ofSource)));
    return ofSource;
  }
}
