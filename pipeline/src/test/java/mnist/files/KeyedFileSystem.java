package mnist.files;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import mnist.testing.WatchedFileSystem;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A file system that isn't {@code file:}, though it keeps its files there: like an object store's
 * it reaches {@link org.apache.hadoop.fs.FileContext} by delegation, and nothing may treat it as
 * local.
 */
public final class KeyedFileSystem extends WatchedFileSystem {
  private static final String SCHEME = "keyed";
  private static final List<String> MOVED = new CopyOnWriteArrayList<>();

  /** A configuration that knows the scheme. */
  public static Configuration configuration() {
    Configuration conf = new Configuration();
    addTo(conf);
    return conf;
  }

  /** Makes the scheme known. */
  public static void addTo(Configuration conf) {
    add(SCHEME, KeyedFileSystem.class, conf);
  }

  /** The path in this file system that keeps its files in a local directory. */
  public static Path path(java.nio.file.Path local) {
    return path(SCHEME, local);
  }

  /**
   * Names of the files that renames have moved so far, in order: those of a directory one by one,
   * as an object store does it.
   */
  public static List<String> moved() {
    return List.copyOf(MOVED);
  }

  @Override
  public boolean rename(Path source, Path target) throws IOException {
    java.nio.file.Path moved = pathToFile(source).toPath();
    try (Stream<java.nio.file.Path> files = Files.walk(moved)) {
      files
          .filter(Files::isRegularFile)
          .map(file -> file.equals(moved) ? target.getName() : file.getFileName().toString())
          .sorted()
          .forEach(MOVED::add);
    }
    return super.rename(source, target);
  }
}
