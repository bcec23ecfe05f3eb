package mnist.progress;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import mnist.Failure;
import mnist.Host;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import mnist.files.NumberedEntries;
import mnist.files.StorageFailure;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process as the one that works at a run. While it lives, another one on its machine isn't let
 * in. One on another machine, which can't know whether it lives, takes the run over, and this one
 * is refused when it next asks. What a killed process leaves is in nobody's way.
 */
public final class RunOwner implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunOwner.class);
  private static final int FORMAT = 1;
  private static final Pattern NUMBERED = Pattern.compile("owner-(\\d{8})\\.json");

  /** Systems tell when a process began by a clock that is set now and then. */
  private static final Duration SAME_START = Duration.ofSeconds(2);

  /** Of this JVM. */
  private static final Set<String> HELD = ConcurrentHashMap.newKeySet();

  private final RunProgress progress;
  private final int number;
  private final String id;

  private RunOwner(RunProgress progress, int number, String id) {
    this.progress = progress;
    this.number = number;
    this.id = id;
  }

  /**
   * A process.
   *
   * @param started when it was started; null where the system doesn't tell
   * @param since when it began to work at the run
   */
  record Owner(
      int formatVersion, String id, String host, long pid, Instant started, Instant since) {

    static Owner ofThisProcess() {
      ProcessHandle process = ProcessHandle.current();
      return new Owner(
          FORMAT,
          UUID.randomUUID().toString(),
          Host.name().orElse(null),
          process.pid(),
          process.info().startInstant().orElse(null),
          Instant.now());
    }

    /** False where that can't be told. */
    boolean isKnownToLive() {
      if (host == null || started == null || !Host.name().equals(Optional.of(host))) {
        return false;
      }
      if (pid == ProcessHandle.current().pid()) {
        return HELD.contains(id);
      }
      return ProcessHandle.of(pid)
          .flatMap(process -> process.info().startInstant())
          .filter(start -> Duration.between(start, started).abs().compareTo(SAME_START) <= 0)
          .isPresent();
    }

    @Override
    public String toString() {
      return "process %d on %s".formatted(pid, host);
    }
  }

  /**
   * Makes this process the one that works at a run.
   *
   * @throws InvalidInputException if another one does, on this machine
   * @throws mnist.Failure if the storage fails
   */
  public static RunOwner take(RunProgress progress) {
    Owner owner = Owner.ofThisProcess();
    HELD.add(owner.id());
    try {
      while (true) {
        int[] numbers = numbers(progress);
        int next = numbers.length == 0 ? 1 : numbers[numbers.length - 1] + 1;
        newest(progress).ifPresent(other -> refuse(progress, other));
        // False if another process has just taken it.
        if (JsonFiles.writeIfAbsent(file(progress, next), owner, progress.conf())) {
          Arrays.stream(numbers).forEach(number -> delete(progress, number));
          return new RunOwner(progress, next, owner.id());
        }
      }
    } catch (RuntimeException e) {
      HELD.remove(owner.id());
      throw e;
    }
  }

  private static void refuse(RunProgress progress, Owner other) {
    if (other.isKnownToLive()) {
      throw new InvalidInputException(
          "Cannot go on in %s: %s has been working there since %s"
              .formatted(progress.output(), other, other.since()),
          "wait until it ends, or choose another output");
    }
  }

  /**
   * Checks that this process still is the one that works at the run.
   *
   * @throws InvalidInputException if another one has taken it over
   * @throws mnist.Failure if the storage fails
   */
  public void require() {
    Optional<Owner> newest = newest(progress);
    if (newest.filter(owner -> owner.id().equals(id)).isEmpty()) {
      throw new InvalidInputException(
          "Cannot go on in %s: %s has taken the run over"
              .formatted(progress.output(), newest.map(Owner::toString).orElse("another process")),
          "leave it to that one");
    }
  }

  /** Lets others in. */
  @Override
  public void close() {
    HELD.remove(id);
    try {
      if (newest(progress).filter(owner -> owner.id().equals(id)).isPresent()) {
        delete(progress, number);
      }
    } catch (Failure e) {
      LOG.warn("left {}, which is in nobody's way: {}", file(progress, number), e.problem());
    }
  }

  /** Empty if nobody works at the run. */
  private static Optional<Owner> newest(RunProgress progress) {
    int[] numbers = numbers(progress);
    if (numbers.length == 0) {
      return Optional.empty();
    }
    int newest = numbers[numbers.length - 1];
    try {
      return Optional.of(JsonFiles.read(file(progress, newest), Owner.class, progress.conf()));
    } catch (InvalidInputException e) {
      // It may have ended meanwhile.
      if (!Arrays.equals(numbers, numbers(progress))) {
        return newest(progress);
      }
      throw e;
    }
  }

  private static void delete(RunProgress progress, int number) {
    Path file = file(progress, number);
    try {
      file.getFileSystem(progress.conf()).delete(file, false);
    } catch (IOException e) {
      throw StorageFailure.of("Cannot delete " + file, "make the output writable", e);
    }
  }

  private static int[] numbers(RunProgress progress) {
    return NumberedEntries.of(progress.directory(), NUMBERED, progress.conf()).toArray();
  }

  private static Path file(RunProgress progress, int number) {
    return new Path(progress.directory(), String.format(Locale.ROOT, "owner-%08d.json", number));
  }
}
