package mnist.jobs.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StandardErrorTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final StandardError errors = new StandardError(printed);
  private final CountDownLatch end = new CountDownLatch(1);
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>());

  @AfterEach
  void endPool() {
    end.countDown();
    pool.shutdown();
  }

  @Test
  void leavesOutWhatAPoolRefusesAsItEnds() {
    pool.execute(this::awaitEnd);
    pool.shutdown();
    RejectedExecutionException ending = refusal();
    end.countDown();

    ending.printStackTrace(errors);
    errors.println("after it");

    assertThat(printed.toString(UTF_8).lines()).containsExactly("after it");
  }

  @Test
  void showsOtherTraces() {
    pool.execute(this::awaitEnd);
    RejectedExecutionException full = refusal();
    pool.shutdown();

    refusal().printStackTrace(errors);
    new IllegalStateException("a bug").printStackTrace(errors);
    full.printStackTrace(errors);

    assertThat(printed.toString(UTF_8))
        .startsWith("java.lang.IllegalStateException: a bug\n\tat ")
        .contains(full + "\n\tat ")
        .containsOnlyOnce("RejectedExecutionException");
  }

  private RejectedExecutionException refusal() {
    return catchThrowableOfType(
        RejectedExecutionException.class, () -> pool.execute(this::awaitEnd));
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
