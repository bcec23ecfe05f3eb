package mnist.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mnist.network.LayerDescription;
import mnist.network.Shape;
import mnist.network.Window;
import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;

/** The primitives of a convolution with its bias and ReLU, for a fixed number of images. */
final class Convolution {

  /** The side of Winograd's tiles, in pixels. */
  private static final int TILE = 4;

  private final Primitives primitives;
  private final long[] strides;
  private final long[] before;
  private final long[] after;
  private final algorithm backwardData;
  private final memory.desc anyInput;
  private final memory.desc anyWeights;
  private final memory.desc anyMade;
  private final convolution_forward.primitive_desc forwardDesc;
  private final convolution_forward forward;
  private final convolution_backward_weights.primitive_desc weightsDesc;
  private final convolution_backward_weights backwardWeights;
  private Data data;

  /**
   * @param source layout of the input
   * @param input shape
   * @param images how many
   */
  Convolution(
      Primitives primitives,
      FusedLayer.Convolution fused,
      memory.desc source,
      Shape.Image input,
      int images) {
    this.primitives = primitives;
    LayerDescription.Convolution layer = fused.layer();
    strides = Dims.strides(layer.window());
    before = Dims.before(layer.window(), input);
    after = Dims.after(layer.window(), input);
    long[] output = Dims.of(images, layer.output(input));
    long[] dims = Dims.of(images, input);
    backwardData = backwardData(dims, output);
    anyInput = Primitives.any(dims);
    anyWeights = Primitives.any(weightDims(layer, input));
    anyMade = Primitives.any(output);
    memory.desc bias = biasLayout(layer);
    forwardDesc =
        new convolution_forward.primitive_desc(
            new convolution_forward.desc(
                prop_kind.forward_training,
                algorithm.convolution_auto,
                source,
                anyWeights,
                bias,
                anyMade,
                strides,
                before,
                after),
            primitives.attributes(fused.relu()),
            primitives.engine());
    weightsDesc = weightsDesc(source, bias);
    forward = new convolution_forward(forwardDesc);
    backwardWeights = new convolution_backward_weights(weightsDesc);
  }

  /**
   * By Winograd's algorithm where there is one for it, which automatic choice never takes here;
   * else by a kernel for the layouts of the forward pass. Where there is none, as for images of one
   * channel with AVX2, by one for a gradient in another layout: oneDNN's reference kernel, which it
   * would fall back to, takes two to three hundred times as long.
   */
  private convolution_backward_weights.primitive_desc weightsDesc(
      memory.desc source, memory.desc bias) {
    memory.desc gradient = forwardDesc.dst_desc();
    return Stream.<Supplier<convolution_backward_weights.primitive_desc>>of(
            () -> weightsDesc(algorithm.convolution_winograd, source, gradient, bias),
            () -> weightsDesc(algorithm.convolution_auto, source, gradient, bias),
            () -> weightsDesc(algorithm.convolution_auto, source, anyMade, bias))
        .map(Supplier::get)
        .filter(desc -> desc.asBoolean() && !Primitives.isReference(desc))
        .findFirst()
        .orElseGet(() -> weightsDesc(algorithm.convolution_auto, source, gradient, bias));
  }

  /** Empty if there is no kernel. */
  private convolution_backward_weights.primitive_desc weightsDesc(
      algorithm algorithm, memory.desc source, memory.desc gradient, memory.desc bias) {
    return new convolution_backward_weights.primitive_desc(
        new convolution_backward_weights.desc(
            algorithm, source, anyWeights, bias, gradient, strides, before, after),
        primitives.attributes(),
        primitives.engine(),
        forwardDesc,
        true);
  }

  /** [out, in, height, width]. */
  static long[] weightDims(LayerDescription.Convolution layer, Shape.Image input) {
    Window window = layer.window();
    return new long[] {
      layer.channels(), input.channels(), window.rows().size(), window.columns().size()
    };
  }

  static memory.desc biasLayout(LayerDescription.Convolution layer) {
    return Primitives.vector(layer.bias(), layer.channels());
  }

  /**
   * For the input's gradient, automatic choice prefers Winograd's algorithm wherever there is one.
   * It computes whole tiles of the input, whatever their pixels have to do with the output's:
   * measured, it takes four times as long as the direct one for inputs of 5 x 5 that make 3 x 3,
   * three quarters for 12 x 12 that make 10 x 10, and six tenths for 28 x 28 that make as many.
   */
  private static algorithm backwardData(long[] input, long[] made) {
    long inTiles = TILE * TILE * tiles(input[2]) * tiles(input[3]);
    boolean worthwhile = 5 * made[2] * made[3] >= 2 * inTiles;
    return worthwhile ? algorithm.convolution_auto : algorithm.convolution_direct;
  }

  private static long tiles(long side) {
    return (side + TILE - 1) / TILE;
  }

  /** Layout of what it makes, and of its gradient. */
  memory.desc made() {
    return forwardDesc.dst_desc();
  }

  /** Layout of the weights that {@link #forward} takes. */
  memory.desc weights() {
    return forwardDesc.weights_desc();
  }

  Operation forward(memory source, memory weights, memory bias, memory made) {
    return primitives.operation(
        forward,
        forwardDesc,
        Map.of(
            DNNL_ARG_SRC,
            source,
            DNNL_ARG_WEIGHTS,
            weights,
            DNNL_ARG_BIAS,
            bias,
            DNNL_ARG_DST,
            made));
  }

  /** Layout of the gradient that {@link #backwardWeights} takes. */
  memory.desc gradient() {
    return weightsDesc.diff_dst_desc();
  }

  /** Layout of the weights' gradient. */
  memory.desc weightsGradient() {
    return weightsDesc.diff_weights_desc();
  }

  Operation backwardWeights(memory source, memory gradient, memory ofWeights, memory ofBias) {
    return primitives.operation(
        backwardWeights,
        weightsDesc,
        Map.of(
            DNNL_ARG_SRC,
            source,
            DNNL_ARG_DIFF_DST,
            gradient,
            DNNL_ARG_DIFF_WEIGHTS,
            ofWeights,
            DNNL_ARG_DIFF_BIAS,
            ofBias));
  }

  /** The way back to the input, which the first layer of a network doesn't need. */
  Data data() {
    if (data == null) {
      data = new Data();
    }
    return data;
  }

  /** The primitive of the input's gradient. */
  final class Data {

    private final convolution_backward_data.primitive_desc description;
    private final convolution_backward_data primitive;

    private Data() {
      description =
          new convolution_backward_data.primitive_desc(
              new convolution_backward_data.desc(
                  backwardData, anyInput, anyWeights, made(), strides, before, after),
              primitives.attributes(),
              primitives.engine(),
              forwardDesc);
      primitive = new convolution_backward_data(description);
    }

    /** Layout of the input's gradient. */
    memory.desc source() {
      return description.diff_src_desc();
    }

    /** Layout of the weights that {@link #backward} takes. */
    memory.desc weights() {
      return description.weights_desc();
    }

    Operation backward(memory gradient, memory weights, memory ofSource) {
      return primitives.operation(
          primitive,
          description,
          Map.of(
              DNNL_ARG_DIFF_DST, gradient, DNNL_ARG_WEIGHTS, weights, DNNL_ARG_DIFF_SRC, ofSource));
    }
  }
}
