package mnist.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.openblas.global.openblas;
import org.junit.jupiter.api.Test;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

class NativeRuntimeTest {

  /** OpenMP keeps its limit for each thread. */
  @Test
  void holdsTheCallingThreadToOneNativeThread() throws Exception {
    ExecutorService task = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> threads =
          task.submit(
              () -> {
                NativeRuntime.oneThreadPerTask();
                NativeOps natives = NativeOpsHolder.getInstance().getDeviceNativeOps();
                natives.setOmpNumThreads(3);
                assertThat(natives.ompGetMaxThreads()).isEqualTo(3);
                NativeRuntime.oneThreadPerTask();
                return natives.ompGetMaxThreads();
              });

      assertThat(threads.get()).isEqualTo(1);
      assertThat(openblas.blas_get_num_threads()).isEqualTo(1);
    } finally {
      task.shutdown();
    }
  }

  @Test
  void switchesHelpersOn() {
    NativeRuntime.oneThreadPerTask();

    assertThat(System.getProperty("org.eclipse.deeplearning4j.helpers.disable")).isEqualTo("false");
  }
}
