import java.io.File;
import java.io.PrintStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/**
 * HDFS, one name node and one data node, in a process of its own. Takes the directory to keep its
 * files in; prints its URI when it is ready, and ends when standard input does. Java runs it from
 * source, so that its libraries are on no other class path.
 */
public final class HdfsServer {

  public static void main(String[] arguments) {
    try {
      serve(arguments[0]);
    } catch (Throwable e) {
      e.printStackTrace();
      // The cluster's threads would live on.
      System.exit(1);
    }
  }

  private static void serve(String directory) throws Exception {
    PrintStream replies = System.out;
    System.setOut(System.err);
    Configuration conf = new Configuration();
    try (MiniDFSCluster cluster =
        new MiniDFSCluster.Builder(conf, new File(directory)).numDataNodes(1).build()) {
      cluster.waitActive();
      replies.println(cluster.getURI());
      System.in.transferTo(PrintStream.nullOutputStream());
    }
  }
}
