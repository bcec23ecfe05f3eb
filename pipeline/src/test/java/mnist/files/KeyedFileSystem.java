package mnist.files;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * A file system that isn't {@code file:}, though it keeps its files there: like an object store's
 * it reaches {@link org.apache.hadoop.fs.FileContext} by delegation, and nothing may treat it as
 * local.
 */
public final class KeyedFileSystem extends RawLocalFileSystem {
  private static final String SCHEME = "keyed";

  /** A configuration that knows the scheme. */
  public static Configuration configuration() {
    Configuration conf = new Configuration();
    conf.setClass("fs.keyed.impl", KeyedFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
    conf.setClass(
        "fs.AbstractFileSystem.keyed.impl",
        Context.class,
        org.apache.hadoop.fs.AbstractFileSystem.class);
    return conf;
  }

  /** The path in this file system that keeps its files in a local directory. */
  public static org.apache.hadoop.fs.Path path(java.nio.file.Path local) {
    return new org.apache.hadoop.fs.Path(SCHEME + "://" + local);
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
      super(uri, new KeyedFileSystem(), conf, SCHEME, false);
    }
  }
}
