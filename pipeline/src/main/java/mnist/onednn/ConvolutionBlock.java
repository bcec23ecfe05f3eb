package mnist.onednn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mnist.network.LayerDescription;
import mnist.network.Shape;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;

/**
 * A convolution with its ReLU and the max-pooling after it, if there is one.
 *
 * <p>ReLU is part of the convolution's primitive; the way back through it is taken on the pooled
 * map, which is smaller: what was largest of its window has passed ReLU if what was pooled is above
 * 0, and the rest of the window has no gradient.
 *
 * <p>A convolution of few channels writes more than it computes, so images go through it and its
 * pooling in slices: what lies between the two, and its gradient, then stays in the processor's
 * cache and never goes to memory whole.
 */
final class ConvolutionBlock implements Block {

  /** Of what lies between for one slice, at most: half of a server core's second-level cache. */
  private static final long SLICE_BYTES = 600 << 10;

  /** Of the input; those of more are bound by arithmetic, and lose by being cut. */
  private static final int FEW_CHANNELS = 16;

  private final Primitives primitives;
  private final FlatVectors vectors;
  private final FusedLayer.Convolution fused;
  private final LayerDescription.Convolution layer;
  private final Optional<LayerDescription.MaxPooling> pooling;
  private final Shape.Image shape;
  private final int offset;
  private final List<Slice> slices = new ArrayList<>();
  private Activation input;
  private Activation made;
  private memory weights;

  /** With pooling: what the convolution makes of a slice, and later the gradient of that. */
  private memory convolved;

  /** Some images, one after the other, with the primitives for their number. */
  private record Slice(int from, int images, Convolution convolution, Optional<Pooled> pooled) {}

  private record Pooled(Pooling pooling, memory workspace) {}

  ConvolutionBlock(
      Primitives primitives,
      FlatVectors vectors,
      FusedLayer.Convolution fused,
      Shape.Image shape,
      int offset) {
    this.primitives = primitives;
    this.vectors = vectors;
    this.fused = fused;
    this.layer = fused.layer();
    this.pooling = fused.pooling();
    this.shape = shape;
    this.offset = offset;
  }

  @Override
  public Activation forward(Activation input, List<Operation> operations) {
    this.input = input;
    memory.desc plain = Primitives.plain(Convolution.weightDims(layer, shape), format_tag.oihw);
    weights = vectors.parameters(primitives, weightOffset(), plain);
    memory bias = vectors.parameters(primitives, offset, Convolution.biasLayout(layer));
    slice();
    Slice first = slices.get(0);
    memory.desc madeDesc =
        first.pooled().map(pooled -> pooled.pooling().made()).orElse(first.convolution().made());
    made =
        new Activation(
            primitives.allocate(Primitives.images(madeDesc, input.batch())),
            Dims.of(input.batch(), fused.output(shape)));
    convolved = pooling.isPresent() ? primitives.allocate(first.convolution().made()) : null;
    memory blocked = primitives.inLayout(weights, first.convolution().weights(), operations);
    for (Slice slice : slices) {
      memory source = part(input.values(), slice);
      memory target = part(made.values(), slice);
      Convolution convolution = slice.convolution();
      if (slice.pooled().isEmpty()) {
        operations.add(convolution.forward(source, blocked, bias, target));
      } else {
        Pooled pooled = slice.pooled().get();
        memory passed = primitives.part(convolved, 0, slice.images());
        operations.add(convolution.forward(source, blocked, bias, passed));
        operations.add(pooled.pooling().forward(passed, target, pooled.workspace()));
      }
    }
    return made;
  }

  /** DL4J has biases before weights. */
  private int weightOffset() {
    return layer.bias() ? offset + layer.channels() : offset;
  }

  private void slice() {
    int batch = input.batch();
    int images = sliceImages();
    Map<Integer, Convolution> convolutions = new HashMap<>();
    for (int from = 0; from < batch; from += images) {
      int size = Math.min(images, batch - from);
      memory.desc source = Primitives.images(input.values().get_desc(), size);
      Convolution convolution =
          convolutions.computeIfAbsent(
              size, key -> new Convolution(primitives, fused, source, shape, size));
      Optional<Pooled> pooled =
          pooling.map(
              max -> {
                Pooling made =
                    new Pooling(primitives, max, convolution.made(), layer.output(shape), size);
                return new Pooled(made, made.workspace());
              });
      slices.add(new Slice(from, size, convolution, pooled));
      requireLayouts(slices.get(0), slices.get(slices.size() - 1));
    }
  }

  /**
   * Slices share weights, their gradient and what lies between. A smaller last one chooses its
   * kernels for itself; what these took for another layout they would read as other numbers.
   */
  private static void requireLayouts(Slice first, Slice slice) {
    Convolution convolution = slice.convolution();
    Primitives.requireLayout(first.convolution().weights(), convolution.weights());
    Primitives.requireLayout(first.convolution().weightsGradient(), convolution.weightsGradient());
    Primitives.requireLayout(
        Primitives.images(first.convolution().made(), slice.images()), convolution.made());
    first
        .pooled()
        .ifPresent(
            pooled ->
                Primitives.requireLayout(
                    Primitives.images(pooled.pooling().made(), slice.images()),
                    slice.pooled().orElseThrow().pooling().made()));
  }

  private int sliceImages() {
    if (pooling.isEmpty() || shape.channels() >= FEW_CHANNELS) {
      return input.batch();
    }
    long bytes = layer.output(shape).size() * Float.BYTES;
    return (int) Math.max(1, Math.min(input.batch(), SLICE_BYTES / bytes));
  }

  @Override
  public memory backward(memory gradient, List<Operation> operations, boolean needed) {
    memory ofMade = primitives.inLayout(gradient, made.values().get_desc(), operations);
    Convolution first = slices.get(0).convolution();
    memory ofSource =
        needed
            ? primitives.allocate(Primitives.images(first.data().source(), input.batch()))
            : null;
    memory blocked =
        needed ? primitives.inLayout(weights, first.data().weights(), operations) : null;
    memory ofWeights = primitives.allocate(first.weightsGradient());
    memory ofBias = primitives.allocate(Convolution.biasLayout(layer));
    for (Slice slice : slices) {
      memory gradients = part(ofMade, slice);
      if (fused.relu()) {
        operations.add(ReluBackward.operation(primitives, part(made.values(), slice), gradients));
      }
      memory ofConvolved = gradients;
      if (slice.pooled().isPresent()) {
        Pooled pooled = slice.pooled().get();
        ofConvolved = primitives.part(convolved, 0, slice.images());
        operations.add(pooled.pooling().backward(gradients, ofConvolved, pooled.workspace()));
      }
      Convolution convolution = slice.convolution();
      operations.add(
          convolution.backwardWeights(
              part(input.values(), slice),
              primitives.inLayout(ofConvolved, convolution.gradient(), operations),
              ofWeights,
              ofBias));
      boolean add = slice.from() > 0;
      operations.add(
          primitives.reorder(
              ofWeights, vectors.gradients(primitives, weightOffset(), weights.get_desc()), add));
      if (layer.bias()) {
        operations.add(
            primitives.reorder(
                ofBias, vectors.gradients(primitives, offset, Convolution.biasLayout(layer)), add));
      }
      if (needed) {
        memory ofPart = part(ofSource, slice);
        Primitives.requireLayout(blocked.get_desc(), convolution.data().weights());
        Primitives.requireLayout(ofPart.get_desc(), convolution.data().source());
        operations.add(convolution.data().backward(ofConvolved, blocked, ofPart));
      }
    }
    return ofSource;
  }

  private memory part(memory all, Slice slice) {
    return primitives.part(all, slice.from(), slice.images());
  }
}
