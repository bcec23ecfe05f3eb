package mnist.jobs.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import mnist.files.Sha256;
import mnist.train.Trainer;

/**
 * What this program's own classes are, whatever a version or a commit says of them: two work trees
 * with uncommitted changes have one commit, and a build without git has none.
 */
public final class BuiltCode {

  /** Ours, and the one class of ND4J's that we replace. */
  private static final List<String> OURS = List.of("mnist/", "org/nd4j/nativeblas/Nd4jCpu.class");

  private static String running;

  private BuiltCode() {}

  /** Of the classes that are running: SHA-256 over their names and contents. */
  public static synchronized String sha256() {
    if (running == null) {
      running = sha256(Stream.of(Trainer.class, BuiltCode.class).map(BuiltCode::place).toList());
    }
    return running;
  }

  /**
   * The same of classes in jars or in directories; it doesn't depend on which of both.
   *
   * @param places the roots of packages
   */
  static String sha256(List<Path> places) {
    SortedMap<String, String> classes = new TreeMap<>();
    try {
      for (Path place : places) {
        if (Files.isDirectory(place)) {
          addDirectory(place, classes);
        } else {
          addJar(place, classes);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Sha256.hex(
        classes.entrySet().stream()
            .map(file -> file.getKey() + " " + file.getValue() + "\n")
            .collect(Collectors.joining()));
  }

  private static void addDirectory(Path root, SortedMap<String, String> classes)
      throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(root)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      String name = root.relativize(file).toString().replace('\\', '/');
      if (isOurs(name)) {
        classes.put(name, Sha256.ofBytes(Files.readAllBytes(file)));
      }
    }
  }

  /** By the list of its entries that this process has read already, unlike a file system's. */
  private static void addJar(Path file, SortedMap<String, String> classes) throws IOException {
    try (ZipFile jar = new ZipFile(file.toFile())) {
      for (ZipEntry entry : jar.stream().filter(each -> isOurs(each.getName())).toList()) {
        try (InputStream in = jar.getInputStream(entry)) {
          classes.put(entry.getName(), Sha256.ofBytes(in.readAllBytes()));
        }
      }
    }
  }

  private static boolean isOurs(String name) {
    return name.endsWith(".class") && OURS.stream().anyMatch(name::startsWith);
  }

  private static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
