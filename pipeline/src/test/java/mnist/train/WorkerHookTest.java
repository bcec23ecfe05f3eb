package mnist.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import mnist.model.Architecture;
import mnist.model.Tensors;
import mnist.testing.RoundTrip;
import mnist.testing.SparkExtension;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

@ExtendWith(SparkExtension.class)
class WorkerHookTest {

  private final MultiLayerNetwork network =
      new MultiLayerNetwork(Architecture.LENET.configuration(12, 12, 2, new Sgd(), 1));

  @Test
  void meanLossWeighsMinibatchesByTheirExamples(SparkSession spark) {
    WorkerHook hook = hook(spark, 1);
    update(hook, 3, 0.5);
    update(hook, 1, 1.5);

    EpochFitter.Fitted fitted = hook.takeFitted();

    assertThat(fitted.examples()).isEqualTo(4);
    assertThat(fitted.meanLoss()).isCloseTo(0.75, within(1e-6));
  }

  @Test
  void takingBeginsAnew(SparkSession spark) {
    WorkerHook hook = hook(spark, 1);
    update(hook, 3, 0.5);
    hook.takeFitted();
    update(hook, 2, 0.25);

    assertThat(hook.takeFitted()).isEqualTo(new EpochFitter.Fitted(2, 0.25));
  }

  /** -ln(1e-15) = 34.54: as an evaluation counts it, and not nothing. */
  @Test
  void lossThatIsNoNumberIsTheWorst(SparkSession spark) {
    for (double loss : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      WorkerHook hook = hook(spark, 1);
      update(hook, 2, loss);

      assertThat(hook.takeFitted().meanLoss()).isCloseTo(34.538776, within(1e-5));
    }
  }

  @Test
  void dropoutIsAFunctionOfSeedEpochAndIteration(SparkSession spark) {
    INDArray drawn = draw(spark, 1, 2, 3);

    assertThat(draw(spark, 1, 2, 3)).isEqualTo(drawn);
    assertThat(draw(spark, 9, 2, 3)).isNotEqualTo(drawn);
    assertThat(draw(spark, 1, 9, 3)).isNotEqualTo(drawn);
    assertThat(draw(spark, 1, 2, 9)).isNotEqualTo(drawn);
  }

  @Test
  void setsUpTheNativeRuntimeWhereItArrives(SparkSession spark) throws Exception {
    NativeOps natives = NativeOpsHolder.getInstance().getDeviceNativeOps();
    natives.setOmpNumThreads(3);
    WorkerHook hook = hook(spark, 1);
    assertThat(natives.ompGetMaxThreads()).isEqualTo(3);

    RoundTrip.java(hook, WorkerHook.class);

    assertThat(natives.ompGetMaxThreads()).isEqualTo(1);
  }

  /** What a worker would draw next. */
  private INDArray draw(SparkSession spark, long seed, int epoch, int iteration) {
    network.init();
    network.getLayerWiseConfigurations().setEpochCount(epoch);
    network.getLayerWiseConfigurations().setIterationCount(iteration);
    hook(spark, seed).preUpdate(minibatch(1), network);
    return Nd4j.rand(1, 20);
  }

  private void update(WorkerHook hook, int examples, double loss) {
    network.setScore(loss);
    hook.postUpdate(minibatch(examples), network);
  }

  private static DataSet minibatch(int examples) {
    return new DataSet(Nd4j.zeros(examples, 1, 12, 12), Tensors.oneHot(new int[examples], 2));
  }

  private static WorkerHook hook(SparkSession spark, long seed) {
    return new WorkerHook(
        seed,
        spark.sparkContext().longAccumulator("loss"),
        spark.sparkContext().longAccumulator("examples"));
  }
}
