package mnist.jobs.doctor;

import static mnist.jobs.doctor.Facts.driver;
import static mnist.jobs.doctor.Facts.executor;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

/** The machines of these facts have four processors. */
class ThreadsTest {
  private final SparkConf conf = new SparkConf(false);

  @Test
  void aSlotForEachProcessorIsRight() {
    assertThat(Threads.check(List.of(new RunProcess(driver(), 4)), conf))
        .containsExactly(Finding.ok("threads", "a", "task slots 4, processors 4"));
  }

  @Test
  void moreSlotsThanProcessorsTakeTurns() {
    assertThat(Threads.check(List.of(new RunProcess(driver(), 8)), conf))
        .containsExactly(
            Finding.warning(
                "threads", "a", "task slots 8, processors 4", "add --master 'local[4]'"));
  }

  @Test
  void executorsOfAMachineShareItsProcessors() {
    assertThat(
            Threads.check(
                List.of(
                    new RunProcess(driver(), 0),
                    new RunProcess(executor(0, "a"), 3),
                    new RunProcess(executor(1, "a"), 3),
                    new RunProcess(executor(2, "b"), 3)),
                conf))
        .containsExactly(
            Finding.warning(
                "threads", "a", "task slots 6, processors 4", "add --conf spark.executor.cores=2"),
            Finding.ok("threads", "b", "task slots 3, processors 4"));
  }

  @Test
  void coresThatTasksHoldButDoNotUseAreIdle() {
    conf.set("spark.task.cpus", "2");

    assertThat(Threads.check(List.of(new RunProcess(driver(), 2)), conf))
        .last()
        .isEqualTo(
            Finding.warning(
                "threads",
                "run",
                "a task holds 2 cores and computes on one",
                "add --conf spark.task.cpus=1"));
  }
}
