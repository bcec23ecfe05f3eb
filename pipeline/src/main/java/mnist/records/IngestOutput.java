package mnist.records;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mnist.Failure;
import mnist.InvalidInputException;
import mnist.UnavailableException;
import mnist.files.JsonFiles;
import mnist.files.NewFile;
import mnist.files.NoOverwriteRename;
import mnist.files.StagedDirectory;
import mnist.files.StorageFailure;
import mnist.input.IngestedInput;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory that an ingest makes, whole or absent whenever the process is killed. It is filled
 * under another name. Where a rename is one step, that publishes it, fingerprint included.
 *
 * <p>Elsewhere, as in object stores, a directory without a fingerprint is absent. A claim is
 * written into it first, so that what a killed process leaves is known for an ingest's, then come
 * the records, and the fingerprint last. The next ingest into the same directory clears a claim
 * without a fingerprint, unless the claim is so young that its process may be publishing.
 */
final class IngestOutput implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IngestOutput.class);

  /** Renaming in an object store copies: minutes for many gigabytes. */
  static final Duration PUBLISHING = Duration.ofMinutes(10);

  static final String CLAIM = "_ingesting.json";

  private static final String NOTE =
      "an ingest is publishing this directory, which counts when it has a fingerprint.json";

  private final Configuration conf;
  private final FileSystem files;
  private final Path target;
  private final boolean isAtomic;
  private final StagedDirectory staged;
  private boolean isClaimed;

  /**
   * What stands in a claim.
   *
   * @param owner drawn anew for each
   * @param note for people who find one
   */
  private record Claim(Instant since, String owner, String note) {}

  private IngestOutput(
      Configuration conf, FileSystem files, Path target, boolean isAtomic, StagedDirectory staged) {
    this.conf = conf;
    this.files = files;
    this.target = target;
    this.isAtomic = isAtomic;
    this.staged = staged;
  }

  /**
   * Starts it.
   *
   * @throws InvalidInputException if the directory exists, or can't be written
   * @throws UnavailableException if another ingest may be publishing there, or the storage fails
   */
  static IngestOutput begin(Path output, Configuration conf) {
    try {
      FileSystem files = output.getFileSystem(conf);
      Path target = files.makeQualified(output);
      clearHalf(target, files, conf);
      return new IngestOutput(
          conf,
          files,
          target,
          NoOverwriteRename.isAtomic(target, conf),
          StagedDirectory.beside(target, conf));
    } catch (IOException e) {
      throw cannotWrite(output, e);
    }
  }

  /** Where to write until it is published. */
  Path path() {
    return staged.path();
  }

  /** The directory to be, qualified. */
  Path target() {
    return target;
  }

  /**
   * Makes the directory appear.
   *
   * @return false if it exists, since another process has made it meanwhile; it is left as it is
   */
  boolean publish(DataFingerprint fingerprint) {
    try {
      if (isAtomic) {
        write(new Path(path(), IngestedInput.FINGERPRINT), fingerprint);
        return staged.publishAs(target);
      }
      if (files.exists(target)) {
        return false;
      }
      Claim claim = new Claim(Instant.now(), UUID.randomUUID().toString(), NOTE);
      write(new Path(target, CLAIM), claim);
      isClaimed = true;
      for (String part : List.of(IngestedInput.RECORDS, IngestedData.QUARANTINE)) {
        if (!NoOverwriteRename.rename(new Path(path(), part), new Path(target, part), conf)) {
          throw takenMeanwhile();
        }
      }
      // A claim that took too long may have been cleared, and the records with it.
      if (!isThere(claim)
          || !JsonFiles.writeIfAbsent(
              new Path(target, IngestedInput.FINGERPRINT), fingerprint, conf)) {
        throw takenMeanwhile();
      }
      isClaimed = false;
      files.delete(new Path(target, CLAIM), false);
      return true;
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
  }

  private boolean isThere(Claim claim) throws IOException {
    Path file = new Path(target, CLAIM);
    return files.exists(file)
        && JsonFiles.read(file, Claim.class, conf).owner().equals(claim.owner());
  }

  /** Deletes what wasn't published; a failure to do so is logged. */
  @Override
  public void close() {
    staged.close();
    if (isClaimed) {
      isClaimed = false;
      try {
        files.delete(target, true);
      } catch (IOException e) {
        LOG.warn("Cannot delete {}; the next ingest into it will", target, e);
      }
    }
  }

  /** Deletes what an ingest that was killed left of a directory. */
  private static void clearHalf(Path target, FileSystem files, Configuration conf)
      throws IOException {
    if (files.exists(new Path(target, IngestedInput.FINGERPRINT))) {
      return;
    }
    FileStatus claim;
    try {
      claim = files.getFileStatus(new Path(target, CLAIM));
    } catch (FileNotFoundException e) {
      if (!NoOverwriteRename.isAtomic(target, conf) && isEmpty(target, files)) {
        // As the process left it that was killed before it could write its claim.
        files.delete(target, false);
      }
      return;
    }
    Duration age = Duration.ofMillis(System.currentTimeMillis() - claim.getModificationTime());
    if (age.compareTo(PUBLISHING) < 0) {
      throw new UnavailableException(
          "Cannot write %s: another ingest has been publishing there for %d s, or was killed"
              .formatted(target, Math.max(0, age.toSeconds())),
          "run again %d minutes later, or delete the directory if none is running"
              .formatted(PUBLISHING.toMinutes()));
    }
    LOG.info("deleting {}, which an ingest that was killed has left without a fingerprint", target);
    files.delete(target, true);
  }

  private static boolean isEmpty(Path directory, FileSystem files) throws IOException {
    return files.exists(directory)
        && files.getFileStatus(directory).isDirectory()
        && files.listStatus(directory).length == 0;
  }

  /** Writes a file that nobody else writes. */
  private void write(Path file, Object value) throws IOException {
    try (OutputStream out = NewFile.create(file, conf)) {
      out.write((JsonFiles.toText(value) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  private InvalidInputException takenMeanwhile() {
    isClaimed = false;
    return new InvalidInputException(
        "Cannot write " + target + ": another process is writing there",
        "let one at a time write there, or choose another output");
  }

  private static Failure cannotWrite(Path output, IOException cause) {
    return StorageFailure.of(
        "Cannot write " + output, "choose an output in a directory that can be written", cause);
  }
}
