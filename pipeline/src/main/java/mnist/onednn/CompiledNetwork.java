package mnist.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.inner_product_backward_data;
import org.bytedeco.dnnl.inner_product_backward_weights;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A network as oneDNN primitives for minibatches of one size: forward, loss and backward, from
 * parameters in DL4J's flat order to their gradients in the same. Activations keep oneDNN's blocked
 * layouts from layer to layer; bias and ReLU are part of a layer's primitive. For one thread.
 */
final class CompiledNetwork implements AutoCloseable {

  private static final long[] ONES = {1, 1};
  private static final long[] NONE = {0, 0};

  private final Primitives primitives = new Primitives();
  private final int batch;
  private final Pointer parameters;
  private final Pointer gradients;
  private final List<Stage> forward = new ArrayList<>();
  private final List<Stage> backward = new ArrayList<>();
  private final FloatPointer input;
  private final int inputLength;
  private final SoftmaxCrossEntropy loss;

  /** Dropout is drawn between primitives, so these come in groups. */
  private interface Stage {
    void run(MaskSource masks);
  }

  /** What a layer makes. */
  private record Activation(memory values, long[] dims) {}

  /**
   * @param shape of the input, [batch, channels, height, width] or [batch, values]
   * @param parameters flat, where they stay
   * @param gradients flat, where they are to be put
   */
  CompiledNetwork(NetworkPlan plan, long[] shape, Pointer parameters, Pointer gradients) {
    this.batch = Math.toIntExact(shape[0]);
    this.parameters = parameters;
    this.gradients = gradients;
    format_tag layout = shape.length == 4 ? format_tag.nchw : format_tag.nc;
    memory source = primitives.allocate(Primitives.plain(shape, layout));
    input = primitives.data(source);
    inputLength = Math.toIntExact(LongStream.of(shape).reduce(1, Math::multiplyExact));
    Builder builder = new Builder(new Activation(source, shape));
    plan.steps().forEach(builder::add);
    loss = builder.finish();
    primitives.finish();
  }

  /**
   * Computes the gradients of the summed loss.
   *
   * @param features of the input's shape, row-major
   * @param labels [batch, classes], one-hot, row-major
   * @return the summed cross-entropy, in nats
   */
  double gradients(float[] features, float[] labels, MaskSource masks) {
    if (features.length != inputLength) {
      throw new IllegalArgumentException(
          "Input must have %d values, but had %d".formatted(inputLength, features.length));
    }
    input.put(features, 0, features.length);
    forward.forEach(stage -> stage.run(masks));
    double summed = loss.backward(labels);
    backward.forEach(stage -> stage.run(masks));
    return summed;
  }

  @Override
  public void close() {
    primitives.close();
  }

  /** Makes the primitives of one layer after the other; those that go back come in reverse. */
  private final class Builder {

    private Activation current;
    private List<Primitives.Step> forwardSteps = new ArrayList<>();

    /** For each layer, how to go back through it: given the gradient of what it made. */
    private final List<Backward> layers = new ArrayList<>();

    Builder(Activation input) {
      current = input;
    }

    /** From the gradient of a layer's output to that of its input; null if nobody needs that. */
    private interface Backward {
      memory through(memory gradient, List<Primitives.Step> steps, boolean needed);
    }

    void add(LayerStep step) {
      if (step instanceof LayerStep.Convolution convolution) {
        convolution(convolution);
      } else if (step instanceof LayerStep.MaxPooling pooling) {
        pooling(pooling);
      } else if (step instanceof LayerStep.Dense dense) {
        dense(dense);
      } else if (step instanceof LayerStep.Dropout dropout) {
        dropout(dropout);
      }
    }

    private void convolution(LayerStep.Convolution layer) {
      long[] in = current.dims();
      long height = in[2] - layer.height() + 1;
      long width = in[3] - layer.width() + 1;
      long[] out = {batch, layer.channels(), height, width};
      long[] weightDims = {layer.channels(), in[1], layer.height(), layer.width()};
      memory.desc sourceDesc = current.values().get_desc();
      memory.desc biasDesc = Primitives.plain(new long[] {layer.channels()}, format_tag.x);

      primitive_attr attributes = attributes(layer.relu());
      convolution_forward.primitive_desc forwardDesc =
          new convolution_forward.primitive_desc(
              new convolution_forward.desc(
                  prop_kind.forward_training,
                  algorithm.convolution_auto,
                  sourceDesc,
                  Primitives.any(weightDims),
                  biasDesc,
                  Primitives.any(out),
                  ONES,
                  NONE,
                  NONE),
              attributes,
              primitives.engine());
      memory bias = view(parameters, layer.offset(), biasDesc);
      memory weights =
          view(
              parameters,
              layer.offset() + layer.channels(),
              Primitives.plain(weightDims, format_tag.oihw));
      memory made = primitives.allocate(forwardDesc.dst_desc());
      memory source = current.values();
      forwardSteps.add(
          primitives.step(
              new convolution_forward(forwardDesc),
              forwardDesc,
              DNNL_ARG_SRC,
              source,
              DNNL_ARG_WEIGHTS,
              inLayout(weights, forwardDesc.weights_desc(), forwardSteps),
              DNNL_ARG_BIAS,
              bias,
              DNNL_ARG_DST,
              made));

      boolean relu = layer.relu();
      layers.add(
          (gradient, steps, needed) -> {
            memory ofOutput = relu ? reluBackward(made, gradient, steps) : gradient;
            convolution_backward_weights.primitive_desc weightsDesc =
                new convolution_backward_weights.primitive_desc(
                    new convolution_backward_weights.desc(
                        algorithm.convolution_auto,
                        sourceDesc,
                        Primitives.any(weightDims),
                        biasDesc,
                        Primitives.any(out),
                        ONES,
                        NONE,
                        NONE),
                    primitives.attributes(),
                    primitives.engine(),
                    forwardDesc);
            memory.desc userWeights = Primitives.plain(weightDims, format_tag.oihw);
            weightGradients(
                new convolution_backward_weights(weightsDesc),
                weightsDesc,
                source,
                ofOutput,
                view(gradients, layer.offset() + layer.channels(), userWeights),
                view(gradients, layer.offset(), biasDesc),
                steps);
            if (!needed) {
              return null;
            }
            convolution_backward_data.primitive_desc dataDesc =
                new convolution_backward_data.primitive_desc(
                    new convolution_backward_data.desc(
                        algorithm.convolution_auto,
                        Primitives.any(in),
                        Primitives.any(weightDims),
                        Primitives.any(out),
                        ONES,
                        NONE,
                        NONE),
                    primitives.attributes(),
                    primitives.engine(),
                    forwardDesc);
            return sourceGradient(
                new convolution_backward_data(dataDesc), dataDesc, ofOutput, weights, steps);
          });
      current = new Activation(made, out);
    }

    private void pooling(LayerStep.MaxPooling layer) {
      long[] in = current.dims();
      long[] kernel = {layer.height(), layer.width()};
      long[] strides = {layer.strideHeight(), layer.strideWidth()};
      long[] out = {
        batch, in[1], (in[2] - kernel[0]) / strides[0] + 1, (in[3] - kernel[1]) / strides[1] + 1
      };
      memory.desc sourceDesc = current.values().get_desc();
      pooling_forward.primitive_desc forwardDesc =
          new pooling_forward.primitive_desc(
              new pooling_forward.desc(
                  prop_kind.forward_training,
                  algorithm.pooling_max,
                  sourceDesc,
                  Primitives.any(out),
                  strides,
                  kernel,
                  NONE,
                  NONE),
              primitives.attributes(),
              primitives.engine());
      memory made = primitives.allocate(forwardDesc.dst_desc());
      memory workspace = primitives.allocate(forwardDesc.workspace_desc());
      forwardSteps.add(
          primitives.step(
              new pooling_forward(forwardDesc),
              forwardDesc,
              DNNL_ARG_SRC,
              current.values(),
              DNNL_ARG_DST,
              made,
              DNNL_ARG_WORKSPACE,
              workspace));
      layers.add(
          (gradient, steps, needed) -> {
            pooling_backward.primitive_desc backwardDesc =
                new pooling_backward.primitive_desc(
                    new pooling_backward.desc(
                        algorithm.pooling_max,
                        sourceDesc,
                        made.get_desc(),
                        strides,
                        kernel,
                        NONE,
                        NONE),
                    primitives.attributes(),
                    primitives.engine(),
                    forwardDesc);
            memory ofSource = primitives.allocate(backwardDesc.diff_src_desc());
            steps.add(
                primitives.step(
                    new pooling_backward(backwardDesc),
                    backwardDesc,
                    DNNL_ARG_DIFF_DST,
                    inLayout(gradient, backwardDesc.diff_dst_desc(), steps),
                    DNNL_ARG_WORKSPACE,
                    workspace,
                    DNNL_ARG_DIFF_SRC,
                    ofSource));
            return ofSource;
          });
      current = new Activation(made, out);
    }

    private void dense(LayerStep.Dense layer) {
      long[] in = current.dims();
      boolean image = in.length == 4;
      long[] out = {batch, layer.units()};
      long[] weightDims =
          image
              ? new long[] {layer.units(), in[1], in[2], in[3]}
              : new long[] {layer.units(), in[1]};
      memory.desc userWeights =
          Primitives.plain(weightDims, image ? format_tag.oihw : format_tag.oi);
      memory.desc sourceDesc = current.values().get_desc();
      memory.desc biasDesc = Primitives.plain(new long[] {layer.units()}, format_tag.x);
      memory.desc outDesc = Primitives.plain(out, format_tag.nc);
      int biasOffset = layer.offset() + layer.inputs() * layer.units();

      primitive_attr attributes = attributes(layer.relu());
      inner_product_forward.primitive_desc forwardDesc =
          new inner_product_forward.primitive_desc(
              new inner_product_forward.desc(
                  prop_kind.forward_training,
                  sourceDesc,
                  Primitives.any(weightDims),
                  biasDesc,
                  outDesc),
              attributes,
              primitives.engine());
      memory weights = view(parameters, layer.offset(), userWeights);
      memory made = primitives.allocate(outDesc);
      memory source = current.values();
      forwardSteps.add(
          primitives.step(
              new inner_product_forward(forwardDesc),
              forwardDesc,
              DNNL_ARG_SRC,
              inLayout(source, forwardDesc.src_desc(), forwardSteps),
              DNNL_ARG_WEIGHTS,
              inLayout(weights, forwardDesc.weights_desc(), forwardSteps),
              DNNL_ARG_BIAS,
              view(parameters, biasOffset, biasDesc),
              DNNL_ARG_DST,
              made));

      boolean relu = layer.relu();
      layers.add(
          (gradient, steps, needed) -> {
            memory ofOutput = relu ? reluBackward(made, gradient, steps) : gradient;
            inner_product_backward_weights.primitive_desc weightsDesc =
                new inner_product_backward_weights.primitive_desc(
                    new inner_product_backward_weights.desc(
                        sourceDesc, Primitives.any(weightDims), biasDesc, outDesc),
                    primitives.attributes(),
                    primitives.engine(),
                    forwardDesc);
            weightGradients(
                new inner_product_backward_weights(weightsDesc),
                weightsDesc,
                source,
                ofOutput,
                view(gradients, layer.offset(), userWeights),
                view(gradients, biasOffset, biasDesc),
                steps);
            if (!needed) {
              return null;
            }
            inner_product_backward_data.primitive_desc dataDesc =
                new inner_product_backward_data.primitive_desc(
                    new inner_product_backward_data.desc(
                        sourceDesc, Primitives.any(weightDims), outDesc),
                    primitives.attributes(),
                    primitives.engine(),
                    forwardDesc);
            return sourceGradient(
                new inner_product_backward_data(dataDesc), dataDesc, ofOutput, weights, steps);
          });
      current = new Activation(made, out);
    }

    private void dropout(LayerStep.Dropout layer) {
      memory values = current.values();
      memory made = primitives.allocate(values.get_desc());
      int length = Math.toIntExact(values.get_desc().get_size() / Float.BYTES);
      FloatPointer from = primitives.data(values);
      FloatPointer to = primitives.data(made);
      float[] mask = new float[length];
      float[] buffer = new float[length];
      flushForward();
      forward.add(
          masks -> {
            masks.fill(mask, layer.retained());
            from.get(buffer, 0, length);
            multiply(buffer, mask);
            to.put(buffer, 0, length);
          });
      layers.add(
          (gradient, steps, needed) -> {
            if (!needed) {
              return null;
            }
            FloatPointer ofMade = primitives.data(gradient);
            flushBackward(steps);
            backward.add(
                masks -> {
                  ofMade.get(buffer, 0, length);
                  multiply(buffer, mask);
                  ofMade.put(buffer, 0, length);
                });
            return gradient;
          });
      current = new Activation(made, current.dims());
    }

    /** All layers are there: goes back through them. */
    SoftmaxCrossEntropy finish() {
      flushForward();
      memory logits = current.values();
      memory ofLogits = primitives.allocate(logits.get_desc());
      int classes = Math.toIntExact(current.dims()[1]);
      List<Primitives.Step> steps = new ArrayList<>();
      memory gradient = ofLogits;
      for (int i = layers.size() - 1; i >= 0; i--) {
        gradient = layers.get(i).through(gradient, steps, i > 0);
      }
      flushBackward(steps);
      return new SoftmaxCrossEntropy(
          primitives.data(logits), primitives.data(ofLogits), batch, classes);
    }

    private void flushForward() {
      List<Primitives.Step> steps = List.copyOf(forwardSteps);
      forwardSteps = new ArrayList<>();
      forward.add(masks -> primitives.execute(steps));
    }

    private void flushBackward(List<Primitives.Step> steps) {
      List<Primitives.Step> now = List.copyOf(steps);
      steps.clear();
      backward.add(masks -> primitives.execute(now));
    }
  }

  /** Of the gradient where what was made is above 0, in place. */
  private memory reluBackward(memory made, memory gradient, List<Primitives.Step> steps) {
    memory.desc data = made.get_desc();
    memory inLayout = inLayout(gradient, data, steps);
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
    // ReLU's output is above 0 where its input is.
    steps.add(
        primitives.step(
            new eltwise_backward(description),
            description,
            DNNL_ARG_SRC,
            made,
            DNNL_ARG_DIFF_DST,
            inLayout,
            DNNL_ARG_DIFF_SRC,
            inLayout));
    return inLayout;
  }

  /** The same values in this layout, by a reorder if it is another. */
  private memory inLayout(memory values, memory.desc layout, List<Primitives.Step> steps) {
    if (values.get_desc().equals(layout)) {
      return values;
    }
    memory converted = primitives.allocate(layout);
    steps.add(primitives.reorder(values, converted));
    return converted;
  }

  private memory view(Pointer flat, int offset, memory.desc desc) {
    return primitives.at(desc, new FloatPointer(flat).getPointer(offset));
  }

  /**
   * @param relu whether it is part of the primitive
   */
  private primitive_attr attributes(boolean relu) {
    primitive_attr attributes = primitives.attributes();
    if (relu) {
      post_ops fused = primitives.hold(new post_ops());
      fused.append_eltwise(1, algorithm.eltwise_relu, 0, 0);
      attributes.set_post_ops(fused);
    }
    return attributes;
  }

  /** Puts the gradients of a layer's weights and biases where they belong. */
  private void weightGradients(
      primitive made,
      primitive_desc_base description,
      memory source,
      memory ofOutput,
      memory weights,
      memory biases,
      List<Primitives.Step> steps) {
    memory ofWeights = primitives.allocate(description.diff_weights_desc(0));
    steps.add(
        primitives.step(
            made,
            description,
            DNNL_ARG_SRC,
            inLayout(source, description.src_desc(0), steps),
            DNNL_ARG_DIFF_DST,
            inLayout(ofOutput, description.diff_dst_desc(0), steps),
            DNNL_ARG_DIFF_WEIGHTS,
            ofWeights,
            DNNL_ARG_DIFF_BIAS,
            biases));
    steps.add(primitives.reorder(ofWeights, weights));
  }

  /** The gradient of what a layer was given. */
  private memory sourceGradient(
      primitive made,
      primitive_desc_base description,
      memory ofOutput,
      memory weights,
      List<Primitives.Step> steps) {
    memory ofSource = primitives.allocate(description.diff_src_desc(0));
    steps.add(
        primitives.step(
            made,
            description,
            DNNL_ARG_DIFF_DST,
            inLayout(ofOutput, description.diff_dst_desc(0), steps),
            DNNL_ARG_WEIGHTS,
            inLayout(weights, description.weights_desc(0), steps),
            DNNL_ARG_DIFF_SRC,
            ofSource));
    return ofSource;
  }

  private static void multiply(float[] values, float[] by) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= by[i];
    }
  }
}
