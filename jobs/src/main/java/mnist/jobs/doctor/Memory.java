package mnist.jobs.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;

/**
 * Whether processes fit the memory they are given: JavaCPP's limit, the container, which YARN and
 * Kubernetes kill when it outgrows its size, and the machine. All in MiB.
 *
 * <p>ND4J's arrays lie outside the heap. JavaCPP's maxbytes doesn't count them, but its
 * maxphysicalbytes, the size of the whole process, limits them.
 */
final class Memory {
  static final String CHECK = "memory";

  /** Needed beside the heap by a Spark process with ND4J: classes, code, threads, libraries. */
  static final long BESIDE = 384;

  /** Needed outside the heap by a training task: a replica, its updater, a minibatch's layers. */
  static final long ARRAYS = 128;

  /** Spark's default. */
  private static final long LEAST_OVERHEAD = 384;

  /** Spark refuses to start with much less. */
  private static final long LEAST_HEAP = 512;

  private static final String PROCESS_LIMIT = "org.bytedeco.javacpp.maxphysicalbytes";

  private final SparkConf conf;

  private Memory(SparkConf conf) {
    this.conf = conf;
  }

  static List<Finding> check(List<RunProcess> processes, SparkConf conf) {
    Memory memory = new Memory(conf);
    List<Finding> findings = new ArrayList<>();
    processes.forEach(process -> findings.add(memory.process(process)));
    processes.stream()
        .filter(process -> memory.container(process) == 0)
        .collect(Collectors.groupingBy(RunProcess::host, TreeMap::new, Collectors.toList()))
        .forEach((host, together) -> findings.addAll(memory.machine(host, together)));
    return findings;
  }

  private Finding process(RunProcess process) {
    long heap = process.facts().memory().heap();
    long limit = process.facts().memory().limit();
    long container = container(process);
    String sum =
        "heap %d + arrays %d + %d beside, %d MiB"
            .formatted(heap, arrays(process), BESIDE, need(process));
    if (limit > 0 && limit < need(process)) {
      return Finding.fault(
          CHECK,
          process.where(),
          sum + ", but JavaCPP's limit is " + limit,
          "add " + flag(process, "-D" + PROCESS_LIMIT + "=0"));
    }
    if (container == 0) {
      return Finding.ok(CHECK, process.where(), sum);
    }
    if (need(process) > container) {
      return Finding.fault(
          CHECK,
          process.where(),
          sum + ", but the container has " + container,
          "add --conf spark.%s.memoryOverhead=%dm".formatted(kind(process), need(process) - heap));
    }
    // The default limit is above most containers' sizes; only one that was set is meant to act.
    if (limit > container && javaOptions(process).contains(PROCESS_LIMIT)) {
      return Finding.fault(
          CHECK,
          process.where(),
          "JavaCPP's limit of %d MiB is above the container's %d".formatted(limit, container),
          "add " + flag(process, "-D" + PROCESS_LIMIT + "=" + container + "m"));
    }
    return Finding.ok(CHECK, process.where(), sum + " of " + container);
  }

  /** Findings on processes that share a machine; none if they fit. */
  private List<Finding> machine(String host, List<RunProcess> together) {
    long machine = together.get(0).facts().memory().machine();
    long heaps = together.stream().mapToLong(process -> process.facts().memory().heap()).sum();
    long needs = together.stream().mapToLong(Memory::need).sum();
    if (needs <= machine) {
      return List.of();
    }
    String names = together.stream().map(RunProcess::name).collect(Collectors.joining(", "));
    String found =
        "%s need %d MiB, heaps %d, and the machine has %d".formatted(names, needs, heaps, machine);
    String remedy = smaller(together, machine);
    return List.of(
        heaps > machine
            ? Finding.fault(CHECK, host, found, remedy)
            : Finding.warning(CHECK, host, found, remedy));
  }

  /** Equal heaps for the training processes, from the memory that nothing else needs. */
  private static String smaller(List<RunProcess> together, long machine) {
    List<RunProcess> training = together.stream().filter(process -> process.slots() > 0).toList();
    long taken =
        together.stream()
            .mapToLong(p -> training.contains(p) ? need(p) - p.facts().memory().heap() : need(p))
            .sum();
    long heap = training.isEmpty() ? 0 : (machine - taken) / training.size();
    if (heap < LEAST_HEAP) {
      return "take a machine with more memory, or fewer processes on it";
    }
    return training.get(0).facts().isDriver()
        ? "add --driver-memory %dm".formatted(heap)
        : "add --conf spark.executor.memory=%dm".formatted(heap);
  }

  private static long need(RunProcess process) {
    return process.facts().memory().heap() + arrays(process) + BESIDE;
  }

  private static long arrays(RunProcess process) {
    return process.slots() * ARRAYS;
  }

  /** The size at which the cluster manager kills the process; 0 if it doesn't. */
  private long container(RunProcess process) {
    String master = conf.get("spark.master", "");
    boolean contained =
        process.facts().isDriver()
            // On Kubernetes, the driver sees its pod as the machine.
            ? master.equals("yarn")
                && conf.get("spark.submit.deployMode", "client").equals("cluster")
            : master.equals("yarn") || master.startsWith("k8s://");
    if (!contained) {
      return 0;
    }
    String key = "spark." + kind(process) + ".memory";
    long heap = conf.getSizeAsMb(key, "1g");
    long overhead =
        Math.max(LEAST_OVERHEAD, (long) (conf.getDouble(key + "OverheadFactor", 0.1) * heap));
    return heap + conf.getSizeAsMb(key + "Overhead", overhead + "m");
  }

  private String flag(RunProcess process, String option) {
    return JavaOptions.flag(process.facts().isDriver(), conf, option);
  }

  private String javaOptions(RunProcess process) {
    return conf.get("spark." + kind(process) + ".extraJavaOptions", "");
  }

  private static String kind(RunProcess process) {
    return process.facts().isDriver() ? "driver" : "executor";
  }
}
