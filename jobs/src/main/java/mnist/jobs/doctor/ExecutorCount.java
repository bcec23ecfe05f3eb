package mnist.jobs.doctor;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/** How many executors a run will have, as far as its settings say. */
final class ExecutorCount {
  static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,\\s*(\\d+)\\s*]");

  private ExecutorCount() {}

  /** Empty if the cluster decides. */
  static OptionalInt of(SparkConf conf) {
    String master = conf.get("spark.master", "");
    if (conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      return OptionalInt.empty();
    }
    Matcher cluster = LOCAL_CLUSTER.matcher(master);
    if (cluster.matches()) {
      int cores = Integer.parseInt(cluster.group(2));
      int each = conf.getInt("spark.executor.cores", cores);
      return OptionalInt.of(Integer.parseInt(cluster.group(1)) * (cores / each));
    }
    if (master.equals("yarn") || master.startsWith("k8s://")) {
      return OptionalInt.of(conf.getInt("spark.executor.instances", 2));
    }
    if (conf.contains("spark.cores.max") && conf.contains("spark.executor.cores")) {
      return OptionalInt.of(
          conf.getInt("spark.cores.max", 0) / conf.getInt("spark.executor.cores", 1));
    }
    return OptionalInt.empty();
  }
}
