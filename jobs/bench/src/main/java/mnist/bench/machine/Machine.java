package mnist.bench.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import mnist.store.Provenance;

/**
 * What it was measured on.
 *
 * @param processor the model's name
 * @param logicalCores that Java sees
 * @param physicalCores of those: threads of one core count once. A virtual machine may be told
 *     otherwise
 * @param memoryMib of the machine; null where that can't be told
 * @param os the operating system and its version
 */
public record Machine(
    String processor, int logicalCores, int physicalCores, Long memoryMib, String os) {

  private static final Path CPUS = Path.of("/sys/devices/system/cpu");
  private static final Path MEMINFO = Path.of("/proc/meminfo");

  public static Machine current() {
    Provenance provenance = Provenance.current();
    int logical = Runtime.getRuntime().availableProcessors();
    return new Machine(
        provenance.processor(), logical, countCores(logical), readMemory(), provenance.os());
  }

  private static int countCores(int logical) {
    Set<String> cores = new HashSet<>();
    for (int cpu = 0; cpu < logical; cpu++) {
      Path siblings = CPUS.resolve("cpu" + cpu).resolve("topology/thread_siblings_list");
      try {
        cores.add(Files.readString(siblings, StandardCharsets.UTF_8).strip());
      } catch (IOException e) {
        return logical;
      }
    }
    return cores.size();
  }

  private static Long readMemory() {
    try {
      return Files.readAllLines(MEMINFO).stream()
          .filter(line -> line.startsWith("MemTotal:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
  }

  /** Of ours and of the peers, by name. */
  public static SortedMap<String, String> versions() {
    SortedMap<String, String> versions = new TreeMap<>(Provenance.current().versions());
    versions.put("commit", Provenance.current().gitCommit());
    Properties peers = new Properties();
    try (InputStream in = Machine.class.getResourceAsStream("peers.properties")) {
      peers.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Map.Entry<Object, Object> peer : peers.entrySet()) {
      versions.put(peer.getKey().toString(), peer.getValue().toString());
    }
    return versions;
  }
}
