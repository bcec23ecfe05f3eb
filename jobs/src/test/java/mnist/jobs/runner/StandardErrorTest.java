package mnist.jobs.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scala.concurrent.ExecutionContext;

/** A pool of one thread, which is busy. */
@Timeout(60)
class StandardErrorTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final StandardError errors = new StandardError(printed);
  private final CountDownLatch end = new CountDownLatch(1);
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
  private final Executor byScala = ExecutionContext.fromExecutor(pool);

  StandardErrorTest() {
    pool.execute(this::awaitEnd);
  }

  @AfterEach
  void endPool() {
    end.countDown();
    pool.shutdown();
  }

  @Test
  void leavesOutWhatAnEndingPoolRefusesOfScala() throws Exception {
    pool.shutdown();
    refusal(byScala).printStackTrace(errors);
    end.countDown();
    assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    refusal(byScala).printStackTrace(errors);
    errors.println("after them");

    assertThat(printed.toString(UTF_8).lines()).containsExactly("after them");
  }

  @Test
  void showsOtherTraces() {
    RejectedExecutionException full = refusal(byScala);
    pool.shutdown();
    RejectedExecutionException ours = refusal(pool);

    refusal(byScala).printStackTrace(errors);
    new IllegalStateException("a bug").printStackTrace(errors);
    full.printStackTrace(errors);
    ours.printStackTrace(errors);

    assertThat(printed.toString(UTF_8))
        .startsWith("java.lang.IllegalStateException: a bug\n\tat ")
        .contains(full + "\n\tat ")
        .contains(ours + "\n\tat ");
  }

  private RejectedExecutionException refusal(Executor to) {
    return catchThrowableOfType(RejectedExecutionException.class, () -> to.execute(() -> {}));
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
