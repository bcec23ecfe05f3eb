package mnist.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import mnist.InvalidInputException;
import mnist.files.Causes;
import mnist.files.NewFile;
import mnist.files.NoOverwriteRename;
import mnist.files.NumberedEntries;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last two checkpoints of one run, in a directory on any Hadoop file system. Each appears
 * whole, by a rename; two processes that train the same run write the same.
 */
public final class Checkpoints {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final Pattern NAME = Pattern.compile("round-(\\d{7,9})");
  private static final String STAGED = ".tmp-";
  private static final int KEPT = 2;

  private final Path directory;
  private final Map<String, String> run;
  private final Configuration conf;

  /**
   * @param directory of this run alone; made when the first checkpoint is written
   * @param run all that the result depends on, by name: settings, data, kernels
   */
  public Checkpoints(Path directory, Map<String, String> run, Configuration conf) {
    this.directory = directory;
    this.run = new TreeMap<>(run);
    this.conf = conf;
  }

  /**
   * The newest that is whole.
   *
   * @throws InvalidInputException if it is another run's; the message names the differences
   */
  Optional<Checkpoint> newest() {
    int[] numbers = NumberedEntries.of(directory, NAME, conf).toArray();
    for (int i = numbers.length - 1; i >= 0; i--) {
      Path file = file(numbers[i]);
      try {
        CheckpointFile.Contents contents = read(file);
        requireSameRun(file, contents.run());
        return Optional.of(contents.checkpoint());
      } catch (IOException e) {
        LOG.warn("Passed over checkpoint {}: {}", file, Causes.oneLine(e));
      }
    }
    return Optional.empty();
  }

  private void requireSameRun(Path file, Map<String, String> theirs) {
    TreeSet<String> names = new TreeSet<>(run.keySet());
    names.addAll(theirs.keySet());
    names.removeIf(name -> Objects.equals(run.get(name), theirs.get(name)));
    if (!names.isEmpty()) {
      StringBuilder differences = new StringBuilder();
      for (String name : names) {
        differences.append(
            "%s%s is %s there, but %s here"
                .formatted(
                    differences.isEmpty() ? "" : ", ", name, theirs.get(name), run.get(name)));
      }
      throw new InvalidInputException(
          "Cannot resume from %s, the checkpoint of another run: %s; give the same settings and data, or another directory"
              .formatted(file, differences));
    }
  }

  /**
   * Adds one and removes those that are no longer needed. A failure costs no more than the time
   * that a restart then takes longer, so it is logged.
   */
  void write(Checkpoint checkpoint) {
    int number = checkpoint.rounds().size();
    try {
      FileSystem files = directory.getFileSystem(conf);
      Path staging = new Path(directory, STAGED + UUID.randomUUID());
      try {
        try (OutputStream out = NewFile.create(staging, conf)) {
          CheckpointFile.write(out, new CheckpointFile.Contents(run, checkpoint));
        }
        if (!NoOverwriteRename.rename(staging, file(number), conf)) {
          // A torn one, or the same from another process.
          files.delete(file(number), false);
          NoOverwriteRename.rename(staging, file(number), conf);
        }
      } finally {
        files.delete(staging, false);
      }
      int[] numbers = NumberedEntries.of(directory, NAME, conf).toArray();
      IntStream old = IntStream.of(numbers).limit(Math.max(0, numbers.length - KEPT));
      for (int superseded : old.toArray()) {
        files.delete(file(superseded), false);
      }
    } catch (IOException e) {
      LOG.warn("Cannot write a checkpoint into {}: {}", directory, Causes.oneLine(e));
    }
  }

  /**
   * Removes this run's, as they aren't needed once its result is stored, and the directory if
   * nothing else is in it.
   */
  public void delete() {
    try {
      FileSystem files = directory.getFileSystem(conf);
      if (!files.exists(directory)) {
        return;
      }
      for (FileStatus entry : files.listStatus(directory)) {
        if (isOurs(entry)) {
          files.delete(entry.getPath(), false);
        }
      }
      if (files.listStatus(directory).length == 0) {
        files.delete(directory, false);
      }
    } catch (IOException e) {
      LOG.warn("Cannot delete {}; delete it by hand", directory, e);
    }
  }

  /** The user may have named a directory with more in it, another run's checkpoints even. */
  private boolean isOurs(FileStatus entry) {
    if (!entry.isFile()) {
      return false;
    }
    String name = entry.getPath().getName();
    if (name.startsWith(STAGED)) {
      return true;
    }
    try {
      return NAME.matcher(name).matches() && read(entry.getPath()).run().equals(run);
    } catch (IOException e) {
      LOG.warn("Left checkpoint {}: {}", entry.getPath(), Causes.oneLine(e));
      return false;
    }
  }

  private CheckpointFile.Contents read(Path file) throws IOException {
    try (InputStream in = file.getFileSystem(conf).open(file)) {
      return CheckpointFile.read(in.readAllBytes());
    }
  }

  private Path file(int number) {
    return new Path(directory, "round-%07d".formatted(number));
  }
}
