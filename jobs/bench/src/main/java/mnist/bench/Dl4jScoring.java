package mnist.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mnist.model.DigitModel;
import mnist.model.Inputs;
import mnist.model.ModelState;
import mnist.model.NativeRuntime;
import mnist.store.ModelStore;
import org.apache.hadoop.conf.Configuration;
import org.nd4j.nativeblas.NativeOpsHolder;

/** A stored model by DL4J, in ours or in DL4J's setting of its natives. */
final class Dl4jScoring implements Scoring {

  private final DigitModel model;
  private final int ompThreads;

  private Dl4jScoring(DigitModel model, int ompThreads) {
    this.model = model;
    this.ompThreads = ompThreads;
  }

  /** As many as there are threads, each as a task of {@code mnist.score} has it. */
  static List<Dl4jScoring> ours(Plan plan) {
    NativeRuntime.oneThreadPerTask();
    ModelState state = new ModelState(load(plan));
    List<Dl4jScoring> scorings = new ArrayList<>();
    for (int i = 0; i < plan.threads(); i++) {
      scorings.add(new Dl4jScoring(state.toModel(), 1));
    }
    return scorings;
  }

  /** As Maven Central has it, with all threads to itself. */
  static Dl4jScoring asShipped(Plan plan) {
    DigitModel model = load(plan);
    Dl4jTrainee.requireAsShipped(model.network());
    return new Dl4jScoring(model, plan.threads());
  }

  private static DigitModel load(Plan plan) {
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
        .output(Inputs.features(minibatch, model.height(), model.width(), model.normalisation()))
        .dup('c')
        .data()
        .asFloat();
  }

  @Override
  public void close() {
    model.network().close();
  }
}
