package mnist.model;

import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** How ND4J's native libraries run below a Spark task. */
public final class NativeRuntime {

  /** What DL4J 1.0.0-M2 reads; its helpers are off unless this is false. */
  private static final String HELPERS_DISABLED = "org.eclipse.deeplearning4j.helpers.disable";

  static {
    System.setProperty(HELPERS_DISABLED, "false");
    Nd4j.getBackend();
    openblas.blas_set_num_threads(1);
  }

  private NativeRuntime() {}

  /**
   * To be called on each thread that fits or applies networks, before it makes one: switches DL4J's
   * oneDNN layers on and holds OpenMP and OpenBLAS to one thread. Spark runs a task per core, so
   * more threads would only take turns; and OpenMP keeps its limit per thread, which ND4J sets to
   * four whatever OMP_NUM_THREADS says.
   */
  public static void oneThreadPerTask() {
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
  }
}
