package mnist.progress;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import mnist.files.NumberedEntries;
import mnist.files.StorageFailure;
import mnist.progress.PartRecord.PublishedFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The progress of one run, in a directory of its output, on any Hadoop file system. One process at
 * a time goes on with a run, its {@link RunOwner}.
 *
 * @param output the run's output
 */
public record RunProgress(Path output, Configuration conf) {

  /** In the output; hidden from Spark by its first letter. */
  public static final String DIRECTORY = "_progress";

  private static final int FORMAT = 1;

  private static final Pattern NUMBERED = Pattern.compile("(\\d{8})\\.json");

  private static final String MAKE_READABLE = "make the output readable and writable";

  /**
   * What is written before all else.
   *
   * @param formatVersion of all files of the directory
   * @param identity of the run
   * @param parts of each its keys: what it takes of the input
   * @param told what else a run that goes on needs to know, by name
   */
  public record Plan(
      int formatVersion,
      SortedMap<String, String> identity,
      List<List<String>> parts,
      SortedMap<String, String> told) {}

  /** Read before the rest of the plan, since that of a newer version may differ. */
  private record Format(int formatVersion) {}

  /** What one file of {@code done} holds. */
  record Done(int formatVersion, List<PartRecord> parts) {}

  /** The last file. */
  record Ended(int formatVersion) {}

  /**
   * Whether an output is a run's. One that holds nothing but the beginning of a run isn't, and is
   * none of the user's either: it is deleted.
   *
   * @throws mnist.Failure if the storage fails
   */
  public boolean exists() {
    try {
      FileSystem files = output.getFileSystem(conf);
      if (files.exists(plan())) {
        return true;
      }
      FileStatus[] entries = files.exists(directory()) ? files.listStatus(output) : null;
      // Where renames aren't atomic, a run may have been killed before it had a plan.
      if (entries != null && entries.length == 1) {
        files.delete(output, true);
      }
      return false;
    } catch (IOException e) {
      throw failure("Cannot look for a run in " + output, e);
    }
  }

  /** Begins a run, in a directory that is about to become the output. */
  public void begin(
      RunIdentity identity, List<List<String>> parts, SortedMap<String, String> told) {
    JsonFiles.write(plan(), new Plan(FORMAT, identity.values(), parts, told), conf);
  }

  /**
   * The plan of a run that is to go on.
   *
   * @throws InvalidInputException if it is another run's, or of a newer format
   */
  public Plan planOf(RunIdentity identity) {
    Plan plan = readPlan();
    identity.requireSame(new RunIdentity(plan.identity()), output);
    return plan;
  }

  /**
   * What the run that is there tells whoever goes on with it, whichever it is; nothing if there is
   * none.
   *
   * @throws InvalidInputException if its plan is of a newer format
   */
  public SortedMap<String, String> told() {
    return exists() ? readPlan().told() : new TreeMap<>();
  }

  private Plan readPlan() {
    int version = JsonFiles.read(plan(), Format.class, conf).formatVersion();
    if (version > FORMAT) {
      throw new InvalidInputException(
          "Cannot read %s: its format version is %d, but at most %d is supported"
              .formatted(plan(), version, FORMAT),
          "use the newer program that wrote it, or choose another output");
    }
    return JsonFiles.read(plan(), Plan.class, conf);
  }

  /** What is done so far, by part; what was done later counts. */
  public SortedMap<Integer, PartRecord> done() {
    SortedMap<Integer, PartRecord> records = new TreeMap<>();
    for (int number : numbers()) {
      JsonFiles.read(doneFile(number), Done.class, conf)
          .parts()
          .forEach(record -> records.put(record.part(), record));
    }
    return records;
  }

  /** Records that some parts are done; their files are published. */
  public void add(List<PartRecord> parts) {
    int[] numbers = numbers();
    int next = numbers.length == 0 ? 1 : numbers[numbers.length - 1] + 1;
    JsonFiles.write(doneFile(next), new Done(FORMAT, parts), conf);
  }

  /** Says that nothing is left to do. */
  public void end() {
    JsonFiles.writeIfAbsent(new Path(directory(), "ended.json"), new Ended(FORMAT), conf);
  }

  /** Whether nothing is left to do. */
  public boolean hasEnded() {
    try {
      return output.getFileSystem(conf).exists(new Path(directory(), "ended.json"));
    } catch (IOException e) {
      throw failure("Cannot look for a run in " + output, e);
    }
  }

  /** A new place to write to until it is published; {@link #clean} deletes it. */
  public Path aside() {
    return new Path(directory(), ".tmp-" + UUID.randomUUID());
  }

  /** Where a list of what the run reads stands. */
  public Path fileList() {
    return new Path(directory(), "files.gz");
  }

  /**
   * Deletes what a process that was killed has left: what was written aside, and published files
   * that no record tells of, or one that lacks another of its files.
   *
   * @param published directories of the output that hold what parts publish
   * @return the records whose files are all there
   */
  public SortedMap<Integer, PartRecord> clean(List<String> published) {
    SortedMap<Integer, PartRecord> records = done();
    Set<String> told =
        records.values().stream()
            .flatMap(record -> record.files().stream())
            .map(PublishedFile::path)
            .collect(Collectors.toSet());
    try {
      FileSystem files = output.getFileSystem(conf);
      for (FileStatus entry : files.listStatus(directory())) {
        if (entry.getPath().getName().startsWith(".")) {
          files.delete(entry.getPath(), true);
        }
      }
      Set<String> found = new HashSet<>();
      for (String directory : published) {
        for (FileStatus file : filesIn(new Path(output, directory), files)) {
          String path = output.toUri().relativize(file.getPath().toUri()).getPath();
          if (told.contains(path)) {
            found.add(path);
          } else {
            files.delete(file.getPath(), false);
          }
        }
      }
      for (PartRecord record : List.copyOf(records.values())) {
        List<String> paths = record.files().stream().map(PublishedFile::path).toList();
        if (!found.containsAll(paths)) {
          records.remove(record.part());
          for (String path : paths) {
            files.delete(new Path(output, path), false);
          }
        }
      }
      return records;
    } catch (IOException e) {
      throw failure("Cannot go on in " + output, e);
    }
  }

  /** All files below a directory; none if there is no such directory. */
  public static List<FileStatus> filesIn(Path directory, FileSystem files) throws IOException {
    try {
      return Stream.of(files.listStatus(directory))
          .flatMap(
              entry -> {
                try {
                  return entry.isDirectory()
                      ? filesIn(entry.getPath(), files).stream()
                      : Stream.of(entry);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              })
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private int[] numbers() {
    return NumberedEntries.of(doneDirectory(), NUMBERED, conf).toArray();
  }

  private Path doneFile(int number) {
    return new Path(doneDirectory(), String.format(Locale.ROOT, "%08d.json", number));
  }

  private Path doneDirectory() {
    return new Path(directory(), "done");
  }

  Path directory() {
    return new Path(output, DIRECTORY);
  }

  private Path plan() {
    return new Path(directory(), "plan.json");
  }

  private static RuntimeException failure(String action, IOException cause) {
    return StorageFailure.of(action, MAKE_READABLE, cause);
  }
}
