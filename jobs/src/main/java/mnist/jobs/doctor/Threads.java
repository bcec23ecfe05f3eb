package mnist.jobs.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;

/** Task slots against processors: each slot also runs one thread of native code. */
final class Threads {
  static final String CHECK = "threads";

  private static final String TASK_CPUS = "spark.task.cpus";

  private Threads() {}

  static List<Finding> check(List<RunProcess> processes, SparkConf conf) {
    List<Finding> findings = new ArrayList<>();
    Map<String, List<RunProcess>> byHost =
        processes.stream()
            .filter(process -> process.slots() > 0)
            .collect(Collectors.groupingBy(RunProcess::host, TreeMap::new, Collectors.toList()));
    byHost.forEach((host, together) -> findings.add(machine(host, together)));
    int cores = conf.getInt(TASK_CPUS, 1);
    if (cores > 1) {
      findings.add(
          Finding.warning(
              CHECK,
              "run",
              "a task holds %d cores and computes on one".formatted(cores),
              "add --conf " + TASK_CPUS + "=1"));
    }
    return findings;
  }

  private static Finding machine(String host, List<RunProcess> together) {
    int processors = together.get(0).facts().processors();
    int slots = together.stream().mapToInt(RunProcess::slots).sum();
    String found = "task slots %d, processors %d".formatted(slots, processors);
    if (slots <= processors) {
      return Finding.ok(CHECK, host, found);
    }
    String remedy =
        together.get(0).facts().isDriver()
            ? "add --master 'local[%d]'".formatted(processors)
            : "add --conf spark.executor.cores=%d"
                .formatted(Math.max(1, processors / together.size()));
    return Finding.warning(CHECK, host, found, remedy);
  }
}
