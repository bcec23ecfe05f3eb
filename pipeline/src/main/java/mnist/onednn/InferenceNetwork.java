package mnist.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_MEAN;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCALE_SHIFT;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_VARIANCE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mnist.network.Shape;
import org.bytedeco.dnnl.batch_normalization_forward;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.normalization_flags;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.pooling_forward;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.softmax_forward;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A network as it is applied, as operations on minibatches of one size, from normalised pixels to
 * logits and probabilities. Weights are brought into oneDNN's layouts once. For one thread.
 */
final class InferenceNetwork implements AutoCloseable {

  private final Primitives primitives = new Primitives();
  private final List<Operation> once = new ArrayList<>();
  private final List<Operation> operations = new ArrayList<>();
  private final FloatPointer input;
  private final FloatPointer logits;
  private final FloatPointer output;

  /**
   * @param layers in order; the last makes what softmax is taken of
   * @param read shape of the images
   * @param images of a minibatch
   */
  InferenceNetwork(List<InferenceLayer> layers, Shape.Image read, int images) {
    long[] dims = Dims.of(images, read);
    memory pixels = primitives.allocate(Primitives.plain(dims, format_tag.nchw));
    input = primitives.data(pixels);
    Activation activation = new Activation(pixels, dims);
    Shape shape = read;
    for (InferenceLayer layer : layers) {
      if (layer instanceof InferenceLayer.Convolution convolution) {
        Shape.Image image = (Shape.Image) shape;
        activation = convolved(convolution, image, activation);
        shape = convolution.layer().output(image);
      } else if (layer instanceof InferenceLayer.MaxPooling pooling) {
        Shape.Image image = (Shape.Image) shape;
        activation = pooled(pooling, image, activation);
        shape = pooling.layer().output(image);
      } else if (layer instanceof InferenceLayer.Affine affine) {
        activation = scaled(affine, activation);
      } else if (layer instanceof InferenceLayer.Dense dense) {
        activation = dense(dense, activation);
        shape = new Shape.Vector(dense.units());
      }
    }
    logits = primitives.data(activation.values());
    output = primitives.data(softmax(activation).values());
    primitives.finish();
    once.forEach(step -> step.run(null));
  }

  private Activation convolved(
      InferenceLayer.Convolution layer, Shape.Image shape, Activation source) {
    long[] made = Dims.of(source.batch(), layer.layer().output(shape));
    long[] weightDims = Convolution.weightDims(layer.layer(), shape);
    memory.desc bias = Primitives.vector(true, layer.layer().channels());
    convolution_forward.primitive_desc description =
        new convolution_forward.primitive_desc(
            new convolution_forward.desc(
                prop_kind.forward_inference,
                algorithm.convolution_auto,
                source.values().get_desc(),
                Primitives.any(weightDims),
                bias,
                Primitives.any(made),
                Dims.strides(layer.layer().window()),
                Dims.before(layer.layer().window(), shape),
                Dims.after(layer.layer().window(), shape)),
            primitives.attributes(layer.relu()),
            primitives.engine());
    return weighted(
        new convolution_forward(description),
        description,
        source,
        made,
        constant(layer.weights(), Primitives.plain(weightDims, format_tag.oihw)),
        constant(layer.bias(), bias));
  }

  private Activation pooled(InferenceLayer.MaxPooling layer, Shape.Image shape, Activation source) {
    long[] made = Dims.of(source.batch(), layer.layer().output(shape));
    pooling_forward.primitive_desc description =
        new pooling_forward.primitive_desc(
            new pooling_forward.desc(
                prop_kind.forward_inference,
                algorithm.pooling_max,
                source.values().get_desc(),
                Primitives.any(made),
                Dims.strides(layer.layer().window()),
                Dims.sizes(layer.layer().window()),
                Dims.before(layer.layer().window(), shape),
                Dims.after(layer.layer().window(), shape)),
            primitives.attributes(),
            primitives.engine());
    return added(new pooling_forward(description), description, source, made, Map.of());
  }

  /**
   * As a normalisation by mean 0, variance 0 and epsilon 1: channels that fill up a block have a
   * variance of 0, whatever is given, and must not be divided by 0.
   */
  private Activation scaled(InferenceLayer.Affine layer, Activation source) {
    int channels = layer.scales().length;
    float[] both = Arrays.copyOf(layer.scales(), 2 * channels);
    System.arraycopy(layer.shifts(), 0, both, channels, channels);
    memory zeros = constant(new float[channels], Primitives.vector(true, channels));
    memory.desc desc = source.values().get_desc();
    int flags =
        normalization_flags.use_scale_shift.value
            | normalization_flags.use_global_stats.value
            | (layer.relu() ? normalization_flags.fuse_norm_relu.value : 0);
    batch_normalization_forward.primitive_desc description =
        new batch_normalization_forward.primitive_desc(
            new batch_normalization_forward.desc(prop_kind.forward_inference.value, desc, 1, flags),
            primitives.attributes(),
            primitives.engine());
    return added(
        new batch_normalization_forward(description),
        description,
        source,
        source.dims(),
        Map.of(
            DNNL_ARG_SCALE_SHIFT,
            constant(both, Primitives.plain(new long[] {2, channels}, format_tag.nc)),
            DNNL_ARG_MEAN,
            zeros,
            DNNL_ARG_VARIANCE,
            zeros));
  }

  private Activation dense(InferenceLayer.Dense layer, Activation source) {
    long[] weightDims = source.dims().clone();
    weightDims[0] = layer.units();
    long[] made = {source.batch(), layer.units()};
    memory.desc bias = Primitives.vector(true, layer.units());
    inner_product_forward.primitive_desc description =
        new inner_product_forward.primitive_desc(
            new inner_product_forward.desc(
                prop_kind.forward_inference,
                source.values().get_desc(),
                Primitives.any(weightDims),
                bias,
                Primitives.plain(made, format_tag.nc)),
            primitives.attributes(layer.relu()),
            primitives.engine());
    memory.desc plain =
        Primitives.plain(weightDims, source.image() ? format_tag.oihw : format_tag.oi);
    return weighted(
        new inner_product_forward(description),
        description,
        source,
        made,
        constant(layer.weights(), plain),
        constant(layer.bias(), bias));
  }

  private Activation softmax(Activation source) {
    memory.desc desc = source.values().get_desc();
    softmax_forward.primitive_desc description =
        new softmax_forward.primitive_desc(
            new softmax_forward.desc(prop_kind.forward_inference, desc, 1),
            primitives.attributes(),
            primitives.engine());
    return added(new softmax_forward(description), description, source, source.dims(), Map.of());
  }

  /**
   * @param made dimensions of what the primitive makes
   * @param weights in any layout
   */
  private Activation weighted(
      primitive forward,
      primitive_desc_base description,
      Activation source,
      long[] made,
      memory weights,
      memory bias) {
    return added(
        forward,
        description,
        source,
        made,
        Map.of(
            DNNL_ARG_WEIGHTS,
            primitives.inLayout(weights, description.weights_desc(), once),
            DNNL_ARG_BIAS,
            bias));
  }

  /**
   * Adds a primitive that makes one thing of another.
   *
   * @param made dimensions of what it makes
   * @param others of its arguments
   */
  private Activation added(
      primitive forward,
      primitive_desc_base description,
      Activation source,
      long[] made,
      Map<Integer, memory> others) {
    Activation activation = new Activation(primitives.allocate(description.dst_desc()), made);
    Map<Integer, memory> arguments = new HashMap<>(others);
    arguments.put(DNNL_ARG_SRC, source.values());
    arguments.put(DNNL_ARG_DST, activation.values());
    operations.add(primitives.operation(forward, description, arguments));
    return activation;
  }

  private memory constant(float[] values, memory.desc layout) {
    memory constant = primitives.allocate(layout);
    primitives.data(constant).put(values);
    return constant;
  }

  /**
   * Applies the network.
   *
   * @param pixels normalised, [images, height, width], row-major
   * @param values takes the logits, [images, classes], row-major
   * @param probabilities takes them, [images, classes], row-major
   */
  void run(float[] pixels, float[] values, float[] probabilities) {
    input.put(pixels);
    for (Operation operation : operations) {
      operation.run(null);
    }
    logits.get(values);
    output.get(probabilities);
  }

  @Override
  public void close() {
    primitives.close();
  }
}
