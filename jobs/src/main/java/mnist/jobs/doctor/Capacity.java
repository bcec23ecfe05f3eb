package mnist.jobs.doctor;

import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.DeployMessages;
import org.apache.spark.deploy.master.WorkerInfo;
import org.apache.spark.rpc.RpcAddress;
import org.apache.spark.rpc.RpcEnv;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.reflect.ClassTag;

/**
 * Capacity of a standalone cluster's workers; each figure is that of the worker with the most.
 *
 * @param memory in MiB
 */
record Capacity(int workers, int cores, int memory, int freeCores, int freeMemory) {
  private static final Logger LOG = LoggerFactory.getLogger(Capacity.class);

  /** Empty with another cluster manager, or if the master doesn't tell. */
  static Optional<Capacity> of(SparkContext spark) {
    String master = spark.master();
    Matcher local = ExecutorCount.LOCAL_CLUSTER.matcher(master);
    if (local.matches()) {
      int cores = Integer.parseInt(local.group(2));
      int memory = Integer.parseInt(local.group(3));
      return Optional.of(
          new Capacity(Integer.parseInt(local.group(1)), cores, memory, cores, memory));
    }
    if (!master.startsWith("spark://")) {
      return Optional.empty();
    }
    // Of several masters one leads; the others report no workers.
    return Stream.of(master.substring("spark://".length()).split(","))
        .map(address -> ask("spark://" + address))
        .flatMap(Optional::stream)
        .max((a, b) -> Integer.compare(a.workers(), b.workers()));
  }

  private static Optional<Capacity> ask(String master) {
    try {
      RpcEnv rpc = SparkEnv.get().rpcEnv();
      DeployMessages.MasterStateResponse state =
          rpc.setupEndpointRef(RpcAddress.fromSparkURL(master), "Master")
              .askSync(
                  DeployMessages.RequestMasterState$.MODULE$,
                  ClassTag.apply(DeployMessages.MasterStateResponse.class));
      WorkerInfo[] workers =
          Stream.of(state.workers()).filter(WorkerInfo::isAlive).toArray(WorkerInfo[]::new);
      return Optional.of(
          new Capacity(
              workers.length,
              most(workers, WorkerInfo::cores),
              most(workers, WorkerInfo::memory),
              most(workers, WorkerInfo::coresFree),
              most(workers, WorkerInfo::memoryFree)));
    } catch (Exception e) {
      LOG.debug("{} doesn't tell of its workers", master, e);
      return Optional.empty();
    }
  }

  private static int most(WorkerInfo[] workers, ToIntFunction<WorkerInfo> figure) {
    return Stream.of(workers).mapToInt(figure).max().orElse(0);
  }
}
