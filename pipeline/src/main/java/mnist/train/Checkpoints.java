package mnist.train;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.averaging.RoundMetrics;
import mnist.files.Causes;
import mnist.files.NewFile;
import mnist.files.NoOverwriteRename;
import mnist.files.NumberedEntries;
import mnist.files.StorageFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last two checkpoints of one run, in a directory on any Hadoop file system, and the metrics of
 * all rounds so far. Each file appears whole, by a rename. Two processes may train the same run at
 * once, since their checkpoints are the same but for times.
 */
public final class Checkpoints {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final Pattern NAME = Pattern.compile("round-(\\d{7,9})");
  private static final String STAGED = ".tmp-";
  private static final int KEPT = 2;

  private final Path directory;
  private final Map<String, String> run;
  private final Configuration conf;

  /** How many rounds stand in files of rounds, and the name of the last such file. */
  private int roundsStored;

  private String lastRounds;

  /** Numbers of those that were torn or of another format, which the next one written replaces. */
  private final Set<Integer> unreadable = new HashSet<>();

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
   * The newest that is whole. Those that are torn or of another format are passed over.
   *
   * @throws InvalidInputException if it is another run's; the message names the differences
   * @throws Failure if the storage fails: to begin again would cost more than to wait for it
   */
  Optional<Checkpoint> newest() {
    int[] numbers = NumberedEntries.of(directory, NAME, conf).toArray();
    for (int i = numbers.length - 1; i >= 0; i--) {
      Path file = file(numbers[i]);
      try {
        CheckpointFile.Contents contents = read(file);
        requireSameRun(file, contents.run());
        Checkpoint checkpoint = contents.checkpoint().withRounds(rounds(contents.lastRounds()));
        roundsStored = checkpoint.rounds().size();
        lastRounds = contents.lastRounds();
        return Optional.of(checkpoint);
      } catch (FileNotFoundException e) {
        // Another process has just deleted it, or it is a directory.
        LOG.warn("Passed over checkpoint {}: {}", file, Causes.oneLine(e));
      } catch (UnreadableCheckpointException | ChecksumException e) {
        LOG.warn("Passed over checkpoint {}: {}", file, Causes.oneLine(e));
        unreadable.add(numbers[i]);
      } catch (IOException e) {
        throw StorageFailure.of(
            "Cannot read checkpoint " + file, "make it readable, or delete it to do without it", e);
      }
    }
    return Optional.empty();
  }

  /** All rounds up to those of a file. */
  private List<RoundMetrics> rounds(String last) throws IOException {
    Deque<RoundsFile> files = new ArrayDeque<>();
    for (String name = last; name != null; name = files.getFirst().previous()) {
      try {
        files.addFirst(RoundsFile.read(name, content(new Path(directory, name))));
      } catch (FileNotFoundException e) {
        throw new UnreadableCheckpointException("its " + name + " is missing", e);
      }
    }
    return files.stream().flatMap(file -> file.rounds().stream()).toList();
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
          "Cannot resume from %s, the checkpoint of another run: %s".formatted(file, differences),
          "give the same settings and data, or another directory");
    }
  }

  /**
   * Adds one and removes those that are no longer needed. A failure is only logged: it costs no
   * more than the time that a restart then takes longer.
   */
  void write(Checkpoint checkpoint) {
    int number = checkpoint.rounds().size();
    try {
      FileSystem files = directory.getFileSystem(conf);
      storeRounds(checkpoint.rounds());
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      CheckpointFile.write(content, new CheckpointFile.Contents(run, lastRounds, checkpoint));
      if (!publish(content.toByteArray(), file(number))) {
        // A torn one, or the same from another process.
        files.delete(file(number), false);
        publish(content.toByteArray(), file(number));
      }
    } catch (IOException e) {
      LOG.warn("Cannot write a checkpoint into {}: {}", directory, Causes.oneLine(e));
      return;
    }
    unreadable.remove(number);
    deleteSuperseded();
  }

  private void deleteSuperseded() {
    try {
      FileSystem files = directory.getFileSystem(conf);
      // Higher numbers among them would make the new ones look old.
      for (int number : unreadable) {
        files.delete(file(number), false);
      }
      unreadable.clear();
      int[] numbers = NumberedEntries.of(directory, NAME, conf).toArray();
      IntStream old = IntStream.of(numbers).limit(Math.max(0, numbers.length - KEPT));
      for (int superseded : old.toArray()) {
        files.delete(file(superseded), false);
      }
    } catch (IOException | Failure e) {
      LOG.warn("Cannot delete old checkpoints in {}: {}", directory, Causes.oneLine(e));
    }
  }

  /** Writes those that no file has yet. */
  private void storeRounds(List<RoundMetrics> rounds) throws IOException {
    if (rounds.size() < roundsStored) {
      roundsStored = 0;
      lastRounds = null;
    }
    if (rounds.size() > roundsStored) {
      List<RoundMetrics> more = List.copyOf(rounds.subList(roundsStored, rounds.size()));
      byte[] content = new RoundsFile(run, lastRounds, more).toBytes();
      String name = RoundsFile.name(content);
      // A file of this name has this content.
      publish(content, new Path(directory, name));
      roundsStored = rounds.size();
      lastRounds = name;
    }
  }

  /** False if there is such a file already. */
  private boolean publish(byte[] content, Path file) throws IOException {
    FileSystem files = directory.getFileSystem(conf);
    Path staging = new Path(directory, STAGED + UUID.randomUUID());
    try {
      try (OutputStream out = NewFile.create(staging, conf)) {
        out.write(content);
      }
      return NoOverwriteRename.rename(staging, file, conf);
    } finally {
      files.delete(staging, false);
    }
  }

  /**
   * Removes this run's, as they aren't needed once its result is stored, and the directory if
   * nothing else is in it.
   */
  public void delete() {
    try {
      FileSystem files = directory.getFileSystem(conf);
      for (FileStatus entry : files.listStatus(directory)) {
        if (isOurs(entry)) {
          files.delete(entry.getPath(), false);
        }
      }
      if (files.listStatus(directory).length == 0) {
        files.delete(directory, false);
      }
    } catch (FileNotFoundException e) {
      // There were none, or another process that has trained the same run has just deleted them.
      LOG.debug("{} is gone", directory);
    } catch (IOException e) {
      LOG.warn("Cannot delete {}: {}; delete it by hand", directory, Causes.oneLine(e));
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
      return NAME.matcher(name).matches() && read(entry.getPath()).run().equals(run)
          || RoundsFile.NAME.matcher(name).matches()
              && RoundsFile.read(name, content(entry.getPath())).run().equals(run);
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      LOG.warn("Left checkpoint {}: {}", entry.getPath(), Causes.oneLine(e));
      return false;
    }
  }

  private CheckpointFile.Contents read(Path file) throws IOException {
    return CheckpointFile.read(content(file));
  }

  private byte[] content(Path file) throws IOException {
    try (InputStream in = file.getFileSystem(conf).open(file)) {
      return in.readAllBytes();
    }
  }

  private Path file(int number) {
    return new Path(directory, String.format(Locale.ROOT, "round-%07d", number));
  }
}
