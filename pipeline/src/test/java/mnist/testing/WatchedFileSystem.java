package mnist.testing;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.AbstractFileSystem;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * The local file system under another scheme: {@code scheme:///directory} keeps its files in the
 * local {@code /directory}. Nothing may treat it as local. What extends it is told of each call
 * before it is made.
 */
public abstract class WatchedFileSystem extends RawLocalFileSystem {
  private String scheme;

  /** Makes a scheme known, to file systems and to file contexts. */
  protected static Configuration add(
      String scheme, Class<? extends WatchedFileSystem> type, Configuration conf) {
    conf.setClass(impl(scheme), type, FileSystem.class);
    conf.setClass(
        "fs.AbstractFileSystem." + scheme + ".impl", Context.class, AbstractFileSystem.class);
    return conf;
  }

  private static String impl(String scheme) {
    return "fs." + scheme + ".impl";
  }

  /** The path that keeps its files in a local directory. */
  protected static Path path(String scheme, java.nio.file.Path local) {
    return new Path(scheme + "://" + local);
  }

  /** Before something is opened, listed or looked for. */
  protected void reading(Path path) throws IOException {}

  /** Before a file or directory is made or deleted, and before a rename of {@code path}. */
  protected void changing(Path path) throws IOException {}

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
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    reading(file);
    return super.open(file, bufferSize);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    reading(path);
    return super.listStatus(path);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    reading(path);
    return super.getFileStatus(path);
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
    changing(file);
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
    return create(file, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    changing(path);
    return super.mkdirs(path);
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    return mkdirs(path);
  }

  @Override
  public boolean rename(Path source, Path target) throws IOException {
    changing(source);
    return super.rename(source, target);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    changing(path);
    return super.delete(path, recursive);
  }

  /** How FileContext sees it; made by reflection. */
  static final class Context extends DelegateToFileSystem {
    Context(URI uri, Configuration conf) throws IOException, URISyntaxException {
      super(
          uri,
          (FileSystem)
              ReflectionUtils.newInstance(conf.getClass(impl(uri.getScheme()), null), conf),
          conf,
          uri.getScheme(),
          false);
    }
  }
}
