package mnist.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What processes that were killed left behind: files and directories under temporary names that
 * nobody has written to for longer than any job reads what it has staged.
 */
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  static final Duration AGE = Duration.ofDays(7);

  private static final Pattern NAME =
      Pattern.compile("\\.(?:.*\\.)?tmp-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private Leftovers() {}

  /** Deletes those in a directory. A failure to do so is nobody's concern but the log's. */
  static void clear(Path directory, Configuration conf) {
    long latest = System.currentTimeMillis() - AGE.toMillis();
    try {
      FileSystem files = directory.getFileSystem(conf);
      for (FileStatus entry : files.listStatus(directory)) {
        if (NAME.matcher(entry.getPath().getName()).matches() && isOlder(entry, latest, files)) {
          LOG.info("deleting {}, which a process that was killed has left", entry.getPath());
          files.delete(entry.getPath(), true);
        }
      }
    } catch (FileNotFoundException e) {
      LOG.debug("somebody else is clearing {}", directory, e);
    } catch (IOException e) {
      LOG.warn("cannot look for leftovers in {}: {}", directory, Causes.oneLine(e));
    }
  }

  private static boolean isOlder(FileStatus entry, long latest, FileSystem files)
      throws IOException {
    long newest = newest(entry, files);
    return newest > 0 && newest < latest;
  }

  /** By its files, since directories of object stores have no time of their own. */
  private static long newest(FileStatus entry, FileSystem files) throws IOException {
    FileStatus[] inside =
        entry.isDirectory() ? files.listStatus(entry.getPath()) : new FileStatus[0];
    long newest = inside.length == 0 ? entry.getModificationTime() : 0;
    for (FileStatus each : inside) {
      newest = Math.max(newest, newest(each, files));
    }
    return newest;
  }
}
