package mnist.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import mnist.files.NumberedEntries;
import mnist.files.Sha256;
import mnist.files.StorageFailure;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A store's decisions in order, a file each, called by its number. Each has the hash of the file
 * before it. Writing a number that is free is a compare-and-set.
 *
 * @param directory of the files
 */
record Decisions(Path directory, Configuration conf) {

  private static final Pattern FILE = Pattern.compile("(\\d{8})\\.json");

  /** What stores had before there were decisions, beside their directory. */
  private static final String CHAMPIONS = "champions";

  private static final String RESTORE = "restore it from a copy of the store";

  /** A decision with the hash of its file. */
  private record Hashed(Decision decision, String hash) {}

  /**
   * The latest decision.
   *
   * @throws InvalidInputException if its file is malformed, or an earlier one's is missing, or the
   *     store is of a release that had no decisions
   */
  Optional<Decision> latest() {
    int number = latestNumber();
    return number == 0 ? Optional.empty() : Optional.of(read(number).decision());
  }

  /**
   * All decisions, the first one first.
   *
   * @throws InvalidInputException if one is missing, malformed or another than its successor says
   */
  List<Decision> all() {
    return readable(
        new HashMap<>(),
        fault -> {
          throw fault;
        });
  }

  /**
   * The decisions that can be read.
   *
   * @param hashes takes their files' hashes by number; the latest one's stands in no other file
   * @param faults takes what is wrong with the files
   */
  List<Decision> readable(Map<Integer, String> hashes, Consumer<InvalidInputException> faults) {
    Set<Integer> missing = new TreeSet<>();
    int latest = latestNumber(missing);
    missing.forEach(number -> faults.accept(isMissing(number)));
    List<Decision> readable = new ArrayList<>();
    for (int number = 1; number <= latest; number++) {
      if (missing.contains(number)) {
        continue;
      }
      try {
        Hashed current = read(number);
        readable.add(current.decision());
        hashes.put(number, current.hash());
      } catch (InvalidInputException e) {
        faults.accept(e);
      }
    }
    for (Decision decision : readable) {
      String before = hashes.get(decision.number() - 1);
      if (before != null && !before.equals(decision.previous())) {
        faults.accept(isAnother(decision, before));
      }
    }
    return List.copyOf(readable);
  }

  private InvalidInputException isAnother(Decision next, String found) {
    return new InvalidInputException(
        "Cannot use %s: expected a file with SHA-256 %s as %s says, but it has %s"
            .formatted(
                file(next.number() - 1), next.previous(), file(next.number()).getName(), found),
        "restore both from a copy of the store");
  }

  /** SHA-256 of a decision's file. */
  String hash(Decision decision) {
    return read(decision.number()).hash();
  }

  /**
   * Writes the next decision if {@code latest} still is the latest one. Whoever decided meanwhile
   * has taken its number.
   *
   * @param manifestHash of the version that it is about; null if it is about none
   * @return empty if somebody has
   */
  Optional<Decision> append(Optional<Decision> latest, NewDecision next, String manifestHash) {
    Decision decision =
        new Decision(
            latest.map(Decision::number).orElse(0) + 1,
            next.kind(),
            next.subject(),
            manifestHash,
            next.kind().makesChampion()
                ? next.subject()
                : latest.map(Decision::champion).orElse(null),
            Account.current(),
            Instant.now(),
            next.reason(),
            next.figures(),
            latest.map(this::hash).orElse(null));
    return JsonFiles.writeIfAbsent(file(decision.number()), decision, conf)
        ? Optional.of(decision)
        : Optional.empty();
  }

  private int latestNumber() {
    Set<Integer> missing = new TreeSet<>();
    int latest = latestNumber(missing);
    for (int number : missing) {
      throw isMissing(number);
    }
    return latest;
  }

  /**
   * @param missing takes the numbers below that have no file
   * @return 0 if there are none
   */
  private int latestNumber(Set<Integer> missing) {
    Set<Integer> there =
        NumberedEntries.of(directory, FILE, conf).boxed().collect(Collectors.toSet());
    int latest = there.stream().mapToInt(Integer::intValue).max().orElse(0);
    if (latest == 0) {
      requireNoneBefore();
    }
    IntStream.rangeClosed(1, latest)
        .filter(number -> !there.contains(number))
        // One that was written while the directory was listed may not be in the list.
        .filter(number -> !exists(file(number)))
        .forEach(missing::add);
    return latest;
  }

  private InvalidInputException isMissing(int number) {
    return new InvalidInputException(
        "Cannot read %s: there is no such file, though later decisions are there"
            .formatted(file(number)),
        RESTORE);
  }

  private void requireNoneBefore() {
    Path champions = new Path(directory.getParent(), CHAMPIONS);
    if (exists(champions)) {
      throw new InvalidInputException(
          "Cannot use the model store %s: it has %s/ and no %s/, as stores had before decisions were numbered"
              .formatted(directory.getParent(), CHAMPIONS, directory.getName()),
          "train into a new store; a version's own directory can still be given as --model");
    }
  }

  private boolean exists(Path path) {
    try {
      FileSystem files = path.getFileSystem(conf);
      return files.exists(path);
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + path, "make it readable", e);
    }
  }

  private Hashed read(int number) {
    Path file = file(number);
    byte[] content;
    try (InputStream in = file.getFileSystem(conf).open(file)) {
      content = in.readAllBytes();
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + file, RESTORE, e);
    }
    Decision decision;
    try {
      decision = JsonFiles.fromText(new String(content, StandardCharsets.UTF_8), Decision.class);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          "Cannot read %s: %s".formatted(file, e.problem()), RESTORE, e);
    }
    if (decision.number() != number) {
      throw new InvalidInputException(
          "Cannot read %s: expected decision %d in it, but it is decision %d"
              .formatted(file, number, decision.number()),
          "put each decision's file back where it was");
    }
    return new Hashed(decision, Sha256.ofBytes(content));
  }

  private Path file(int number) {
    return new Path(directory, String.format(Locale.ROOT, "%08d.json", number));
  }
}
