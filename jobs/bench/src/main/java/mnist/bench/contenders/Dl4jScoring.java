package mnist.bench.contenders;

import java.util.Arrays;
import java.util.List;
import mnist.bench.plan.Plan;
import mnist.bench.plan.WorkFiles;
import mnist.model.DigitModel;
import mnist.model.Tensors;
import mnist.store.ModelStore;
import org.apache.hadoop.conf.Configuration;
import org.nd4j.nativeblas.NativeOpsHolder;

/** A stored model by DL4J. */
public final class Dl4jScoring implements Scoring {

  private final DigitModel model;
  private final int ompThreads;

  private Dl4jScoring(DigitModel model, int ompThreads) {
    this.model = model;
    this.ompThreads = ompThreads;
  }

  /** As Maven Central has it, with all threads to itself. */
  public static Dl4jScoring asShipped(Plan plan) {
    DigitModel model = load(plan);
    Dl4jTrainee.requireAsShipped(model.network());
    return new Dl4jScoring(model, plan.threads());
  }

  static DigitModel load(Plan plan) {
    Configuration conf = new Configuration();
    return ModelStore.resolve(WorkFiles.of(plan).store().toUri().toString(), conf).load(conf);
  }

  @Override
  public float[] apply(byte[][] images, int from, int count) {
    // Kept by OpenMP for each thread that calls it.
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(ompThreads);
    List<byte[]> minibatch = Arrays.asList(images).subList(from, from + count);
    return model
        .network()
        .output(Tensors.features(minibatch, model.height(), model.width(), model.normalisation()))
        .dup('c')
        .data()
        .asFloat();
  }

  @Override
  public void close() {
    model.network().close();
  }
}
