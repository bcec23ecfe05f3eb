package mnist.jobs.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class NoSlotTest {
  private static final String ASKED =
      "spark://h:7077 gave none within 9 s; an executor asks for 4096 MiB and 2 cores";
  private static final String REACHABLE =
      "; executors must reach the driver at d:4040 (--conf spark.driver.host)";

  private final SparkConf conf =
      new SparkConf(false)
          .set("spark.master", "spark://h:7077")
          .set("spark.driver.host", "d")
          .set("spark.driver.port", "4040")
          .set("spark.executor.memory", "4g")
          .set("spark.executor.cores", "2");

  private Finding explain(Capacity capacity) {
    return NoSlot.explain(conf, Optional.ofNullable(capacity), 9);
  }

  @Test
  void namesTheLargestExecutorThatWorkersCanHold() {
    assertThat(explain(new Capacity(2, 1, 3072, 1, 3072)))
        .isEqualTo(
            Finding.fault(
                "task slots",
                "run",
                ASKED + ", but no worker has more than 3072 MiB and 1 core",
                "add --conf spark.executor.memory=3072m --conf spark.executor.cores=1"));
  }

  @Test
  void namesWhatIsFreeWhereOthersHoldTheRest() {
    assertThat(explain(new Capacity(2, 4, 8192, 0, 1024)))
        .isEqualTo(
            Finding.unavailable(
                "task slots",
                "run",
                ASKED + "; of a worker, at most 1024 MiB and 0 cores are free",
                "stop what holds the rest, or see in the workers' logs why executors end"
                    + REACHABLE));
  }

  @Test
  void saysThatThereAreNoWorkers() {
    assertThat(explain(new Capacity(0, 0, 0, 0, 0)))
        .isEqualTo(
            Finding.unavailable(
                "task slots",
                "run",
                ASKED + ", and no worker is alive",
                "start workers" + REACHABLE));
  }

  @Test
  void tellsWhereToLookInOtherClusters() {
    conf.set("spark.master", "yarn").remove("spark.executor.cores").remove("spark.executor.memory");

    assertThat(explain(null))
        .isEqualTo(
            Finding.unavailable(
                "task slots",
                "run",
                "yarn gave none within 9 s; an executor asks for 1024 MiB and 1 core",
                "see in the cluster manager's pages what is free and why executors end, ask for"
                    + " less with --conf spark.executor.memory and --conf spark.executor.cores, or"
                    + " wait longer with doctor.slot-timeout-seconds"
                    + REACHABLE));
  }
}
