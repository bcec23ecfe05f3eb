package mnist.jobs.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What went into the jar, and what into the assembled Spark. */
class JarIT {
  private static final Path JAR = Path.of("target/mnist-spark.jar");
  private static final Path SPARK_JARS = Path.of("target/spark/jars");

  private static List<String> entries(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream().map(ZipEntry::getName).toList();
    }
  }

  private static Set<String> classes(List<String> entries) {
    return entries.stream()
        .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
        .collect(Collectors.toSet());
  }

  private static List<Path> sparkJars() throws IOException {
    try (Stream<Path> jars = Files.list(SPARK_JARS)) {
      return jars.sorted().toList();
    }
  }

  @Test
  void holdsNoClassThatSparkShips() throws IOException {
    Set<String> ours = classes(entries(JAR));
    Set<String> twice = new HashSet<>();
    for (Path jar : sparkJars()) {
      for (String name : classes(entries(jar))) {
        if (ours.contains(name)) {
          twice.add(jar.getFileName() + ": " + name);
        }
      }
    }

    assertThat(twice).isEmpty();
  }

  @Test
  void holdsLibraryJobsNativesAndDataOnce() throws IOException {
    List<String> entries = entries(JAR);

    assertThat(entries)
        .doesNotHaveDuplicates()
        .contains(
            "mnist/jobs/Main.class",
            "mnist/InvalidInputException.class",
            "mnist/config/reference.conf",
            "mnist/data/train-images-idx3-ubyte.gz",
            "org/deeplearning4j/nn/multilayer/MultiLayerNetwork.class",
            "picocli/CommandLine.class");
    List<String> natives = new ArrayList<>(entries);
    natives.removeIf(name -> !name.matches(".*libnd4jcpu\\.(so|dylib)|.*/nd4jcpu\\.dll"));
    assertThat(natives).hasSize(1);
    assertThat(entries)
        .filteredOn(name -> name.matches("ai/onnxruntime/native/.*/(lib)?onnxruntime\\.[a-z]+"))
        .hasSizeLessThanOrEqualTo(1);
    assertThat(entries).noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"));
  }

  @Test
  void mergesServicesOfAllLibraries() throws IOException {
    assertThat(service("org.nd4j.linalg.factory.Nd4jBackend"))
        .contains("org.nd4j.linalg.cpu.nativecpu.CpuBackend");
  }

  private static String service(String name) throws IOException {
    try (ZipFile zip = new ZipFile(JAR.toFile());
        InputStream in = zip.getInputStream(zip.getEntry("META-INF/services/" + name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void theAssembledSparkIsOneSparkWithItsClusterManagers() throws IOException {
    List<String> names =
        sparkJars().stream().map(jar -> jar.getFileName().toString()).collect(Collectors.toList());

    assertThat(names)
        .contains("scala-library-2.12.18.jar")
        .anyMatch(name -> name.startsWith("spark-yarn_2.12-3.5"))
        .anyMatch(name -> name.startsWith("spark-kubernetes_2.12-3.5"))
        .noneMatch(name -> name.startsWith("mnist-spark"))
        .noneMatch(name -> name.startsWith("nd4j"));
    List<String> withoutVersion =
        names.stream()
            .map(name -> name.replaceFirst("-\\d[^/]*?(-[a-z][^/]*)?\\.jar$", "$1"))
            .toList();
    assertThat(withoutVersion).doesNotHaveDuplicates();
  }
}
