package mnist.jobs.doctor;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether ND4J's native library fits each process's platform and processor, and loads. */
final class NativeLibrary {
  static final String CHECK = "native library";

  private static final String BUILD = "mvn -pl jobs -am package -DskipTests -Dnative.platform=";

  /** The instruction sets of ND4J's builds, by the end of their extension. */
  private static final Map<String, List<String>> NEEDED =
      new TreeMap<>(
          Map.of(
              "-avx2", List.of("avx2", "fma", "f16c"),
              "-avx512",
                  List.of("avx512f", "avx512vl", "avx512bw", "avx512dq", "avx512cd", "bmi2")));

  private NativeLibrary() {}

  /**
   * The processor's flags that a build needs.
   *
   * @param extension of the build, such as "-onednn-avx2"
   */
  static List<String> needed(String extension) {
    return NEEDED.entrySet().stream()
        .filter(entry -> extension.endsWith(entry.getKey()))
        .flatMap(entry -> entry.getValue().stream())
        .toList();
  }

  static Finding check(ProcessFacts process) {
    ProcessFacts.Natives natives = process.natives();
    String platform = natives.platform();
    if (natives.builds().isEmpty()) {
      return Finding.fault(
          CHECK,
          process.where(),
          "the jar has none for " + platform,
          "build the jar with " + BUILD + platform + " -Dnative.extension=");
    }
    String build = platform + natives.builds().get(0);
    if (!natives.missing().isEmpty()) {
      return Finding.fault(
          CHECK,
          process.where(),
          "%s needs %s, which %s lacks"
              .formatted(build, String.join(", ", natives.missing()), natives.processor()),
          "build the jar with " + BUILD + platform + " -Dnative.extension=");
    }
    if (natives.kernels() != null) {
      int remedy = natives.kernels().lastIndexOf("; ");
      return Finding.fault(
          CHECK,
          process.where(),
          natives.kernels().substring(0, remedy),
          natives.kernels().substring(remedy + 2));
    }
    return natives.fault() == null
        ? Finding.ok(CHECK, process.where(), build + " on " + natives.processor())
        : Finding.fault(
            CHECK,
            process.where(),
            build + " doesn't load: " + natives.fault(),
            "install what it needs there, or let it be unpacked where that works by "
                + "-Dorg.bytedeco.javacpp.cachedir=DIRECTORY among the process's Java options");
  }

  /** Whether the processors that train are alike: only then are results the same. */
  static List<Finding> alike(List<RunProcess> processes) {
    Map<String, List<String>> byProcessor =
        processes.stream()
            .filter(process -> process.slots() > 0)
            .collect(
                Collectors.groupingBy(
                    process -> process.facts().natives().processor(),
                    TreeMap::new,
                    Collectors.mapping(RunProcess::name, Collectors.toList())));
    if (byProcessor.size() < 2) {
      return List.of();
    }
    String found =
        byProcessor.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
            .collect(Collectors.joining("; "));
    return List.of(
        Finding.warning(
            "processors",
            "run",
            found,
            "take executors of one kind where a run has to give the same model again"));
  }
}
