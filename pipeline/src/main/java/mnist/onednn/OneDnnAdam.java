package mnist.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.AdamUpdater;

/**
 * DL4J's Adam on DL4J's state, by four vectorised passes where ND4J's operation takes one value
 * after the other. To be used by one thread.
 */
// Equal to DL4J's where configuration and state are.
@SuppressWarnings("EqualsHashCode")
final class OneDnnAdam extends AdamUpdater {

  /**
   * Added to the state in each step. What has no gradient any more, as behind a unit that never
   * fires, would otherwise halve its state until it lies where processors are a hundred times
   * slower; a change of this is none.
   */
  private static final float ABOVE_SUBNORMAL = 1e-30f;

  private final Primitives primitives = new Primitives();
  private final List<Step> steps = new ArrayList<>();
  private FloatPointer rate;

  private OneDnnAdam(AdamUpdater dl4j) {
    super(dl4j.getConfig());
    setM(dl4j.getM());
    setV(dl4j.getV());
    setGradientReshapeOrder(dl4j.getGradientReshapeOrder());
  }

  /** Replaces a block's updater if it is DL4J's Adam. */
  static void replaceIn(UpdaterBlock block) {
    if (block.getGradientUpdater().getClass() == AdamUpdater.class) {
      block.setGradientUpdater(new OneDnnAdam((AdamUpdater) block.getGradientUpdater()));
    }
  }

  /** Turns a gradient into what is to be subtracted from the parameters, in place. */
  @Override
  public void applyUpdater(INDArray gradient, int iteration, int epoch) {
    if (steps.isEmpty()) {
      compile(gradient);
    }
    double beta1 = getConfig().getBeta1();
    double beta2 = getConfig().getBeta2();
    int step = iteration + 1;
    rate.put(
        (float)
            (getConfig().getLearningRate(iteration, epoch)
                * Math.sqrt(1 - StrictMath.pow(beta2, step))
                / (1 - StrictMath.pow(beta1, step))));
    steps.forEach(pass -> pass.run(null));
  }

  private void compile(INDArray gradient) {
    memory.desc desc = Primitives.plain(new long[] {1, gradient.length()}, format_tag.nc);
    memory change = primitives.at(desc, gradient.data().addressPointer());
    memory mean = primitives.at(desc, getM().data().addressPointer());
    memory square = primitives.at(desc, getV().data().addressPointer());
    memory root = primitives.allocate(desc);
    float beta1 = (float) getConfig().getBeta1();
    float beta2 = (float) getConfig().getBeta2();

    post_ops intoMean = new post_ops();
    intoMean.append_sum(beta1, 0);
    intoMean.append_eltwise(1, algorithm.eltwise_linear, 1, ABOVE_SUBNORMAL);
    steps.add(pass(algorithm.binary_mul, change, scalar(1 - beta1), mean, intoMean));

    post_ops intoSquare = new post_ops();
    intoSquare.append_eltwise(1, algorithm.eltwise_linear, 1 - beta2, ABOVE_SUBNORMAL);
    intoSquare.append_sum(beta2, 0);
    steps.add(pass(algorithm.binary_mul, change, change, square, intoSquare));

    post_ops intoRoot = new post_ops();
    intoRoot.append_eltwise(1, algorithm.eltwise_sqrt, 0, 0);
    intoRoot.append_eltwise(1, algorithm.eltwise_linear, 1, (float) getConfig().getEpsilon());
    steps.add(pass(algorithm.binary_mul, square, scalar(1), root, intoRoot));

    memory rates = scalar(0);
    rate = primitives.data(rates);
    post_ops byRate = new post_ops();
    byRate.append_binary(algorithm.binary_mul, rates.get_desc());
    steps.add(
        pass(
            algorithm.binary_div,
            mean,
            root,
            change,
            byRate,
            DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE | DNNL_ARG_SRC_1,
            rates));
    primitives.finish();
  }

  private memory scalar(float value) {
    memory scalar = primitives.allocate(Primitives.plain(new long[] {1, 1}, format_tag.nc));
    primitives.data(scalar).put(value);
    return scalar;
  }

  private Step pass(
      algorithm algorithm,
      memory one,
      memory other,
      memory result,
      post_ops then,
      Object... arguments) {
    primitive_attr attributes = primitives.attributes();
    attributes.set_post_ops(primitives.hold(then));
    binary.primitive_desc description =
        new binary.primitive_desc(
            new binary.desc(algorithm, one.get_desc(), other.get_desc(), result.get_desc()),
            attributes,
            primitives.engine());
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of(DNNL_ARG_SRC_0, one, DNNL_ARG_SRC_1, other, DNNL_ARG_DST, result));
    return primitives.step(new binary(description), description, all.toArray());
  }
}
