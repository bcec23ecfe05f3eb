package mnist.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A machine's processor, as its operating system describes it.
 *
 * @param architecture as Java names it, such as amd64
 * @param name the model's, or the architecture where that can't be told
 * @param flags what it can do, as Linux names it; empty where that can't be told
 */
public record Processor(String architecture, String name, Set<String> flags) {

  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  /** This machine's. */
  public static Processor current() {
    String architecture = System.getProperty("os.arch");
    String windowsName = System.getenv("PROCESSOR_IDENTIFIER");
    return of(architecture, cpuinfo(), Optional.ofNullable(windowsName).orElse(architecture));
  }

  /**
   * @param lines of Linux's /proc/cpuinfo; empty elsewhere
   * @param name where those have none
   */
  static Processor of(String architecture, List<String> lines, String name) {
    return new Processor(
        architecture,
        value(lines, "model name").orElse(name),
        value(lines, "flags").stream()
            .flatMap(flags -> Arrays.stream(flags.split(" +")))
            .filter(flag -> !flag.isEmpty())
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Those of the flags that it is known not to have; none where its flags can't be told. */
  public List<String> lacking(List<String> wanted) {
    return flags.isEmpty()
        ? List.of()
        : wanted.stream().filter(flag -> !flags.contains(flag)).toList();
  }

  boolean isX86() {
    return architecture.equals("amd64") || architecture.equals("x86_64");
  }

  private static List<String> cpuinfo() {
    if (!Files.isReadable(CPUINFO)) {
      return List.of();
    }
    try {
      return Files.readAllLines(CPUINFO);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> value(List<String> lines, String key) {
    return lines.stream()
        .map(line -> line.split(":", 2))
        .filter(field -> field.length == 2 && field[0].strip().equals(key))
        .map(field -> field[1].strip())
        .findFirst();
  }
}
