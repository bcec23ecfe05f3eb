package mnist.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import mnist.InvalidInputException;
import mnist.files.JsonFiles;
import mnist.files.NumberedEntries;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory of numbered promotions; the one with the highest number names the champion. */
final class Champions {
  private static final Logger LOG = LoggerFactory.getLogger(Champions.class);
  private static final Pattern FILE = Pattern.compile("(\\d{8,9})\\.json");

  private final Path directory;
  private final Configuration conf;

  Champions(Path directory, Configuration conf) {
    this.directory = directory;
    this.conf = conf;
  }

  Optional<Champion> current() {
    OptionalInt number = NumberedEntries.of(directory, FILE, conf).max();
    return number.isEmpty() ? Optional.empty() : Optional.of(read(number.getAsInt()));
  }

  /** Every promotion that can be read, the first one first. The last one must be readable. */
  List<Champion> all() {
    int[] numbers = NumberedEntries.of(directory, FILE, conf).toArray();
    List<Champion> readable = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      try {
        readable.add(read(numbers[i]));
      } catch (InvalidInputException e) {
        if (i == numbers.length - 1) {
          throw e;
        }
        LOG.warn("passing over champion number {}: {}", numbers[i], e.getMessage());
      }
    }
    return List.copyOf(readable);
  }

  private Champion read(int number) {
    return JsonFiles.read(file(number), Champion.class, conf);
  }

  /**
   * Writes the next number if the champion still is {@code expected}. Whoever decided meanwhile has
   * taken that number, so that the file's name does the comparing.
   *
   * @return empty if the champion is another
   */
  Optional<Champion> decide(Optional<Champion> expected, String version, String reason) {
    if (!current().equals(expected)) {
      return Optional.empty();
    }
    Champion next =
        new Champion(
            expected.map(Champion::number).orElse(0) + 1,
            version,
            expected.map(Champion::version).orElse(null),
            Instant.now(),
            reason);
    if (!JsonFiles.writeIfAbsent(file(next.number()), next, conf)) {
      return Optional.empty();
    }
    LOG.info("{} is champion number {} in {}: {}", version, next.number(), directory, reason);
    return Optional.of(next);
  }

  private Path file(int number) {
    return new Path(directory, String.format(Locale.ROOT, "%08d.json", number));
  }
}
