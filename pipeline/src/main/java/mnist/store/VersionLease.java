package mnist.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mnist.Bounds;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import mnist.files.Sha256;
import mnist.files.StorageFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file in a version's store which says that somebody uses the version, so that it isn't pruned
 * before that ends. What a process has loaded it keeps; the file is for the process that goes on
 * after it. One that nobody comes back to runs out.
 */
public final class VersionLease {
  private static final Logger LOG = LoggerFactory.getLogger(VersionLease.class);
  private static final String DIRECTORY = "leases";
  private static final int KEY = 16;

  private final Path file;
  private final Configuration conf;

  private VersionLease(Path file, Configuration conf) {
    this.file = file;
    this.conf = conf;
  }

  /**
   * What the file says.
   *
   * @param version that is used
   * @param by what uses it, such as a scoring's output
   * @param at since when
   */
  record Lease(String version, String by, Account who, Instant at) {

    Lease {
      VersionName.require("version", version);
      Bounds.present("at", at);
    }
  }

  /**
   * Takes the lease, or takes it again. Of a version in no store, or in one that can't be written,
   * there is none.
   *
   * @param by what uses the version; one lease each
   */
  public static Optional<VersionLease> take(StoredVersion version, Path by, Configuration conf) {
    Path versions = version.path().getParent();
    if (versions == null || !versions.getName().equals(ModelStore.VERSIONS)) {
      return Optional.empty();
    }
    String key = Sha256.hex(by.toString()).substring(0, KEY);
    Path file = new Path(new Path(versions.getParent(), DIRECTORY), key + ".json");
    Lease lease = new Lease(version.name(), by.toString(), Account.current(), Instant.now());
    VersionLease taken = new VersionLease(file, conf);
    try {
      // Of one that is taken again, too, so that the version never looks free.
      JsonFiles.replace(file, lease, conf);
      return Optional.of(taken);
    } catch (Failure e) {
      LOG.warn("{} may be pruned before {} has ended: {}", version.path(), by, e.problem());
      return Optional.empty();
    }
  }

  /** Lets go of the version. */
  public void release() {
    try {
      file.getFileSystem(conf).delete(file, false);
    } catch (IOException e) {
      LOG.warn("left {}, which runs out", file, e);
    }
  }

  /**
   * The versions that are in use.
   *
   * @param store its directory
   * @param age of leases that have run out
   * @throws mnist.InvalidInputException if a lease is malformed
   */
  static Set<String> inUse(Path store, Duration age, Configuration conf) {
    Path directory = new Path(store, DIRECTORY);
    Set<String> versions = new TreeSet<>();
    Instant oldest = Instant.now().minus(age);
    try {
      FileSystem files = directory.getFileSystem(conf);
      for (FileStatus entry : files.listStatus(directory)) {
        if (entry.getPath().getName().endsWith(".json")
            && !entry.getPath().getName().startsWith(".")) {
          Optional<Lease> lease = read(entry.getPath(), conf);
          if (lease.isEmpty()) {
            continue;
          }
          if (lease.get().at().isAfter(oldest)) {
            versions.add(lease.get().version());
          } else {
            files.delete(entry.getPath(), false);
          }
        }
      }
    } catch (FileNotFoundException e) {
      LOG.debug("nobody has used a version of {}", store, e);
    } catch (IOException e) {
      throw StorageFailure.of("Cannot list " + directory, "see that it can be read", e);
    }
    return versions;
  }

  /** Empty if somebody has let go of it meanwhile. */
  private static Optional<Lease> read(Path file, Configuration conf) throws IOException {
    try {
      return Optional.of(JsonFiles.read(file, Lease.class, conf));
    } catch (InvalidInputException e) {
      if (file.getFileSystem(conf).exists(file)) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
