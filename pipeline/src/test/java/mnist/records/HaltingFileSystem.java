package mnist.records;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.AbstractFileSystem;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The local file system, under the scheme {@code file} or {@code halting}, in a process that is
 * killed when it is about to change files for the n-th time.
 */
public final class HaltingFileSystem extends RawLocalFileSystem {

  static final int KILLED = 9;
  private static final String SCHEME = "halting";
  private static final AtomicInteger CHANGES_LEFT = new AtomicInteger(Integer.MAX_VALUE);

  private String scheme = SCHEME;

  static Configuration configuration() {
    Configuration conf = new Configuration();
    conf.setClass("fs.file.impl", HaltingFileSystem.class, FileSystem.class);
    conf.setClass("fs.halting.impl", HaltingFileSystem.class, FileSystem.class);
    conf.setClass("fs.AbstractFileSystem.halting.impl", Context.class, AbstractFileSystem.class);
    return conf;
  }

  /** This process ends instead of making its n-th change. */
  static void haltAt(int change) {
    CHANGES_LEFT.set(change);
  }

  private static void change() {
    if (CHANGES_LEFT.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(KILLED);
    }
  }

  @Override
  public void initialize(URI uri, Configuration conf) throws IOException {
    super.initialize(uri, conf);
    scheme = uri.getScheme();
  }

  @Override
  public URI getUri() {
    return URI.create(scheme + ":///");
  }

  @Override
  public String getScheme() {
    return scheme;
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    change();
    return super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    change();
    return super.create(path, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    change();
    return super.mkdirs(path);
  }

  @Override
  public boolean rename(Path source, Path target) throws IOException {
    change();
    return super.rename(source, target);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    change();
    return super.delete(path, recursive);
  }

  /** How FileContext sees it; made by reflection. */
  static final class Context extends DelegateToFileSystem {
    Context(URI uri, Configuration conf) throws IOException, URISyntaxException {
      super(uri, new HaltingFileSystem(), conf, SCHEME, false);
    }
  }
}
