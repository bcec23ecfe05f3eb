package mnist.deliveries;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import mnist.files.NumberedEntries;
import mnist.files.Sha256;
import mnist.files.StorageFailure;
import mnist.input.IngestedInput;
import mnist.progress.RunProgress;
import mnist.records.DataFingerprint;
import mnist.store.Decision;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is stored of a model store's deliveries, beside what was decided about them.
 *
 * @param directory has a directory for each
 */
record DeliveryStorage(Path directory, DeliveryDecisions decisions, Configuration conf) {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryStorage.class);

  static final String FILE = "delivery.json";

  private static final String RESTORE = "restore it from a copy of the store";

  /**
   * All deliveries that the store took, by number, those among them that were forgotten.
   *
   * @throws InvalidInputException if one that wasn't forgotten is gone, damaged or of a newer
   *     format
   */
  List<Delivery> all() {
    Map<String, Decision> taken = decisions.taken();
    Set<String> forgotten = decisions.forgotten().keySet();
    List<Delivery> all = new ArrayList<>();
    for (String name : names(taken)) {
      whole(name, taken, forgotten).ifPresent(all::add);
    }
    return List.copyOf(all);
  }

  /**
   * Reads all images of those that the store has, and looks whether they are as they were written,
   * and what is said of them as it was when they were taken. What an earlier release took is looked
   * at by its files' lengths alone.
   *
   * @return what is wrong, a line each
   */
  List<String> faults() {
    Map<String, Decision> taken = decisions.taken();
    Set<String> forgotten = decisions.forgotten().keySet();
    List<String> faults = new ArrayList<>();
    for (String name : names(taken)) {
      if (!forgotten.contains(name)) {
        try {
          whole(name, taken, forgotten)
              .ifPresent(delivery -> addChanged(delivery, taken.get(name), faults));
        } catch (InvalidInputException e) {
          faults.add(e.getMessage());
        }
      }
    }
    return List.copyOf(faults);
  }

  private void addChanged(Delivery delivery, Decision taken, List<String> faults) {
    String name = delivery.name();
    DeliveryDecisions.hash(taken)
        .ifPresent(
            expected -> addUnlike(name, FILE, expected, "decision " + taken.number(), faults));
    new TreeMap<>(delivery.hashes())
        .forEach((path, expected) -> addUnlike(name, path, expected, FILE, faults));
  }

  private void addUnlike(
      String name, String path, String expected, String said, List<String> faults) {
    Path file = new Path(new Path(directory, name), path);
    String found = hash(file);
    if (!found.equals(expected)) {
      faults.add(
          "Cannot use %s: expected a file with SHA-256 %s as %s says, but it has %s; %s"
              .formatted(file, expected, said, found, restoreOrForget(name)));
    }
  }

  /** SHA-256 of a delivery's {@link #FILE}. */
  String hash(String name) {
    return hash(new Path(new Path(directory, name), FILE));
  }

  private String hash(Path file) {
    try (InputStream in = file.getFileSystem(conf).open(file)) {
      return Sha256.ofStream(in);
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + file, RESTORE, e);
    }
  }

  /** Of directories, and of deliveries that the store took, whatever is left of them. */
  private SortedSet<String> names(Map<String, Decision> taken) {
    SortedSet<String> names = new TreeSet<>(Comparator.comparing(DeliveryName::number));
    numbers().forEach(number -> names.add(DeliveryName.of(number)));
    names.addAll(taken.keySet());
    return names;
  }

  DataFingerprint fingerprint(Delivery delivery) {
    Path file = new Path(new Path(directory, delivery.name()), IngestedInput.FINGERPRINT);
    return JsonFiles.read(file, DataFingerprint.class, conf);
  }

  /** What is known of a delivery, whether or not it is whole; empty if that is lost. */
  Optional<Delivery> record(String name) {
    DeliveryName.number(name);
    try {
      return Optional.of(read(new Path(new Path(directory, name), FILE)));
    } catch (InvalidInputException e) {
      LOG.debug("what {} was is lost", name, e);
      return Optional.empty();
    }
  }

  /** Above all that were taken: what was decided about a number isn't about another delivery. */
  int nextNumber() {
    return Math.max(numbers().stream().max(Integer::compare).orElse(0), decisions.lastNumber()) + 1;
  }

  private List<Integer> numbers() {
    return NumberedEntries.of(directory, DeliveryName.PATTERN, conf).boxed().toList();
  }

  /** Read before the rest, since that of a newer version may differ. */
  private record Format(int formatVersion) {}

  /**
   * Empty of one that a process was killed while publishing, where renames aren't atomic, and of
   * one that was forgotten and of which nothing is left.
   */
  private Optional<Delivery> whole(
      String name, Map<String, Decision> taken, Set<String> forgotten) {
    if (forgotten.contains(name)) {
      return record(name);
    }
    Path place = new Path(directory, name);
    SortedSet<String> missing = new TreeSet<>();
    Optional<Delivery> delivery = Optional.empty();
    Map<String, Long> there = lengths(place);
    if (there.containsKey(FILE)) {
      delivery = Optional.of(read(new Path(place, FILE)));
      delivery
          .get()
          .parts()
          .forEach(
              (path, length) -> {
                if (!length.equals(there.get(path))) {
                  missing.add(path);
                }
              });
    } else {
      missing.add(FILE);
    }
    if (missing.isEmpty()) {
      return delivery;
    }
    if (!taken.containsKey(name)) {
      LOG.warn("passing over {}, which a process was killed while publishing", place);
      return Optional.empty();
    }
    if (decisions.forgotten().containsKey(name)) {
      // Meanwhile.
      return record(name);
    }
    throw new InvalidInputException(
        "Cannot use delivery %s: expected %s in it as it was written when decision %d took it, but %s"
            .formatted(
                place,
                String.join(", ", missing),
                taken.get(name).number(),
                there.isEmpty() ? "there is nothing" : "that is missing or of another length"),
        restoreOrForget(name));
  }

  private static String restoreOrForget(String name) {
    return RESTORE + ", or forget the delivery: deliveries forget " + name;
  }

  private Delivery read(Path file) {
    int format = JsonFiles.read(file, Format.class, conf).formatVersion();
    if (format > Delivery.FORMAT_VERSION) {
      throw new InvalidInputException(
          "Cannot read %s: its format version is %d, but at most %d is supported"
              .formatted(file, format, Delivery.FORMAT_VERSION),
          "use the newer program that wrote it");
    }
    return JsonFiles.read(file, Delivery.class, conf);
  }

  private Map<String, Long> lengths(Path place) {
    try {
      Map<String, Long> lengths = new HashMap<>();
      Path qualified = place.getFileSystem(conf).makeQualified(place);
      for (FileStatus file : RunProgress.filesIn(qualified, place.getFileSystem(conf))) {
        String path = file.getPath().toUri().getPath();
        lengths.put(path.substring(qualified.toUri().getPath().length() + 1), file.getLen());
      }
      return lengths;
    } catch (IOException e) {
      throw StorageFailure.of("Cannot read " + place, "make it readable", e);
    }
  }
}
