package mnist.jobs.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;

/** Why a run may have got no task slot. */
final class NoSlot {
  static final String CHECK = "task slots";

  private static final String MEMORY = "spark.executor.memory";
  private static final String CORES = "spark.executor.cores";

  private NoSlot() {}

  /**
   * @param capacity of the cluster's workers, if known
   * @param seconds waited for a slot
   */
  static Finding explain(SparkConf conf, Optional<Capacity> capacity, int seconds) {
    long memory = conf.getSizeAsMb(MEMORY, "1g");
    int cores = conf.getInt(CORES, 1);
    String found =
        "%s gave none within %d s; an executor asks for %s"
            .formatted(conf.get("spark.master"), seconds, share(memory, cores));
    if (capacity.isEmpty()) {
      return unavailable(
          found,
          "see in the cluster manager's pages what is free and why executors end, ask for less with"
              + " --conf %s and --conf %s, or wait longer with doctor.slot-timeout-seconds"
                  .formatted(MEMORY, CORES),
          conf);
    }
    Capacity workers = capacity.get();
    if (workers.workers() == 0) {
      return unavailable(found + ", and no worker is alive", "start workers", conf);
    }
    List<String> flags = new ArrayList<>();
    if (memory > workers.memory()) {
      flags.add("--conf %s=%dm".formatted(MEMORY, workers.memory()));
    }
    if (cores > workers.cores()) {
      flags.add("--conf %s=%d".formatted(CORES, workers.cores()));
    }
    if (!flags.isEmpty()) {
      return Finding.fault(
          CHECK,
          "run",
          found + ", but no worker has more than " + share(workers.memory(), workers.cores()),
          "add " + String.join(" ", flags));
    }
    return unavailable(
        found
            + "; of a worker, at most %s are free"
                .formatted(share(workers.freeMemory(), workers.freeCores())),
        "stop what holds the rest, or see in the workers' logs why executors end",
        conf);
  }

  private static String share(long memory, int cores) {
    return "%d MiB and %d core%s".formatted(memory, cores, cores == 1 ? "" : "s");
  }

  /** On any cluster, executors that can't reach the driver look like no executors. */
  private static Finding unavailable(String found, String remedy, SparkConf conf) {
    return Finding.unavailable(
        CHECK,
        "run",
        found,
        remedy
            + "; executors must reach the driver at %s:%s (--conf spark.driver.host)"
                .formatted(
                    conf.get("spark.driver.host", "its host"),
                    conf.get("spark.driver.port", "its port")));
  }
}
