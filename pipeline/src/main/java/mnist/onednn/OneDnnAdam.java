package mnist.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
final class OneDnnAdam extends AdamUpdater implements AutoCloseable {

  /**
   * Added to the state in each step. What has no gradient any more, as behind a unit that never
   * fires, would otherwise halve its state until it lies where processors are a hundred times
   * slower; a change of this is none.
   */
  private static final float ABOVE_SUBNORMAL = 1e-30f;

  private final List<Operation> operations = new ArrayList<>();
  private Primitives primitives;
  private FloatPointer rate;

  /** Whose memory the operations work on: held, since they know no more than its addresses. */
  private List<INDArray> arrays = List.of();

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

  /** Gives back what a block's updater holds, if it is one of these. */
  static void closeIn(UpdaterBlock block) {
    if (block.getGradientUpdater() instanceof OneDnnAdam adam) {
      adam.close();
    }
  }

  /** Turns a gradient into what is to be subtracted from the parameters, in place. */
  @Override
  public void applyUpdater(INDArray gradient, int iteration, int epoch) {
    if (!isCompiledFor(gradient)) {
      close();
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
    operations.forEach(pass -> pass.run(null));
  }

  /** DL4J gives the same arrays in each step, or views of the same memory. */
  private boolean isCompiledFor(INDArray gradient) {
    return !arrays.isEmpty()
        && isSame(arrays.get(0), gradient)
        && isSame(arrays.get(1), getM())
        && isSame(arrays.get(2), getV());
  }

  private static boolean isSame(INDArray one, INDArray other) {
    return one == other
        || (one.length() == other.length() && one.data().address() == other.data().address());
  }

  private void compile(INDArray gradient) {
    primitives = new Primitives();
    arrays = List.of(gradient, getM(), getV());
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
    operations.add(pass(algorithm.binary_mul, change, scalar(1 - beta1), mean, intoMean, Map.of()));

    post_ops intoSquare = new post_ops();
    intoSquare.append_eltwise(1, algorithm.eltwise_linear, 1 - beta2, ABOVE_SUBNORMAL);
    intoSquare.append_sum(beta2, 0);
    operations.add(pass(algorithm.binary_mul, change, change, square, intoSquare, Map.of()));

    post_ops intoRoot = new post_ops();
    intoRoot.append_eltwise(1, algorithm.eltwise_sqrt, 0, 0);
    intoRoot.append_eltwise(1, algorithm.eltwise_linear, 1, (float) getConfig().getEpsilon());
    operations.add(pass(algorithm.binary_mul, square, scalar(1), root, intoRoot, Map.of()));

    memory rates = scalar(0);
    rate = primitives.data(rates);
    post_ops byRate = new post_ops();
    byRate.append_binary(algorithm.binary_mul, rates.get_desc());
    operations.add(
        pass(
            algorithm.binary_div,
            mean,
            root,
            change,
            byRate,
            Map.of(DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE | DNNL_ARG_SRC_1, rates)));
    primitives.finish();
  }

  /** Gives back native memory; the next step takes it anew. */
  @Override
  public void close() {
    if (primitives != null) {
      primitives.close();
      primitives = null;
    }
    operations.clear();
    arrays = List.of();
  }

  private memory scalar(float value) {
    memory scalar = primitives.allocate(Primitives.plain(new long[] {1, 1}, format_tag.nc));
    primitives.data(scalar).put(value);
    return scalar;
  }

  private Operation pass(
      algorithm algorithm,
      memory one,
      memory other,
      memory result,
      post_ops then,
      Map<Integer, memory> more) {
    primitive_attr attributes = primitives.attributes();
    attributes.set_post_ops(primitives.hold(then));
    binary.primitive_desc description =
        new binary.primitive_desc(
            new binary.desc(algorithm, one.get_desc(), other.get_desc(), result.get_desc()),
            attributes,
            primitives.engine());
    Map<Integer, memory> arguments = new HashMap<>(more);
    arguments.putAll(Map.of(DNNL_ARG_SRC_0, one, DNNL_ARG_SRC_1, other, DNNL_ARG_DST, result));
    return primitives.operation(new binary(description), description, arguments);
  }
}
