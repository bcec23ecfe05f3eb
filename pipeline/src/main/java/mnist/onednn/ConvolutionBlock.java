package mnist.onednn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final LayerStep.Convolution layer;
  private final Optional<LayerStep.MaxPooling> pooling;
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
      LayerStep.Convolution layer,
      Optional<LayerStep.MaxPooling> pooling) {
    this.primitives = primitives;
    this.vectors = vectors;
    this.layer = layer;
    this.pooling = pooling;
  }

  @Override
  public Activation forward(Activation input, List<Step> steps) {
    this.input = input;
    long[] convolvedDims = layer.output(input.dims());
    long[] madeDims = pooling.map(max -> max.output(convolvedDims)).orElse(convolvedDims);
    memory.desc plain = Primitives.plain(layer.weights(input.dims()), format_tag.oihw);
    weights = vectors.parameters(primitives, layer.weightOffset(), plain);
    memory bias = vectors.parameters(primitives, layer.offset(), layer.biasLayout());
    slice(convolvedDims);
    Slice first = slices.get(0);
    memory.desc madeDesc =
        first.pooled().map(pooled -> pooled.pooling().made()).orElse(first.convolution().made());
    made =
        new Activation(primitives.allocate(Primitives.images(madeDesc, input.batch())), madeDims);
    convolved = pooling.isPresent() ? primitives.allocate(first.convolution().made()) : null;
    memory blocked = primitives.inLayout(weights, first.convolution().weights(), steps);
    for (Slice slice : slices) {
      memory source = part(input.values(), slice);
      memory target = part(made.values(), slice);
      Convolution convolution = slice.convolution();
      if (slice.pooled().isEmpty()) {
        steps.add(convolution.forward(source, blocked, bias, target));
      } else {
        Pooled pooled = slice.pooled().get();
        memory passed = primitives.part(convolved, 0, slice.images());
        steps.add(convolution.forward(source, blocked, bias, passed));
        steps.add(pooled.pooling().forward(passed, target, pooled.workspace()));
      }
    }
    return made;
  }

  private void slice(long[] convolvedDims) {
    int batch = input.batch();
    int images = sliceImages(convolvedDims);
    Map<Integer, Convolution> convolutions = new HashMap<>();
    for (int from = 0; from < batch; from += images) {
      int size = Math.min(images, batch - from);
      long[] dims = input.dims().clone();
      dims[0] = size;
      memory.desc source = Primitives.images(input.values().get_desc(), size);
      Convolution convolution =
          convolutions.computeIfAbsent(
              size, key -> new Convolution(primitives, layer, source, dims));
      Optional<Pooled> pooled =
          pooling.map(
              max -> {
                Pooling made = new Pooling(primitives, max, convolution.made(), layer.output(dims));
                return new Pooled(made, made.workspace());
              });
      slices.add(new Slice(from, size, convolution, pooled));
    }
  }

  private int sliceImages(long[] convolvedDims) {
    if (pooling.isEmpty() || input.dims()[1] >= FEW_CHANNELS) {
      return input.batch();
    }
    long bytes = convolvedDims[1] * convolvedDims[2] * convolvedDims[3] * Float.BYTES;
    return (int) Math.max(1, Math.min(input.batch(), SLICE_BYTES / bytes));
  }

  @Override
  public memory backward(memory gradient, List<Step> steps, boolean needed) {
    memory ofMade = primitives.inLayout(gradient, made.values().get_desc(), steps);
    Convolution first = slices.get(0).convolution();
    memory ofSource =
        needed
            ? primitives.allocate(Primitives.images(first.data().source(), input.batch()))
            : null;
    memory blocked = needed ? primitives.inLayout(weights, first.data().weights(), steps) : null;
    memory ofWeights = primitives.allocate(first.weightsGradient());
    memory ofBias = primitives.allocate(layer.biasLayout());
    for (Slice slice : slices) {
      memory gradients = part(ofMade, slice);
      if (layer.relu()) {
        steps.add(ReluBackward.step(primitives, part(made.values(), slice), gradients));
      }
      memory ofConvolved = gradients;
      if (slice.pooled().isPresent()) {
        Pooled pooled = slice.pooled().get();
        ofConvolved = primitives.part(convolved, 0, slice.images());
        steps.add(pooled.pooling().backward(gradients, ofConvolved, pooled.workspace()));
      }
      Convolution convolution = slice.convolution();
      steps.add(
          convolution.backwardWeights(part(input.values(), slice), ofConvolved, ofWeights, ofBias));
      boolean add = slice.from() > 0;
      steps.add(
          primitives.reorder(
              ofWeights,
              vectors.gradients(primitives, layer.weightOffset(), weights.get_desc()),
              add));
      if (layer.bias()) {
        steps.add(
            primitives.reorder(
                ofBias, vectors.gradients(primitives, layer.offset(), layer.biasLayout()), add));
      }
      if (needed) {
        steps.add(convolution.data().backward(ofConvolved, blocked, part(ofSource, slice)));
      }
    }
    return ofSource;
  }

  private memory part(memory all, Slice slice) {
    return primitives.part(all, slice.from(), slice.images());
  }
}
