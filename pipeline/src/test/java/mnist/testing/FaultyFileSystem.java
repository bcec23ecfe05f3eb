package mnist.testing;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BufferedFSInputStream;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.apache.spark.SparkEnv;

/**
 * A file system that fails when it is told to: {@code faulty:///directory} keeps its files in the
 * local {@code /directory}, and counts the calls of all its instances in this JVM, of which one or
 * all from one on throw. Opened files count each read.
 */
public final class FaultyFileSystem extends RawLocalFileSystem {
  private static final String SCHEME = "faulty";

  /** Where true, executors end at the first file that they open. */
  public static final String DEADLY = "fs.faulty.deadly";

  private static final AtomicInteger CALLS = new AtomicInteger();

  private static volatile Fault fault;

  private record Fault(int first, int last, Supplier<? extends IOException> thrown) {}

  /** Makes the scheme known. */
  public static Configuration addTo(Configuration conf) {
    conf.setClass("fs.faulty.impl", FaultyFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
    conf.setClass(
        "fs.AbstractFileSystem.faulty.impl",
        Context.class,
        org.apache.hadoop.fs.AbstractFileSystem.class);
    return conf;
  }

  /** The path in this file system that keeps its files in a local directory. */
  public static Path path(java.nio.file.Path local) {
    return new Path(SCHEME + "://" + local);
  }

  /** From now on nothing fails; counts from nought. */
  public static void heal() {
    fault = null;
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
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    SparkEnv spark = SparkEnv.get();
    if (getConf().getBoolean(DEADLY, false)
        && spark != null
        && !spark.executorId().equals("driver")) {
      // As the kernel does when memory is short.
      Runtime.getRuntime().halt(137);
    }
    call();
    return new FSDataInputStream(
        new BufferedFSInputStream(new Reads(super.open(file, bufferSize)), bufferSize));
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    call();
    return super.create(file, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    call();
    return super.create(file, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public boolean rename(Path source, Path target) throws IOException {
    call();
    return super.rename(source, target);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    call();
    return super.delete(path, recursive);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    call();
    return super.listStatus(path);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    call();
    return super.getFileStatus(path);
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    call();
    return super.mkdirs(path);
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    return mkdirs(path);
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  /** How FileContext sees it; made by reflection. */
  static final class Context extends DelegateToFileSystem {
    Context(URI uri, Configuration conf) throws IOException, URISyntaxException {
      super(uri, new FaultyFileSystem(), conf, SCHEME, false);
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
