import java.io.PrintStream;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/**
 * HDFS, one name node and one data node, in a process of its own. Takes the directory to keep its
 * files in; prints its URI when it is ready, and ends when standard input does. Java runs it from
 * source, so that its libraries are on no other class path.
 */
public final class HdfsServer {

  public static void main(String[] arguments) throws Exception {
    PrintStream replies = System.out;
    System.setOut(System.err);
    Configuration conf = new Configuration();
    Path localDirectory = Path.of(arguments[0]);
    try (MiniDFSCluster cluster =
        new MiniDFSCluster.Builder(conf, localDirectory.toFile()).numDataNodes(1).build()) {
      cluster.waitActive();
      replies.println(cluster.getURI());
      System.in.transferTo(PrintStream.nullOutputStream());
    }
  }
}
