import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/**
 * YARN, a resource manager and two node managers, in a process of its own; it keeps its files under
 * target in the directory that it is started in. Takes a directory to write clients' configuration
 * into; prints its URI when it is ready, and ends when standard input does. Java runs it from
 * source, so that its libraries are on no other class path.
 */
public final class YarnServer {
  private static final int NODES = 2;

  public static void main(String[] arguments) {
    try {
      serve(Path.of(arguments[0]));
      // Some of its threads would live on.
      System.exit(0);
    } catch (Throwable e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void serve(Path clients) throws Exception {
    PrintStream replies = System.out;
    System.setOut(System.err);
    YarnConfiguration conf = new YarnConfiguration();
    conf.set("yarn.scheduler.capacity.root.queues", "default");
    conf.set("yarn.scheduler.capacity.root.default.capacity", "100");
    // The driver may take what it needs, as executors have room beside it.
    conf.set("yarn.scheduler.capacity.maximum-am-resource-percent", "1.0");
    // Not NM_PMEM_MB, which MiniYARNCluster sets to this.
    conf.setInt(YarnConfiguration.YARN_MINICLUSTER_NM_PMEM_MB, 8192);
    conf.setInt(YarnConfiguration.RM_SCHEDULER_MINIMUM_ALLOCATION_MB, 256);
    // A container that outgrows what it asked for is killed, as on a cluster; but address space is
    // no memory.
    conf.setBoolean(YarnConfiguration.NM_PMEM_CHECK_ENABLED, true);
    conf.setBoolean(YarnConfiguration.NM_VMEM_CHECK_ENABLED, false);
    // A disk that is nearly full is no fault of the test's.
    conf.setBoolean(YarnConfiguration.NM_DISK_HEALTH_CHECK_ENABLE, false);
    try (MiniYARNCluster cluster = new MiniYARNCluster("yarn", NODES, 1, 1)) {
      cluster.init(conf);
      cluster.start();
      if (!cluster.waitForNodeManagersToConnect(60_000)) {
        throw new IllegalStateException("Node managers haven't connected");
      }
      write(cluster.getConfig(), Files.createDirectories(clients));
      replies.println(clients.toUri());
      System.in.transferTo(PrintStream.nullOutputStream());
    }
  }

  private static void write(Configuration cluster, Path clients) throws Exception {
    Configuration conf = new Configuration(false);
    for (String name :
        new String[] {
          YarnConfiguration.RM_HOSTNAME,
          YarnConfiguration.RM_ADDRESS,
          YarnConfiguration.RM_SCHEDULER_ADDRESS,
          YarnConfiguration.RM_WEBAPP_ADDRESS
        }) {
      conf.set(name, cluster.get(name));
    }
    try (OutputStream out = Files.newOutputStream(clients.resolve("yarn-site.xml"))) {
      conf.writeXml(out);
    }
  }
}
