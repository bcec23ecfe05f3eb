package mnist.records;

import java.util.concurrent.atomic.AtomicInteger;
import mnist.testing.WatchedFileSystem;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The local file system, under the scheme {@code file} or {@code halting}, in a process that is
 * killed when it is about to change files for the n-th time.
 */
public final class HaltingFileSystem extends WatchedFileSystem {

  static final int KILLED = 9;
  private static final AtomicInteger CHANGES_LEFT = new AtomicInteger(Integer.MAX_VALUE);

  static Configuration configuration() {
    Configuration conf = add("halting", HaltingFileSystem.class, new Configuration());
    conf.set("fs.file.impl", HaltingFileSystem.class.getName());
    return conf;
  }

  /** This process ends instead of making its n-th change. */
  static void haltAt(int change) {
    CHANGES_LEFT.set(change);
  }

  @Override
  protected void changing(Path path) {
    if (CHANGES_LEFT.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
