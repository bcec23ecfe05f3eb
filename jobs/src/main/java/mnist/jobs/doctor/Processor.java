package mnist.jobs.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A processor, as Linux describes it.
 *
 * @param model its name; the architecture where the system doesn't tell
 * @param features such as avx2; empty if not known
 */
record Processor(String model, Optional<Set<String>> features) {
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  /** What ND4J's builds are compiled to, by a part of their extension. */
  private static final Map<String, List<String>> NEEDED =
      new TreeMap<>(
          Map.of(
              "avx2", List.of("avx2", "fma", "f16c"),
              "avx512",
                  List.of("avx512f", "avx512vl", "avx512bw", "avx512dq", "avx512cd", "bmi2")));

  /** That of this machine. */
  static Processor current() {
    try {
      return parse(Files.readAllLines(CPUINFO));
    } catch (IOException e) {
      return parse(List.of());
    }
  }

  static Processor parse(List<String> cpuinfo) {
    return new Processor(
        value(cpuinfo, "model name").orElse(System.getProperty("os.arch")),
        value(cpuinfo, "flags").map(flags -> Set.of(flags.split(" +"))));
  }

  private static Optional<String> value(List<String> cpuinfo, String key) {
    return cpuinfo.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }

  /**
   * The features that a build needs and this processor hasn't; none where they aren't known.
   *
   * @param extension of the build, such as "-onednn-avx2"
   */
  List<String> missing(String extension) {
    if (features.isEmpty()) {
      return List.of();
    }
    return NEEDED.entrySet().stream()
        .filter(entry -> extension.endsWith("-" + entry.getKey()))
        .flatMap(entry -> entry.getValue().stream())
        .filter(feature -> !features.get().contains(feature))
        .toList();
  }
}
