package mnist.testing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BufferedFSInputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;

/**
 * A file system that fails when it is told to: {@code faulty:///directory} keeps its files in the
 * local {@code /directory}, and counts the calls of all its instances in this JVM, of which one or
 * all from one on throw. Opened files count each read.
 */
public final class FaultyFileSystem extends WatchedFileSystem {
  private static final String SCHEME = "faulty";

  /** Where true, executors end at the first file that they open. */
  public static final String DEADLY = "fs.faulty.deadly";

  /**
   * A regular expression: the driver's JVM ends, as by SIGKILL, when it is about to make, rename or
   * delete a file whose path it matches.
   */
  public static final String HALT_AT = "fs.faulty.halt-at";

  /**
   * A job's description: the first time that a task of such a job opens a file in executor 0, it
   * waits for nothing, until Spark ends it.
   */
  public static final String HANG_IN = "fs.faulty.hang-in";

  private static final AtomicBoolean HANGS = new AtomicBoolean();
  private static final AtomicInteger CALLS = new AtomicInteger();

  private static volatile Fault fault;
  private static volatile Supplier<? extends IOException> afterwards;
  private static volatile String changed;

  private record Fault(int first, int last, Supplier<? extends IOException> thrown) {}

  /** Makes the scheme known. */
  public static Configuration addTo(Configuration conf) {
    return add(SCHEME, FaultyFileSystem.class, conf);
  }

  /** The path in this file system that keeps its files in a local directory. */
  public static Path path(java.nio.file.Path local) {
    return path(SCHEME, local);
  }

  /** From now on nothing fails; counts from nought. */
  public static void heal() {
    fault = null;
    changed = null;
    CALLS.set(0);
  }

  /** Counts from nought; call {@code number}, from 1 on, fails. */
  public static void failAt(int number, Supplier<? extends IOException> thrown) {
    heal();
    fault = new Fault(number, number, thrown);
  }

  /** Counts from nought; call {@code number}, from 1 on, and all after it fail. */
  public static void failFrom(int number, Supplier<? extends IOException> thrown) {
    heal();
    fault = new Fault(number, Integer.MAX_VALUE, thrown);
  }

  /** The call fails that follows the first one to change a path that matches. */
  public static void failAfter(String path, Supplier<? extends IOException> thrown) {
    heal();
    afterwards = thrown;
    changed = path;
  }

  /** Calls since it was last told what to do. */
  public static int calls() {
    return CALLS.get();
  }

  private static void call() throws IOException {
    int number = CALLS.incrementAndGet();
    Fault now = fault;
    if (now != null && number >= now.first && number <= now.last) {
      throw now.thrown.get();
    }
  }

  @Override
  protected void reading(Path path) throws IOException {
    call();
  }

  @Override
  protected void changing(Path path) throws IOException {
    String halt = getConf().get(HALT_AT, "");
    if (!halt.isEmpty() && path.toString().matches(halt)) {
      Runtime.getRuntime().halt(137);
    }
    call();
    if (changed != null && path.toString().matches(changed)) {
      failAt(1, afterwards);
    }
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    SparkEnv spark = SparkEnv.get();
    if (getConf().getBoolean(DEADLY, false)
        && spark != null
        && !spark.executorId().equals("driver")) {
      // As the kernel does when memory is short.
      Runtime.getRuntime().halt(137);
    }
    hangIn(getConf().get(HANG_IN, ""));
    return new FSDataInputStream(
        new BufferedFSInputStream(new Reads(super.open(file, bufferSize)), bufferSize));
  }

  private static void hangIn(String description) throws IOException {
    TaskContext task = TaskContext.get();
    if (task == null
        || !description.equals(task.getLocalProperty("spark.job.description"))
        || !SparkEnv.get().executorId().equals("0")
        || HANGS.getAndSet(true)) {
      return;
    }
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("ended while it hung");
    }
  }

  private static final class Reads extends FSInputStream {
    private final FSDataInputStream in;

    Reads(FSDataInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      call();
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      call();
      return in.read(bytes, offset, length);
    }

    @Override
    public void seek(long position) throws IOException {
      in.seek(position);
    }

    @Override
    public long getPos() throws IOException {
      return in.getPos();
    }

    @Override
    public boolean seekToNewSource(long target) throws IOException {
      return in.seekToNewSource(target);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
