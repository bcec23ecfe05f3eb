import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/**
 * HDFS, a name node and data nodes, in a process of its own. Takes the directory to keep its files
 * in and the number of data nodes; prints its URI when it is ready, and ends when standard input
 * does. A line there is the number of a data node to stop; its answer is that number. Java runs it
 * from source, so that its libraries are on no other class path.
 */
public final class HdfsServer {

  public static void main(String[] arguments) {
    try {
      serve(arguments[0], Integer.parseInt(arguments[1]));
    } catch (Throwable e) {
      e.printStackTrace();
      // The cluster's threads would live on.
      System.exit(1);
    }
  }

  private static void serve(String directory, int dataNodes) throws Exception {
    PrintStream replies = System.out;
    System.setOut(System.err);
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
    Configuration conf = new Configuration();
    try (MiniDFSCluster cluster =
        new MiniDFSCluster.Builder(conf, new File(directory)).numDataNodes(dataNodes).build()) {
      cluster.waitActive();
      replies.println(cluster.getURI());
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        cluster.stopDataNode(Integer.parseInt(line));
        replies.println(line);
      }
    }
  }
}
